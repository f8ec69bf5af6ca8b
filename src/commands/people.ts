import { join } from 'node:path';
import { createPeople } from '../app/people.ts';
import { openStore } from '../storage/open-store.ts';
import { callAdminSocket } from '../system/admin-socket.ts';
import { realUniverse } from '../system/real-universe.ts';
import { joinLink } from './addresses.ts';
import type { Command } from './command.ts';
import { plainWords } from './command.ts';

/**
 * `sportello people link <name>`: a one-time sign-in link, for a new mentor or one who lost the password. The running
 * server makes it where there is one, since it alone may write to the database.
 */
export const people: Command = async ({ config, words, print }) => {
  const [verb, ...nameWords] = plainWords(words, ['administrator']);
  const name = nameWords.join(' ');
  if (verb !== 'link' || name === '') {
    print('sportello people link <name> [--administrator]: prints a link that works once, within a week.');
    return 2;
  }
  const role = words.includes('--administrator') ? 'administrator' : 'mentor';
  const command = { name: 'people link', arguments: [name, role] };
  const link = (await callAdminSocket(join(config.dataDir, 'admin.sock'), command)) ?? (await inviteDirectly());
  print(link);
  return 0;

  async function inviteDirectly(): Promise<string> {
    const universe = realUniverse();
    const store = await openStore({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, universe });
    try {
      const secret = await createPeople({ store, universe, partnerId: 'main' }).invite(name, role, []);
      return joinLink(config, config.port, secret);
    } finally {
      await store.close();
    }
  }
};

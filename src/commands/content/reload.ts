import { join } from 'node:path';
import { callAdminSocket } from '../../system/admin-socket.ts';
import type { Command, CommandCall } from '../command.ts';

/** `content reload`: the running service serves the folders as they are now, or says why it goes on with what it had. */
export const reload: Command = async (call) => {
  const { code, told } = await ask(call);
  call.print(told);
  return code;
};

async function ask({ config, words }: CommandCall): Promise<{ readonly code: number; readonly told: string }> {
  const path = join(config.dataDir, 'admin.sock');
  const command = { name: 'content reload', arguments: words.filter((word) => word === '--force') };
  try {
    const told = await callAdminSocket(path, command);
    if (told !== null) return { code: 0, told };
    return { code: 1, told: `No service runs on ${config.dataDir}: it will read the content when it starts.` };
  } catch (error) {
    return { code: 1, told: error instanceof Error ? error.message : String(error) };
  }
}

import { afterAll, expect, test } from 'vitest';
import { removeDataDirs, startService } from '../support/service.ts';
import { seededUniverse } from '../support/universe.ts';
import { visit, visitorOf } from '../support/visitor.ts';

afterAll(removeDataDirs);

const kills = 50;

test(
  `killed ${String(kills)} times between a message and its reply, nothing is lost and nothing comes twice`,
  { timeout: 400_000 },
  async () => {
    const { chance } = seededUniverse({ seed: 7 });
    let service = await startService();
    const { port } = new URL(service.url);
    const visitor = await visit(service.url, 'it');
    const greeting = (await visitor.transcript()).length;

    for (let kill = 0; kill < kills; kill++) {
      const key = `thanks ${String(kill)}`;
      expect(await visitor.post(`grazie ${String(kill)}`, key)).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, chance() * 12));
      await service.kill();
      service = await startService({ dataDir: service.dataDir, port: Number(port) });
      // A client that is unsure whether its message arrived sends it again under the same key.
      const again = kill % 3 === 0 ? await visitor.post(`grazie ${String(kill)}`, key) : 200;
      expect(again).toBe(200);
      await expect
        .poll(async () => (await visitor.transcript()).slice(greeting + 2 * kill), { timeout: 10_000 })
        .toEqual([`user: grazie ${String(kill)}`, expect.stringMatching(/^bot: /)]);
    }

    const said = (await visitor.transcript()).slice(greeting);
    expect(said.filter((line) => line.startsWith('user'))).toEqual(
      Array.from({ length: kills }, (_, kill) => `user: grazie ${String(kill)}`),
    );
    expect(said.filter((line) => line.startsWith('bot'))).toHaveLength(kills);
    await service.stop();
  },
);

test(
  'stopped under load, it ends by itself, and what it acknowledged is answered after the next start',
  { timeout: 60_000 },
  async () => {
    const first = await startService();
    const visitors = await Promise.all(Array.from({ length: 8 }, () => visit(first.url, 'it')));
    const statuses = Promise.all(visitors.map((visitor) => visitor.post('grazie', 'k').catch(() => 0)));
    expect(await first.stop()).toBe(0);
    const acknowledged = await statuses;

    const second = await startService({ dataDir: first.dataDir });
    for (const [index, visitor] of visitors.entries()) {
      if (acknowledged[index] !== 200) continue;
      const again = visitorOf(second.url, visitor);
      await expect.poll(async () => (await again.transcript()).at(-1), { timeout: 10_000 }).toMatch(/^bot/);
    }
    await second.stop();
  },
);

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { baseUrl, joinLink } from './addresses.ts';
import { channelLine } from './channel-line.ts';
import { openService } from '../compose.ts';
import type { Service } from '../compose.ts';
import type { Command, CommandCall } from './command.ts';
import { ensureBuilt } from './build.ts';
import { openAdminSocket } from '../system/admin-socket.ts';
import type { AdminCommand } from '../system/admin-socket.ts';

/** Longest time between the signal to stop and the process's end. Source: the reliability promise, "exit ≤ 25 s". */
const stopLimitMs = 25_000;

/** `sportello serve`: runs until it is told to stop. */
export const serve: Command = async (call) => {
  const { config } = call;
  await mkdir(config.dataDir, { recursive: true });
  const browserFolder = await ensureBuilt(call);
  const service = await openService(config, browserFolder);
  const admin = await openAdminSocket(join(config.dataDir, 'admin.sock'), (command) => runAdmin(service, call, command));
  process.on('SIGHUP', () => void service.reload(false).catch(() => undefined));
  await announce(service, call);
  await untilSignal();
  // A stuck connection must not keep a server alive that its supervisor wants to replace.
  setTimeout(() => process.exit(1), stopLimitMs).unref();
  await admin.close();
  await service.stop();
  return 0;
};

/** In one write, so that who reads the lines has all of them or none. */
async function announce(service: Service, { config, print }: CommandCall): Promise<void> {
  const base = baseUrl(config, service.port);
  const lines = [...announceChannels(service, print), `chat ${base}/`, `desk ${base}/desk`];
  if (await service.people.needsAdministrator()) {
    const secret = await service.people.invite('Administrator', 'administrator', []);
    lines.push(`sign-in ${joinLink(config, service.port, secret)}`);
  }
  print(lines.join('\n'));
}

/** A line for each channel: now, or, for one that is still starting, when it has. */
function announceChannels({ channelStates, phrases }: Service, print: CommandCall['print']): readonly string[] {
  const all = channelStates.list(false);
  const starting = new Set(all.filter(({ state }) => state === 'starting').map(({ channel }) => channel));
  const stop = channelStates.watch((changed) => {
    if (changed.state !== 'starting' && starting.delete(changed.channel)) print(channelLine(changed, phrases));
    if (starting.size === 0) stop();
  });
  return all.filter(({ channel }) => !starting.has(channel)).map((health) => channelLine(health, phrases));
}

async function runAdmin(service: Service, { config }: CommandCall, command: AdminCommand): Promise<string> {
  const [name, role] = command.arguments;
  if (command.name === 'content reload') return service.reload(command.arguments.includes('--force'));
  if (command.name !== 'people link' || name === undefined) throw new Error(`The server knows no command "${command.name}".`);
  const secret = await service.people.invite(name, role === 'administrator' ? 'administrator' : 'mentor', []);
  return joinLink(config, service.port, secret);
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

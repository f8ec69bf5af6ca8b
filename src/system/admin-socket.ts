import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A command of the command line, carried out by the server that owns the database. */
export interface AdminCommand {
  readonly name: string;
  readonly arguments: readonly string[];
}

type Answer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly text: string };

export interface AdminSocket {
  close(): Promise<void>;
}

/** Listens for commands on a Unix socket that only this user can open. One JSON line in, one JSON line out. */
export async function openAdminSocket(path: string, run: (command: AdminCommand) => Promise<string>): Promise<AdminSocket> {
  await rm(path, { force: true });
  // The other end closes its half when it has asked; ours stays open until the answer is there.
  const server = createServer({ allowHalfOpen: true }, (socket) => serve(socket, run));
  await listen(server, path);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Sends a command to the running server; null when none listens. Throws the server's own sentence when it refuses. */
export async function callAdminSocket(path: string, command: AdminCommand): Promise<string | null> {
  const socket = await dial(path);
  if (socket === null) return null;
  socket.end(`${JSON.stringify(command)}\n`);
  for await (const line of createInterface({ input: socket })) {
    const { ok, text } = JSON.parse(line) as Answer;
    if (ok) return text;
    throw new Error(text);
  }
  throw new Error('The server closed the connection without an answer. Look at its log.');
}

function serve(socket: Socket, run: (command: AdminCommand) => Promise<string>): void {
  socket.on('error', () => socket.destroy());
  createInterface({ input: socket }).once('line', (line) => {
    void answer(line, run).then((result) => socket.end(`${JSON.stringify(result)}\n`));
  });
}

async function answer(line: string, run: (command: AdminCommand) => Promise<string>): Promise<Answer> {
  try {
    return { ok: true, text: await run(JSON.parse(line) as AdminCommand) };
  } catch (error) {
    return { ok: false, text: error instanceof Error ? error.message : String(error) };
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}

function dial(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

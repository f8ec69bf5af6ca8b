import express from 'express';
import type { AddressInfo } from 'node:net';
import { reportTo } from './report.ts';

// Peer (a): Express that only answers. Nothing is kept: what HTTP itself costs on this machine.
const app = express();
app.use(express.json());
app.post('/messages', (request, response) => {
  const { text } = request.body as { text: string };
  response.json({ id: '1', reply: `You said: ${text}` });
});
const server = app.listen(0, '127.0.0.1', () =>
  reportTo((server.address() as AddressInfo).port, () => ({ commits: 0, queries: 0 })),
);

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Every provider at once, in a process of its own: takes what is sent and answers as briefly as the provider would.
let count = 0;

function answerTo(path: string): object {
  const id = String(++count);
  if (path.endsWith('/getMe')) return { ok: true, result: { id: 1, is_bot: true, first_name: 'Bench', username: 'BenchBot' } };
  if (path.endsWith('/sendMessage'))
    return { ok: true, result: { message_id: count, date: 1, chat: { id: 1, type: 'private' } } };
  if (path.startsWith('/bot')) return { ok: true, result: true };
  if (path.endsWith('/messages')) return { messaging_product: 'whatsapp', messages: [{ id: `wamid.${id}` }] };
  return { id, display_phone_number: '+39 055 000000' };
}

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answerTo(request.url?.split('?')[0] ?? '')));
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());

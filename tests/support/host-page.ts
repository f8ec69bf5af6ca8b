import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody else's site, with our chat on its one page. */
export interface HostPage {
  readonly origin: string;
  /** Puts the chat of this service on the page. */
  show(service: string): void;
  stop(): void;
}

export async function startHostPage(): Promise<HostPage> {
  let script = '';
  const server = createServer((request, response) => {
    if (request.url !== '/') response.writeHead(204).end();
    else response.setHeader('Content-Type', 'text/html').end(pageWith(script));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    show: (service) => {
      script = `${service}/widget.js`;
    },
    stop: () => server.close(),
  };
}

function pageWith(script: string): string {
  return `<!doctype html><html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Un'associazione</title></head><body><main><h1>Un'associazione</h1></main><script src="${script}" async></script></body></html>`;
}

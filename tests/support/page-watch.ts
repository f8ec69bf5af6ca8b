import type { BrowserContext } from 'playwright-core';

/** What pages do behind their users' backs. */
export interface PageWatch {
  /** Errors nobody caught, and what pages complain about in their console. */
  readonly errors: readonly string[];
  /** Addresses asked for outside this machine. */
  readonly outside: readonly string[];
}

const own = new Set(['127.0.0.1', 'localhost', '[::1]', '']);

export function watchPages(context: BrowserContext): PageWatch {
  const errors: string[] = [];
  const outside: string[] = [];
  const look = (address: string): void => {
    if (!own.has(new URL(address).hostname)) outside.push(address);
  };
  context.on('weberror', (found) => errors.push(found.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  context.on('request', (request) => look(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => look(socket.url())));
  return { errors, outside };
}

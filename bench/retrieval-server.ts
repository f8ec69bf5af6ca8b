// Serves the product's retrieval and language identification to a benchmark: node bench/retrieval-server.ts [port]
// POST /bench/index {name, entries, langs} → {ok} · /bench/search {text, k, lang} → {hits, confidence, abstain} ·
// /bench/detect {texts, candidates?} → {langs}. One configuration for every collection.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buildIndex } from '../src/knowledge/build-index.ts';
import type { SearchIndex } from '../src/knowledge/search-index.ts';
import { detectLanguages } from './detect-languages.ts';
import { searchEntriesOf, searchIndex, type BenchEntry } from './search-index.ts';

interface Request {
  readonly entries?: readonly BenchEntry[];
  readonly text?: string;
  readonly k?: number;
  readonly lang?: string;
  readonly texts?: readonly string[];
  readonly candidates?: readonly string[];
}

let index: SearchIndex | undefined;

const routes: Readonly<Record<string, (request: Request) => unknown>> = {
  '/bench/index': ({ entries = [] }) => {
    index = buildIndex(searchEntriesOf(entries));
    return { ok: true };
  },
  '/bench/search': ({ text = '', k = 5, lang = 'en' }) =>
    index === undefined ? { hits: [] } : searchIndex(index, text, k, lang),
  '/bench/detect': ({ texts = [], candidates }) => ({ langs: detectLanguages(texts, candidates ?? null) }),
};

const server = createServer((request, response) => {
  void respond(request, response);
});
const port = Number(process.argv[2] ?? 9000);
server.listen(port, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${String(port)}\n`));

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await answer(request);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const route = routes[request.url ?? ''];
  if (route === undefined) return { status: 404, body: { error: `no such route; there are ${Object.keys(routes).join(', ')}` } };
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return { status: 200, body: route(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request) };
  } catch (error) {
    return { status: 400, body: { error: String(error) } };
  }
}

import type { Assets } from '../../src/domain/assets.ts';
import type { Detection, Finding, Hit, Knowledge, SmallTalk } from '../../src/domain/knowledge.ts';

/** Just enough understanding for tests of the engine: shared words decide, so that a case can be read off its texts. */
export function simpleKnowledge(assets: Assets): Knowledge {
  return {
    detect: (text, prior) => detect(text, prior.language ?? prior.client ?? 'en'),
    find: ({ text, country }) => find(assets, text, country),
    smallTalk: (text) => smallTalks[words(text).join(' ')] ?? null,
    safeguard: (text) => {
      const said = words(text).join(' ');
      const families = [...assets.safeguards.values()];
      const met = families.find(({ texts }) =>
        Object.values(texts).some(({ triggers }) => triggers.some((trigger) => said.includes(trigger.replaceAll('*', '')))),
      );
      return met?.family ?? null;
    },
  };
}

const smallTalks: Readonly<Record<string, SmallTalk>> = {
  hello: 'greeting',
  ciao: 'greeting',
  你好: 'greeting',
  مرحبا: 'greeting',
  thanks: 'thanks',
  merci: 'thanks',
  gracias: 'thanks',
  'who are you': 'who-are-you',
  'chi sei': 'who-are-you',
  'you are stupid': 'insult',
  asdfgh: 'gibberish',
  'bye bye': 'goodbye',
};

const marks: readonly (readonly [string, RegExp])[] = [
  ['ar', /\p{Script=Arabic}/u],
  ['zh', /\p{Script=Han}/u],
  ['it', /\b(?:il|un|per|con|posso|vorrei|sono|che|mio|negozio)\b/u],
  ['es', /\b(?:el|una|para|puedo|quiero|tienda|dónde|cómo|mi)\b/u],
  ['fr', /\b(?:je|une|puis|voudrais|avec|mon|boutique|comment)\b/u],
  ['tl', /\b(?:ako|ng|mga|po|paano|magbukas)\b/u],
  ['en', /\b(?:the|i|can|my|how|is|to|what|which|a)\b/u],
];

function detect(text: string, prior: string): Detection {
  const said = text.toLowerCase();
  const counts = marks.map(([language, mark]) => [language, said.match(new RegExp(mark, 'gu'))?.length ?? 0] as const);
  const best = counts.toSorted((a, b) => b[1] - a[1])[0] ?? ['en', 0];
  const language = best[1] === 0 ? prior : best[0];
  const sure = best[1] > 1;
  return { language, variety: language, confidence: sure ? 0.95 : 0.5, sure };
}

function find(assets: Assets, text: string, country: string | null): Finding {
  const said = new Set(pieces(text));
  const hits: Hit[] = [];
  for (const entry of assets.entries.values()) {
    if (country !== null && entry.country !== country) continue;
    const asked = Object.values(entry.texts).flatMap(({ questions }) => questions);
    const score = Math.max(0, ...asked.map((question) => overlap(said, pieces(question))));
    if (score > 0.3) hits.push({ entry: entry.id, score, risk: entry.risk });
  }
  const best = hits.toSorted((a, b) => b.score - a.score || a.entry.localeCompare(b.entry)).slice(0, 5);
  const probability = best[0]?.score ?? 0;
  if (probability >= 0.7) return { decision: 'answer', hits: best, probability };
  return { decision: probability > 0.4 ? 'suggest' : 'decline', hits: best, probability };
}

function overlap(said: ReadonlySet<string>, asked: readonly string[]): number {
  return asked.filter((piece) => said.has(piece)).length / asked.length;
}

/** Words, and single characters of Han. */
function pieces(text: string): readonly string[] {
  return words(text).flatMap((word) => (/\p{Script=Han}/u.test(word) ? [...word] : [word]));
}

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

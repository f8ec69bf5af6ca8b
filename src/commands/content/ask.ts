import { createInterface } from 'node:readline';
import type { Question } from '../../domain/knowledge.ts';
import { createKnowledge } from '../../knowledge/create-knowledge.ts';
import { explain, type Explanation } from '../../knowledge/explain.ts';
import type { Command } from '../command.ts';
import { optionOf, plainWords } from '../command.ts';
import { readLearned, type ReadContent } from '../learned.ts';

/** `content ask`: what would be answered to a question, and why; `--json`: to many, a line each. */
export const ask: Command = async (call) => {
  const content = await readLearned(call);
  if (call.words.includes('--json')) return askAll(content, call.print);
  const [text] = plainWords(call.words, ['json', 'explain']);
  if (text === undefined) {
    call.print('Nothing was asked. Write the question in quotes: sportello content ask "how much is the fee" --language en --country it');
    return 2;
  }
  const asked = { text, language: optionOf(call.words, 'language'), country: optionOf(call.words, 'country') };
  const explained = explain(content.assets, content.learned, questionOf(content, asked));
  for (const line of call.words.includes('--explain') ? linesOf(explained) : [verdict(explained)]) call.print(line);
  return 0;
};

async function askAll(content: ReadContent, print: (line: string) => void): Promise<number> {
  const knowledge = createKnowledge(content.assets, content.learned);
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number += 1;
    if (line.trim() === '') continue;
    const asked = readLine(line);
    if (asked === null) {
      print(JSON.stringify({ error: `line ${String(number)} is no JSON object with a "text"` }));
      continue;
    }
    const question = questionOf(content, asked);
    const { decision, hits, probability } = knowledge.find(question);
    const small = knowledge.smallTalk(asked.text);
    const safeguard = knowledge.safeguard(asked.text);
    print(JSON.stringify({ text: asked.text, language: question.language, safeguard, smallTalk: small, decision, probability, hits }));
  }
  return 0;
}

interface Asked {
  readonly text: string;
  readonly language: string | null;
  readonly country: string | null;
}

function readLine(line: string): Asked | null {
  try {
    const { text, language, country } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    if (typeof text !== 'string') return null;
    return { text, language: typeof language === 'string' ? language : null, country: typeof country === 'string' ? country : null };
  } catch {
    return null;
  }
}

/** Without a language the one that is detected. */
function questionOf({ assets, learned }: ReadContent, { text, language, country }: Asked): Question {
  const noPrior = { language: null, secondLanguage: null, client: null };
  const told = language ?? createKnowledge(assets, learned).detect(text, noPrior).language;
  return { text, language: told, country, city: null, sector: null, stage: null, lastEntry: null };
}

function verdict({ finding }: Explanation): string {
  const [first, ...others] = finding.hits;
  const near = others.map(({ entry }) => entry).join(', ');
  return `${finding.decision} ${first?.entry ?? '–'} (${finding.probability.toFixed(2)})${near === '' ? '' : `; then ${near}`}`;
}

function linesOf(explained: Explanation): readonly string[] {
  const { detection, normalised, corrected, features, top, signals, inside, dangers } = explained;
  const share = (value: number): string => value.toFixed(2);
  return [
    verdict(explained),
    `language    ${detection.variety} ${share(detection.confidence)}${detection.sure ? ', sure' : ''}`,
    `read as     ${normalised}${corrected === null ? '' : ` → ${corrected}`}`,
    ...Object.entries(features).map(([kind, { known, coverage }]) => `${kind.padEnd(11)} ${String(known)} known, ${share(coverage)} of their weight`),
    ...top.map(({ entry, score, members }) => {
      const parts = Object.entries(members).map(([name, value]) => `${name} ${share(value)}`);
      return `${share(score).padStart(11)} ${entry}: ${parts.join(', ')}`;
    }),
    `signals     ${Object.entries(signals)
      .map(([name, value]) => `${name} ${share(value)}`)
      .join(', ')}`,
    `in content  ${share(inside)}`,
    ...dangers.map(({ family, language, rule, clues }) => `danger      ${family} (${language}): ${rule}, met by ${clues.join(', ')}`),
  ];
}

/** What the harness writes of one collection in one suite. */
export interface RankedRow {
  readonly suite: string;
  readonly index: string;
  readonly agg: string;
  readonly noise: string;
  readonly p1: number;
  readonly msPerQuery: number;
  readonly abst?: { readonly all: { readonly auroc: number; readonly fpr95: number } };
}

/** What the harness found for one engine: of ranking, of telling languages, or of both. */
export interface Found {
  readonly rows: readonly RankedRow[];
  /** By suite and noise, the mean over collections. */
  readonly macro: Readonly<Record<string, { readonly p1: number }>>;
  /** By kind of message, the mean share of languages that were told right. */
  readonly languages: Readonly<Record<string, { readonly macro: number; readonly ms: number }>>;
}

/** A line of the table. `read`: in percent or milliseconds; undefined where the engine was not asked. */
export interface Task {
  readonly name: string;
  readonly read: (found: Found) => number | undefined;
}

const percent = (share: number | undefined): number | undefined => (share === undefined ? undefined : share * 100);

function ranked(name: string, suite: string, index: string, noise = 'clean'): Task {
  const isIt = (row: RankedRow): boolean => row.suite === suite && row.index === index && row.noise === noise;
  return { name, read: ({ rows }) => percent(rows.find(isIt)?.p1) };
}

function mean(name: string, suite: string, noise = 'clean'): Task {
  return { name, read: ({ macro }) => percent(macro[`${suite}|${noise}`]?.p1) };
}

/** The mean, or the worst, over a collection's languages. */
function languagesOf(name: string, pick: (shares: readonly number[]) => number): Task {
  return {
    name,
    read: ({ rows }) => {
      const shares = rows.filter(({ suite, agg }) => suite === 'A' && agg === 'xquad').map(({ p1 }) => p1);
      return shares.length === 0 ? undefined : pick(shares) * 100;
    },
  };
}

function declining(name: string, index: string): readonly Task[] {
  const of = ({ rows }: Found): RankedRow['abst'] => rows.find((row) => row.suite === 'B' && row.index === index)?.abst;
  return [
    { name: `${name}, AUROC`, read: (found) => percent(of(found)?.all.auroc) },
    { name: `${name}, FPR95 (less is better)`, read: (found) => percent(of(found)?.all.fpr95) },
  ];
}

function told(name: string, kind: string): Task {
  return { name, read: ({ languages }) => percent(languages[kind]?.macro) };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What is measured, in the table's order: ranking clean, declining, ranking noisy, telling languages, time. */
export const tasks: readonly Task[] = [
  mean('short questions, mean', 'A'),
  ranked('BANKING77, 5 examples', 'A', 'banking77.k5'),
  ranked('BANKING77, 10 examples', 'A', 'banking77.k10'),
  ranked('CLINC150, 10 examples', 'A', 'clinc150.k10'),
  ranked('HWU64, 10 examples', 'A', 'hwu64.k10'),
  ranked('StackFAQ, 3 examples', 'A', 'stackfaq.k3'),
  ranked('software help, 1 example', 'A', 'swchelp.k1'),
  ranked('software help, 3 examples', 'A', 'swchelp.k3'),
  ranked('xSID, 5 examples', 'A', 'xsid.k5'),
  languagesOf('XQuAD, mean', average),
  languagesOf('XQuAD, worst language', (shares) => Math.min(...shares)),
  ...declining('declining, CLINC150 full', 'clinc150.full'),
  ...declining('declining, CLINC150 10 examples', 'clinc150.k10'),
  ...declining('declining, StackFAQ missing', 'stackfaq.missing'),
  mean('with typos, mean', 'D', 'typo'),
  mean('without accents and capitals, mean', 'D', 'plain'),
  ...['ru', 'hi', 'el', 'ar'].map((language) => ranked(`in Latin letters, ${language}`, 'E', `xquad.${language}`, 'translit')),
  told('24 languages, message', 'P24/msg/full'),
  told('24 languages, 3 words', 'P24/msg/w3'),
  told('24 languages, 1 word', 'P24/msg/w1'),
  told('24 languages, typos', 'P24/msg/typo'),
  told('Hindi in Latin letters', 'P24/hi-Latn'),
  {
    name: 'a question, ms',
    read: ({ rows }) => (rows.length === 0 ? undefined : average(rows.map(({ msPerQuery }) => msPerQuery))),
  },
  { name: 'a message, ms', read: ({ languages }) => languages['P24/msg/full']?.ms },
];

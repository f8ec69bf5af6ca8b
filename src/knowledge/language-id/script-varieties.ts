import { countScripts, type Script } from '../text/scripts.ts';

/** Languages written in each script, as far as profiles tell them apart; a script with one language gives it away. */
const varietiesOf: Partial<Record<Script, readonly string[]>> = {
  Cyrl: ['ru', 'uk', 'sr'],
  Arab: ['ar', 'fa', 'ur'],
  Deva: ['hi', 'ne'],
  Ethi: ['am', 'ti'],
  Beng: ['bn'],
  Guru: ['pa'],
  Gujr: ['gu'],
  Taml: ['ta'],
  Telu: ['te'],
  Knda: ['kn'],
  Mlym: ['ml'],
  Sinh: ['si'],
  Thai: ['th'],
  Laoo: ['lo'],
  Mymr: ['my'],
  Khmr: ['km'],
  Geor: ['ka'],
  Armn: ['hy'],
  Hebr: ['he'],
  Grek: ['el'],
  Hang: ['ko'],
  Kana: ['ja'],
  Hani: ['zh'],
};

/** Signs of some scripts say as much as several letters; Latin letters are in every language's names and borrowed words. */
const signWeight: Partial<Record<Script, number>> = { Hani: 4, Kana: 8, Hang: 4, Ethi: 3, Latn: 0.5 };

export interface DominantScript {
  readonly script: Script;
  /** Null: Latin, whose many languages their profiles tell apart. */
  readonly varieties: readonly string[] | null;
  /** Of the text's letters, signs weighed. */
  readonly share: number;
}

/** The script that a text is mostly in; null without letters. */
export function dominantScript(text: string): DominantScript | null {
  const weighed = countScripts(text).map(([script, count]) => [script, count * (signWeight[script] ?? 1)] as const);
  const all = weighed.reduce((sum, [, weight]) => sum + weight, 0);
  const [first] = weighed.toSorted((a, b) => b[1] - a[1]);
  if (first === undefined) return null;
  return { script: first[0], varieties: varietiesOf[first[0]] ?? null, share: first[1] / all };
}

/** Varieties that are written in Latin letters, among those given. */
export function latinVarieties(varieties: readonly string[]): readonly string[] {
  const others = new Set(Object.values(varietiesOf).flat());
  return varieties.filter((variety) => !others.has(variety) || variety === 'sr');
}

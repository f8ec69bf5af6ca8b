/** Mulberry32: the same messages in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const alphabets = [
  'abcdefghij klmnopqrst uvwxyz',
  'àéßıłđœ ñçþ',
  'абвгдежз ийклмн',
  'ابتثجحخ دذرزسشص',
  'नमस्ते क्षत्रिय',
  '你好开店多少钱',
  'สวัสดี',
  "'’`-_.,;:!?()[]{}\\/|*+^$",
  '\u0300\u0301\u0489\u200d\ufe0f',
  '\ud800\udc00\udfff',
  '👋🏽👨‍👩‍👧',
  '\u202e\u2066\u200f\0\n\t',
  '0123٤٥٦७८',
].map((letters) => [...letters]);

/** Up to forty letters of one alphabet after another, surrogates torn apart among them; for ever, the same ones for the same seed. */
export function* randomMessages(seed: number): Generator<string> {
  const next = chance(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)];
  for (;;) yield Array.from({ length: Math.floor(next() * 40) }, () => pick(pick(alphabets) ?? []) ?? '').join('');
}

/** By name, messages made to be too much: too long, of one kind of letter, of marks without letters, of halves of letters. */
export const hugeMessages: Readonly<Record<string, string>> = {
  'a megabyte of one letter': 'a'.repeat(1_000_000),
  'a megabyte of words': 'shop licence '.repeat(80_000),
  'a megabyte of apostrophes': "l'".repeat(500_000),
  'a megabyte of digits': '1234567890'.repeat(100_000),
  'a megabyte of stops': '. , ; '.repeat(160_000),
  'a megabyte of almost an address': 'a@a.'.repeat(250_000),
  'lone surrogates': '\ud800'.repeat(5000),
  zalgo: `sh${'\u0301\u0489\u0327'.repeat(3000)}op`,
  'ten thousand emoji': '👨‍👩‍👧'.repeat(10_000),
  'mixed directions': '\u202eabc\u2066ابت\u2069'.repeat(2000),
  'a run of Han characters': '开店'.repeat(5000),
  spaces: ' \n\t'.repeat(100_000),
  nulls: '\0'.repeat(100_000),
};

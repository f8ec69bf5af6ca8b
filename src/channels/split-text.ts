/** Where a text may be cut, best first: between paragraphs, lines, sentences (of every script we write), words. */
const cuts: readonly RegExp[] = [/\n\n+/g, /\n/g, /(?<=[.!?؟۔।…])\s+|(?<=[。！？])/g, /\s+/g];
/** A cut in the first part of the text would leave crumbs: then the next kind of cut is tried. */
const leastShare = 0.4;

/**
 * The text in parts that `isFit` takes, cut at a sentence's end where there is one. Nothing but white space at the cuts is
 * lost. `limit`: characters that a part may have before `isFit` is asked.
 */
export function splitText(text: string, limit: number, isFit: (part: string) => boolean): readonly string[] {
  const parts: string[] = [];
  for (let rest = text.trim(); rest !== '';) {
    const part = firstPart(rest, limit, isFit);
    parts.push(part.trimEnd());
    rest = rest.slice(part.length).trimStart();
  }
  return parts;
}

function firstPart(text: string, limit: number, isFit: (part: string) => boolean): string {
  if (text.length <= limit && isFit(text)) return text;
  for (let most = Math.min(limit, text.length); ; most = Math.floor(most / 2)) {
    const part = text.slice(0, cutBefore(text, most));
    if (isFit(part) || most <= 2) return part;
  }
}

function cutBefore(text: string, most: number): number {
  // One more character, so that a sentence which ends exactly at the limit is seen to end.
  const reachable = text.slice(0, most + 1);
  for (const cut of cuts) {
    const at = [...reachable.matchAll(cut)].findLast(({ index }) => index <= most)?.index;
    if (at !== undefined && at > most * leastShare) return at;
  }
  // Never between the halves of a character.
  return /[\uD800-\uDBFF]/.test(text[most - 1] ?? '') ? Math.max(most - 1, 1) : most;
}

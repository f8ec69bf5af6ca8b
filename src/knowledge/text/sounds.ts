import { readings, type Reading } from './readings.ts';
import { countScripts, type Script } from './scripts.ts';

const longestWord = 40;

/**
 * What a text sounds like, for questions typed in Latin letters about texts in another script: the consonants of each word and of
 * each two neighbours, tagged by the script they were read for. A Latin word is read for every script given; others for their own,
 * or not at all with `latinOnly`: a question in the texts' own script needs no sound.
 */
export function sounds(normalised: string, scripts: readonly Script[], latinOnly = false): string[] {
  const found: string[] = [];
  for (const script of scripts) {
    const reading = readings[script];
    if (reading === undefined) continue;
    let previous = '';
    for (const word of normalised.split(/[^\p{L}\p{M}\p{N}']+/u)) {
      const bones = skeleton(word.slice(0, longestWord), script, reading, latinOnly);
      if (bones.length > 1) found.push(`${script} ${bones}`);
      if (bones !== '' && previous !== '') found.push(`${script} ${previous} ${bones}`);
      previous = bones;
    }
  }
  return found;
}

/** Consonants of one word, doubled letters as one; empty if the word is of a third script. */
function skeleton(word: string, script: Script, reading: Reading, latinOnly: boolean): string {
  const own = countScripts(word)[0]?.[0];
  if (own === undefined) return '';
  let bones = '';
  if (own === script && !latinOnly)
    for (const letter of withoutEnd(word, reading.silentEnd)) bones += reading.native[letter] ?? '';
  if (own === 'Latn') bones = reading.latin.reduce((text, [pattern, code]) => text.replace(pattern, code), word);
  return bones.replace(/(.)\1+/gu, '$1');
}

function withoutEnd(word: string, silent: string): string {
  return silent.includes(word.at(-1) ?? ' ') ? word.slice(0, -1) : word;
}

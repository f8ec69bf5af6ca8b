const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', 'qsdfghjklm', 'wxcvbn'];

/** Keys hit at random: every word that the content does not know looks like no word of any language. */
export function isGibberish(spoken: readonly string[], isKnown: (word: string) => boolean): boolean {
  const letters = spoken.join('').length;
  return letters >= 4 && spoken.every((word) => !isKnown(word) && isRandom(word));
}

function isRandom(word: string): boolean {
  if (/(.)\1{3,}/u.test(word)) return true;
  if (!/^[a-z]+$/.test(word) || word.length < 4) return false;
  return /[^aeiouy]{5,}/.test(word) || isOfOneRow(word) || /^(.{2,3})\1{2,}$/.test(word);
}

/** Four or more neighbouring keys. */
function isOfOneRow(word: string): boolean {
  return rows.some((row) => row.includes(word) || [...row].toReversed().join('').includes(word) || isMash(word, row));
}

/** Keys of the home row only, five or more, hardly a vowel: sdfjkl. */
function isMash(word: string, row: string): boolean {
  return word.length >= 5 && [...word].every((key) => row.includes(key)) && (word.match(/[aeiou]/g)?.length ?? 0) <= 1;
}

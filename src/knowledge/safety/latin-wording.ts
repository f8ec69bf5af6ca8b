/** Ukrainian as people type it without a Cyrillic keyboard. Source: the national table of 2010, simplified. */
const latin: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ye',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  ї: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ь: '',
  ъ: '',
  ы: 'y',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ё: 'yo',
};

const german: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** Shorter words are, in Latin letters, words of many languages. */
const shortestLatin = 5;

/** The wording as it is typed where a keyboard lacks its letters, in languages that have one way to do it; else null. */
export function latinWording(wording: string, language: string): string | null {
  if (language === 'de' && /[äöü]/u.test(wording)) return wording.replaceAll(/[äöü]/gu, (letter) => german[letter] ?? letter);
  if (language !== 'uk' || !/[а-яєіїґ]/iu.test(wording) || wording.length < shortestLatin) return null;
  return wording
    .toLowerCase()
    .replaceAll(/(?<=[а-яєіїґ])['’](?=[а-яєіїґ])/gu, '')
    .replaceAll(/[а-яєіїґё]/gu, (letter) => latin[letter] ?? letter);
}

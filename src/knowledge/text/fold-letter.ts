/** Letters that people type for one another and that Unicode does not decompose. */
const folded: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ə: 'e',
  ŋ: 'n',
  ς: 'σ',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  ʻ: "'",
  '＇': "'",
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ک: 'ك',
  ڪ: 'ك',
  ٱ: 'ا',
  ں: 'ن',
  ـ: '',
  ё: 'е',
  ґ: 'г',
  '\u0901': '\u0902',
  '\u0981': '\u0982',
};

/** First digits of the decimal digit blocks of scripts in use. Source: Unicode 17, general category Nd. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0,
  0x1810,
];

/** The letter that stands for this one in comparisons; itself for most. */
export function foldLetter(letter: string): string {
  return folded[letter] ?? letter;
}

/** The ASCII digit of a decimal digit of another script, else null. */
export function asciiDigit(code: number): string | null {
  if (code < 0x660 || code > 0x1819) return null;
  for (const zero of zeros) if (code >= zero && code < zero + 10) return String(code - zero);
  return null;
}

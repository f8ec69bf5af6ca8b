/** Every decimal digit of any script as 0–9. Unicode keeps each script's ten digits in a row, zero first. */
export function westernDigits(text: string): string {
  return text.replaceAll(/[^\P{Nd}0-9]/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    let below = 0;
    while (below < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - below - 1))) below += 1;
    return String(below);
  });
}

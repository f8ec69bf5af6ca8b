/** Every wording of `{he|she} hit* me`: `he hit* me`, `she hit* me`. Groups don't stand inside groups. */
export function alternativesOf(text: string): readonly string[] {
  const group = /\{([^{}]*)\}/.exec(text);
  if (group === null) return [text];
  const before = text.slice(0, group.index);
  const after = text.slice(group.index + group[0].length);
  return (group[1] ?? '').split('|').flatMap((way) => alternativesOf(`${before}${way.trim()}${after}`));
}

/** The text that Telegram's HTML shows; null where Telegram can't parse it. Source: the Bot API, "HTML style". */
export function readTelegramHtml(html: string): string | null {
  const open: string[] = [];
  let isFit = true;
  const text = html.replaceAll(/<(\/?)([a-z]+)((?:\s[^<>]*)?)>/g, (_all, slash: string, tag: string) => {
    isFit &&= ['a', 'b', 'i'].includes(tag) && (slash === '' || open.pop() === tag);
    if (slash === '') open.push(tag);
    return '';
  });
  if (!isFit || open.length > 0 || /[<>]/.test(text)) return null;
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

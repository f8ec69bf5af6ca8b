/** Opens WhatsApp with a text to our number in it, ready to be sent. Source: WhatsApp, "How to use click to chat". Null without a number. */
export function whatsappLink(number: string | null, text: string): string | null {
  const digits = (number ?? '').replaceAll(/\D/g, '');
  return digits.length < 7 ? null : `https://wa.me/${digits}?text=${encodeURIComponent(text)}`;
}

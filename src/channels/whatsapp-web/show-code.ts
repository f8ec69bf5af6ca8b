import { renderUnicodeCompact } from 'uqr';
import type { LinkCode } from './supervisor.ts';

/** Light modules around a code. Source: ISO/IEC 18004. */
const quietZone = 4;
/** Codes change every 20 s: a log that nobody watches must not fill with them. */
const mostShown = 12;

/** Shows in the terminal what links a phone. `print` gets whole lines. */
export function createCodePrinter(print: (text: string) => void): (code: LinkCode | null) => void {
  let shown = 0;
  return (code) => {
    if (code === null) return;
    shown++;
    if (shown <= mostShown) print(`${howTo(code)}\n`);
    if (shown === mostShown) print('More codes are shown at the desk only, to administrators.\n');
  };
}

function howTo({ kind, text }: LinkCode): string {
  const way = 'WhatsApp on the phone: Linked devices, Link a device';
  if (kind === 'code') return `${way}, Link with phone number instead. Code: ${text.slice(0, 4)}-${text.slice(4)}`;
  return `${way}, and scan:\n${renderUnicodeCompact(text, { border: quietZone })}`;
}

import { alternativesOf } from '../../knowledge/safety/alternatives.ts';
import { report, safeguardTextFile } from './checking.ts';
import type { Checking } from './checking.ts';

/** Longest card, in characters: one message on every channel. */
const maxCard = 700;

/** Rules over referral cards: short enough, and triggers that can match something and don't match everything. */
export function checkSafeguards(checking: Checking): void {
  for (const safeguard of checking.assets.safeguards.values()) {
    for (const text of Object.values(safeguard.texts)) {
      const file = safeguardTextFile(checking, safeguard.family, text.language);
      const length = [...text.card].length;
      if (length > maxCard) report(checking, 'error', file, 'card', `${String(length)} characters, at most ${String(maxCard)}`);
      if (text.triggers.length === 0) report(checking, 'error', file, 'triggers', 'no trigger: the card would never come');
      checkTriggers(checking, file, 'triggers', text.triggers);
      checkTriggers(checking, file, 'latin', text.latin);
    }
  }
}

function checkTriggers(checking: Checking, file: string, field: string, triggers: readonly string[]): void {
  triggers.forEach((trigger, index) => {
    const place = `${field}.${String(index)}`;
    const parts = trigger.split('+').flatMap((part) => alternativesOf(part.trim()));
    if (parts.some((part) => !/[\p{L}\p{N}]/u.test(part))) {
      report(checking, 'error', file, place, `'${trigger}': a part without letters matches everything or nothing`);
    }
    if (parts.some((part) => /\*(?!\s|$)/u.test(part))) {
      report(checking, 'error', file, place, `'${trigger}': '*' stands only at the end of a word`);
    }
    if (triggers.indexOf(trigger) !== index) report(checking, 'error', file, place, `'${trigger}' stands here twice`);
  });
}

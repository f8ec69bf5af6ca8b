import type { DialogTrigger } from '../domain/dialog.ts';
import type { Json } from '../domain/json.ts';
import { dialogOn, fail, setStack, startDialog } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { setVars, textVar } from './draft.ts';
import { suspendedDepth } from './leave-to-mentor.ts';

type Preparation = (draft: Draft) => void;

/** What changes before a happening's dialog starts. */
const preparations: Readonly<Partial<Record<DialogTrigger, Preparation>>> = {
  started: (draft) => {
    setVars(draft, { welcomed: true });
    hearClient(draft, textVar(draft, 'locale') ?? undefined);
  },
  question: (draft) => {
    setVars(draft, { 'mentor-topic': null, risk: null, entry: null });
  },
  safeguard: (draft) => {
    // Whatever was being asked matters less now, and must not be asked again under the card.
    if (draft.owner === 'bot') setStack(draft, []);
    else dropBegunMeanwhile(draft);
    const family = draft.assets.safeguards.get(textVar(draft, 'safeguard') ?? '');
    setVars(draft, { risk: 'H3', 'mentor-topic': family?.mentorTopic ?? null });
    draft.outcome = 'safeguard';
    draft.pending = { outcome: 'safeguard' };
  },
  'handoff-claimed': (draft) => {
    draft.owner = 'mentor';
    draft.pending = { owner: 'mentor' };
    dropBegunMeanwhile(draft);
  },
  'handoff-overdue': (draft) => {
    const promisedAt = draft.state.vars['promisedAt'];
    draft.pending = { owner: 'queue', ...(typeof promisedAt === 'number' ? { promisedAt } : {}) };
  },
  'handoff-closed': (draft) => {
    draft.owner = 'bot';
    draft.pending = { owner: 'bot' };
    dropBegunMeanwhile(draft);
    setVars(draft, { suspended: null, 'told-queue': null, 'mentor-topic': null, risk: null });
  },
};

/** Something happened that a dialog answers to. */
export function happen(draft: Draft, trigger: DialogTrigger, values: Readonly<Record<string, Json>> = {}): void {
  // A pill never talks over a mentor.
  if (trigger === 'pill-due' && draft.owner !== 'bot') return;
  setVars(draft, values);
  preparations[trigger]?.(draft);
  const dialog = dialogOn(draft, trigger);
  if (dialog === null) fail(draft, `no dialog answers to ${trigger}; expected one with \`on: ${trigger}\``);
  else startDialog(draft, dialog.id);
}

function dropBegunMeanwhile(draft: Draft): void {
  setStack(draft, draft.state.stack.slice(0, suspendedDepth(draft)));
}

/** Remembers the language of the channel's client: what to speak while nothing better is known. */
export function hearClient(draft: Draft, locale: string | undefined): void {
  const code = locale?.toLowerCase().split(/[-_]/u)[0];
  if (code === undefined || !draft.assets.languages.some((language) => language.code === code)) return;
  setVars(draft, { client: code });
  draft.guess = code;
}

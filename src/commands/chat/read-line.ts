import type { CardAction } from '../../domain/activity.ts';
import { westernDigits } from '../../domain/digits.ts';
import type { Json } from '../../domain/json.ts';
import type { DialogTrigger } from '../../domain/dialog.ts';
import type { Cue, Rehearsal } from '../../engine/rehearsal.ts';
import { buttonValue } from '../../engine/rehearsal.ts';

/** What a typed line means: a turn, the end, or something that can't happen now. */
export type ReadLine =
  | { readonly type: 'cue'; readonly cue: Cue }
  | { readonly type: 'quit' }
  | { readonly type: 'refused'; readonly why: string };

/** What a line is read against. */
export interface Screen {
  readonly rehearsal: Rehearsal;
  /** Buttons of the messages said last, in their order. */
  readonly buttons: readonly CardAction[];
  readonly pills: readonly string[];
  /** In [0, 1): chooses the pill where none is named. */
  readonly chance: () => number;
}

/** Happenings begin with a slash, a number presses a button that is shown, and all else is said as it is. */
export function readLine(line: string, screen: Screen): ReadLine {
  const [word = '', ...rest] = line.trim().split(/\s+/u);
  const happening = happenings[word];
  if (word === '/quit') return { type: 'quit' };
  if (happening !== undefined) return happening(rest.join(' '), screen);
  const button = pressed(line, screen);
  return { type: 'cue', cue: button === null ? { type: 'user', text: line } : { type: 'button', button } };
}

/** The button's title where that means this button again when it is replayed, else its value. */
function pressed(line: string, { buttons, rehearsal }: Screen): string | null {
  const number = /^\d{1,2}$/u.exec(westernDigits(line.trim()));
  const button = number === null ? undefined : buttons[Number(number[0]) - 1];
  if (button === undefined) return null;
  return buttonValue(rehearsal, button.title) === button.value ? button.title : button.value;
}

const happenings: Readonly<Record<string, (name: string, screen: Screen) => ReadLine>> = {
  '/claim': (name, { rehearsal }) => {
    if (rehearsal.context.owner !== 'queue') return refused('Nobody waits for a mentor: first ask for a person.');
    return event('handoff-claimed', { mentor: name === '' ? 'Anna' : name });
  },
  '/close': (_name, { rehearsal }) => {
    if (rehearsal.context.owner === 'bot') return refused('No mentor has this conversation, so none can close it.');
    return event('handoff-closed');
  },
  '/overdue': (_name, { rehearsal }) => {
    if (rehearsal.context.owner !== 'queue') return refused('Nobody waits for a mentor, so no answer can be late.');
    return event('handoff-overdue');
  },
  '/pill': (name, { pills, chance }) => {
    const pill = name === '' ? pills[Math.floor(chance() * pills.length)] : pills.find((id) => id === name);
    return pill === undefined
      ? refused(`There is no pill '${name}'; there are: ${pills.join(', ')}`)
      : event('pill-due', { pill });
  },
};

function event(trigger: DialogTrigger, values: Readonly<Record<string, Json>> = {}): ReadLine {
  return { type: 'cue', cue: { type: 'event', trigger, values } };
}

function refused(why: string): ReadLine {
  return { type: 'refused', why };
}

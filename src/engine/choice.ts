/** An option ready to be shown and understood. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  /** Its label in every language, and other names; looked up only when a typed reply must be understood. */
  readonly also?: () => readonly string[];
  /** Words that mean it, of which a part means nothing: `thanks` is no `no thanks`. */
  readonly words?: () => readonly string[];
  /** What its button sends back. */
  readonly value: string;
  /** Step to go to. */
  readonly to?: string;
  /** Dialog to start. */
  readonly dialog?: string;
}

/** What a button says when it is pressed. */
export type Press =
  | { readonly type: 'start'; readonly dialog: string; readonly about: string | null }
  | { readonly type: 'reply'; readonly dialog: string; readonly step: string; readonly option: string };

/** A button that starts a dialog, whenever it is pressed. `about`: the entry it stood under. */
export function startValue(dialog: string, about: string | null): string {
  return about === null ? `>${dialog}` : `>${dialog}:${about}`;
}

/** A button that answers one step and nothing else: pressed later, it can't answer another question. */
export function replyValue(dialog: string, step: string, option: string): string {
  return `${dialog}.${step}.${option}`;
}

/** Null for what no button of ours says. */
export function parsePress(value: string): Press | null {
  const start = /^>([\w-]+)(?::(\S+))?$/u.exec(value);
  if (start !== null) return { type: 'start', dialog: start[1] ?? '', about: start[2] ?? null };
  const reply = /^([\w-]+)\.([\w-]+)\.(\S+)$/u.exec(value);
  return reply === null ? null : { type: 'reply', dialog: reply[1] ?? '', step: reply[2] ?? '', option: reply[3] ?? '' };
}

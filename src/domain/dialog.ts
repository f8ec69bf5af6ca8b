import type { ContactField } from './contact.ts';
import type { Json } from './json.ts';

/**
 * A conversation flow as data: one YAML file of `dialogs/`. Steps run one after another; `next` jumps, `end` leaves.
 * State remembers dialog and step by id, so that a file may change under a running conversation.
 */
export interface Dialog {
  readonly id: string;
  /** Path below the dialogs folder, for messages. */
  readonly file: string;
  /** Of the file's text. Frames made under another hash are found again by step id. */
  readonly hash: string;
  /** Global word (`words.<name>` in the phrases) that starts this dialog at any moment. */
  readonly word?: string;
  /** Happening that starts it: see `TurnInput`. */
  readonly on?: DialogTrigger;
  /** Steps that were renamed or removed: old id → the id where people who waited there go on. */
  readonly moved: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export const dialogTriggers = [
  'started',
  'question',
  'pill-due',
  'handoff-claimed',
  'handoff-closed',
  'handoff-overdue',
  'safeguard',
  'located',
  'link-entered',
  'link-joined',
  'stranded',
  'file-lost',
  'fault',
] as const;
export type DialogTrigger = (typeof dialogTriggers)[number];

export type Step =
  | SayStep
  | AskStep
  | ChooseStep
  | BranchStep
  | SetStep
  | CallStep
  | AnswerStep
  | FeedbackStep
  | SubscribeStep
  | PauseStep
  | UnsubscribeStep
  | PillStep
  | HandoffStep
  | RateStep
  | MyDataStep
  | ForgetStep
  | LinkStep
  | JoinStep
  | SeparateStep
  | SwitchStep
  | EndStep;

export type StepType = Step['type'];

interface StepBase {
  readonly id: string;
  /** Line in the file, for messages. */
  readonly line: number;
  /** Step to go to afterwards; the following one when absent. */
  readonly next?: string;
}

/** A place to keep a reply: a contact's field or a variable of the conversation. */
export type Slot = `contact.${ContactField}` | `vars.${string}`;

/** Speaks a phrase and goes on. Buttons it shows start dialogs and are not waited for. */
export interface SayStep extends StepBase {
  readonly type: 'say';
  readonly phrase: string;
  readonly buttons?: readonly Option[];
}

/** Asks for free text and keeps it. */
export interface AskStep extends StepBase {
  readonly type: 'ask';
  readonly phrase: string;
  readonly save: Slot;
  readonly expect: 'text' | 'hour' | 'city';
  /** Said when the reply is not of the expected kind. */
  readonly retry?: string;
}

/** Offers options: buttons where the channel has them, numbers where not; understands labels, synonyms and numbers. */
export interface ChooseStep extends StepBase {
  readonly type: 'choose';
  readonly phrase: string;
  /** Written out, or a list that the product knows. */
  readonly options: readonly Option[] | OptionSource;
  readonly save?: Slot;
  readonly retry?: string;
}

export const optionSources = ['languages', 'countries', 'topics', 'hours', 'mentor-topics', 'suggestions', 'profiles'] as const;
export type OptionSource = (typeof optionSources)[number];

export interface Option {
  readonly id: string;
  readonly phrase: string;
  /** Key of a list of words that mean this option, beside its label. */
  readonly words?: string;
  /** Step to go to when it is chosen. */
  readonly to?: string;
  /** Dialog to start when it is chosen (buttons of `say`). */
  readonly dialog?: string;
}

/** First case whose conditions all hold decides; else `otherwise`, else the following step. */
export interface BranchStep extends StepBase {
  readonly type: 'branch';
  readonly cases: readonly { readonly when: Conditions; readonly to: string }[];
  readonly otherwise?: string;
}

/** Fact → value it must have; `null` means unset, a list means one of, `{not: …}` turns it round. */
export type Conditions = Readonly<Record<string, Condition>>;
export type Condition = Json | { readonly not: Json };

export interface SetStep extends StepBase {
  readonly type: 'set';
  /** Slot to value; null empties it, `$vars.name` copies a variable. */
  readonly values: Readonly<Record<string, Json>>;
}

/** Runs another dialog and comes back. */
export interface CallStep extends StepBase {
  readonly type: 'call';
  readonly dialog: string;
}

/** Answers the question in `vars.question` from the knowledge; `to` says where each outcome goes on. */
export interface AnswerStep extends StepBase {
  readonly type: 'answer';
  /** Absent outcomes go on as `next` does. */
  readonly to?: Readonly<Partial<Record<AnswerTurn, string>>>;
  /** True: says the rest of the entry shown last (steps, documents, cost …) instead of answering a question. */
  readonly more?: boolean;
  /** Shown under the answer. Each starts a dialog, which is told the entry. */
  readonly buttons?: readonly Option[];
}
/**
 * `answered`; `risky`: H2, safe first step said; `suggested`: "did you mean"; `missed`; `smalltalk`; `no-country`,
 * `no-city`: the best entry holds only there, ask first.
 */
export const answerTurns = ['answered', 'risky', 'suggested', 'missed', 'smalltalk', 'no-country', 'no-city'] as const;
export type AnswerTurn = (typeof answerTurns)[number];

/** Keeps a yes or no about the answer shown last. */
export interface FeedbackStep extends StepBase {
  readonly type: 'feedback';
  readonly useful: boolean;
}

/** Subscribes to the daily pill with the topic and hour kept in `vars.topic` and `vars.hour`. */
export interface SubscribeStep extends StepBase {
  readonly type: 'subscribe';
}
export interface PauseStep extends StepBase {
  readonly type: 'pause';
  readonly days: number;
}
export interface UnsubscribeStep extends StepBase {
  readonly type: 'unsubscribe';
}

/** Speaks the pill named in `vars.pill`, asks its check question, and says whether the reply was right and why. */
export interface PillStep extends StepBase {
  readonly type: 'pill';
}

/** Puts the conversation into the mentors' queue; the bot is silent until it is closed. */
export interface HandoffStep extends StepBase {
  readonly type: 'handoff';
  readonly phrase: string;
  /** Said instead where the person waits already. */
  readonly already: string;
}

/** Asks for one to five stars for the mentor's help. */
export interface RateStep extends StepBase {
  readonly type: 'rate';
  readonly phrase: string;
  readonly thanks: string;
}

/** Shows what is kept about the person. */
export interface MyDataStep extends StepBase {
  readonly type: 'my-data';
}

/** Deletes everything kept about the person. */
export interface ForgetStep extends StepBase {
  readonly type: 'forget';
  readonly phrase: string;
}

/** Tells a new code and where it can be used. */
export interface LinkStep extends StepBase {
  readonly type: 'link';
  readonly phrase: string;
}

/** Joins the person with the one who made the code that was entered. */
export interface JoinStep extends StepBase {
  readonly type: 'join';
  readonly phrase: string;
}

/** Gives a channel its own contact again. `joined`: the one that was joined last, in place of the one in use. */
export interface SeparateStep extends StepBase {
  readonly type: 'separate';
  readonly phrase: string;
  readonly which: SeparateWhich;
}
export const separateWhich = ['this', 'joined'] as const;
export type SeparateWhich = (typeof separateWhich)[number];

/** Lets the one chosen in `vars.profile` write from here, or a new one of the name in `vars.new-name`. */
export interface SwitchStep extends StepBase {
  readonly type: 'switch';
  readonly phrase: string;
}

/** Leaves the dialog. */
export interface EndStep extends StepBase {
  readonly type: 'end';
}

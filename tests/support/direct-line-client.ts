import { DirectLine } from 'botframework-directlinejs';
import { expect } from 'vitest';
import type { Activity } from '../../src/domain/activity.ts';
import { XmlHttpRequest } from './xml-http-request.ts';

/** One page that shows a conversation through the unmodified botframework-directlinejs. */
export interface DirectLineClient {
  readonly line: DirectLine;
  /** Says it; resolves with the id that the service gave it. */
  say(text: string): Promise<string>;
  /** Presses the button of the last message that bears this title. */
  press(title: string): Promise<string>;
  /** Everything that came so far, in the order in which it came. */
  came(): readonly Activity[];
  /** What was said, by whom: `user: ciao`, `bot: Ciao …`, `mentor: …`. */
  said(): readonly string[];
  /** Waits for something the service says that was not there when this was asked for last; resolves with it. */
  next(): Promise<Activity>;
  /** Waits until the last thing said is this. */
  hears(text: string | RegExp): Promise<void>;
  /** Closes the page. */
  leave(): void;
}

export interface DirectLineOptions {
  readonly token: string;
  readonly conversationId?: string;
  readonly watermark?: string;
  readonly webSocket?: boolean;
  readonly locale?: string;
}

/** Milliseconds in which a busy machine still answers. */
const patienceMs = 15_000;

export function connectDirectLine(url: string, { locale, ...options }: DirectLineOptions): DirectLineClient {
  Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest });
  const conversationStartProperties = locale === undefined ? undefined : { locale };
  const line = new DirectLine({ ...options, conversationStartProperties, domain: `${url}/v3/directline`, pollingInterval: 200 });
  const came: Activity[] = [];
  let ended: Error | null = null;
  const subscription = line.activity$.subscribe(
    (activity) => void came.push(activity as unknown as Activity),
    (error: Error) => {
      ended = error;
    },
  );
  const check = (): void => {
    if (ended !== null) throw ended;
  };
  const poll = (read: () => unknown): ReturnType<typeof expect.poll> => {
    const checked = (): unknown => {
      check();
      return read();
    };
    return expect.poll(checked, { timeout: patienceMs, interval: 20 });
  };
  const post = (activity: object): Promise<string> =>
    line.postActivity({ type: 'message', from: { id: 'me' }, ...activity }).toPromise();
  const theirs = (): readonly Activity[] => came.filter(({ from }) => from?.role === 'bot');
  const texts = (): readonly string[] => came.map(({ text = '' }) => text);
  let heard = 0;
  return {
    line,
    came: () => came,
    said: () => came.map((activity) => `${speakerOf(activity)}: ${activity.text ?? ''}`),
    say: (text) => post({ text }),
    press: async (title) => {
      const actions = theirs().at(-1)?.suggestedActions?.actions ?? [];
      const action = actions.find((one) => one.title === title);
      if (action === undefined) throw new Error(`No button "${title}" among: ${actions.map((one) => one.title).join(', ')}`);
      return post({ text: title, value: action.value });
    },
    next: async () => {
      await poll(() => theirs().length).toBeGreaterThan(heard);
      return theirs()[heard++]!;
    },
    hears: async (text) => {
      await poll(() => texts().at(-1)).toMatch(text);
      heard = theirs().length;
    },
    leave: () => {
      subscription.unsubscribe();
      line.end();
    },
  };
}

function speakerOf({ from, channelData }: Activity): string {
  return from?.role === 'user' ? 'user' : (channelData?.sportello?.speaker?.kind ?? 'bot');
}

/** A token from the service's own route for servers, as the site that shows the chat asks for it. */
export async function generateToken(url: string, secret: string, user: string): Promise<string> {
  const response = await fetch(`${url}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ user: { id: user } }),
  });
  const { token } = (await response.json()) as { readonly token: string };
  return token;
}

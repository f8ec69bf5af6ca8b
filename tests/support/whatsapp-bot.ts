import { createWhatsAppWeb } from '../../src/channels/whatsapp-web/whatsapp-web.ts';
import type { WhatsAppWebOptions } from '../../src/channels/whatsapp-web/whatsapp-web.ts';
import type { Timing } from '../../src/channels/whatsapp-web/timing.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Inbox } from '../../src/ports/inbox.ts';
import { chromiumPath } from './chromium.ts';
import type { InsideOptions, TestInside } from './inside.ts';
import { openInside } from './inside.ts';
import type { WhatsAppPage } from './whatsapp-page.ts';

/** Quick enough for tests; where a limit is not what is tested, generous enough for a busy machine. */
export const quickTiming: Partial<Timing> = {
  startMs: 20_000,
  callMs: 8_000,
  fileMs: 8_000,
  pingMs: 1_000,
  staleMs: 20_000,
  firstRestMs: 50,
  longestRestMs: 500,
  stableMs: 2_000,
  catchUpMs: 700,
  healthMs: 50,
  pace: 0.02,
};

export interface WhatsAppBot extends TestInside {
  readonly whatsApp: Channel;
  /** What was shown at the terminal. */
  readonly printed: readonly string[];
}

export interface WhatsAppBotOptions extends Omit<InsideOptions, 'telegram'> {
  readonly whatsApp?: Partial<WhatsAppWebOptions>;
  readonly timing?: Partial<Timing>;
  /** Stands between the channel and the inbox. */
  readonly wrapInbox?: (inbox: Inbox) => Inbox;
  /** Folder of the browser's profile. */
  readonly sessionDir: string;
}

/** The channel in front of the whole inside: the real library in a real browser, over a page of ours. Started. */
export async function openWhatsAppBot(page: WhatsAppPage, options: WhatsAppBotOptions): Promise<WhatsAppBot> {
  const { whatsApp: changes, timing, sessionDir, wrapInbox, ...rest } = options;
  const printed: string[] = [];
  const made: Channel[] = [];
  const inside = await openInside({
    ...rest,
    telegram: ({ inbox, correspondence, openMedia, universe, logger }) => {
      const channel = createWhatsAppWeb({
        inbox: wrapInbox?.(inbox) ?? inbox,
        universe,
        logger,
        isOn: true,
        chromiumPath: chromiumPath(),
        page: page.file,
        phone: null,
        dataDir: sessionDir,
        correspondence,
        openMedia,
        print: (text) => void printed.push(text),
        timing: { ...quickTiming, ...timing },
        ...changes,
      });
      made.push(channel);
      return channel;
    },
  });
  await inside.start();
  const [whatsApp] = made;
  if (whatsApp === undefined) throw new Error('the channel was not made');
  return { ...inside, whatsApp, printed };
}

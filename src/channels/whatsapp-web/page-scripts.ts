/**
 * Functions that run inside WhatsApp's page: each is sent there as text and may use nothing outside itself. The names are
 * WhatsApp's own modules, of which the library uses the same ones.
 */
interface PageMessage {
  readonly body?: string;
  /** Of a file; its body is a thumbnail. */
  readonly caption?: string;
  readonly type?: string;
  readonly id: { readonly _serialized: string; readonly fromMe: boolean };
  readonly t: number;
  readonly isNotification?: boolean;
}

interface PageChat {
  readonly id: { readonly _serialized: string };
  readonly unreadCount?: number;
  readonly msgs: { getModelsArray(): readonly PageMessage[] };
}

interface PageChats {
  get(wid: unknown): PageChat | undefined;
  getModelsArray(): readonly PageChat[];
}

interface Page {
  readonly WWebJS: { getMessageModel(message: PageMessage): Record<string, unknown> };
  require(name: 'WAWebCollections'): { readonly Chat: PageChats };
  require(name: 'WAWebChatLoadMessages'): { loadEarlierMsgs(of: { chat: PageChat }): Promise<readonly PageMessage[] | null> };
  require(name: 'WAWebWidFactory'): { createWid(id: string): unknown };
  require(name: 'WAWebApiContact'): { getCurrentLid(wid: unknown): { readonly _serialized?: string } | null | undefined };
}

/** Models of what nobody has read yet in private chats, oldest first, but for messages whose ids are `known`. */
export async function unreadInPage(known: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const page = globalThis as unknown as Page;
  const skipped = new Set(known);
  const found: { t: number; model: Record<string, unknown> }[] = [];
  const isTheirs = (message: PageMessage): boolean => !message.id.fromMe && message.isNotification !== true;
  for (const chat of page.require('WAWebCollections').Chat.getModelsArray()) {
    const count = chat.unreadCount ?? 0;
    if (count <= 0 || !/@(c\.us|lid|s\.whatsapp\.net)$/.test(chat.id['_serialized'])) continue;
    try {
      let messages = chat.msgs.getModelsArray().filter(isTheirs);
      while (messages.length < count) {
        // What is not loaded is not shown either: then what there is must do.
        const earlier = await Promise.resolve()
          .then(() => page.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat }))
          .catch(() => null);
        if (earlier === null || earlier === undefined || earlier.length === 0) break;
        messages = chat.msgs.getModelsArray().filter(isTheirs);
      }
      const unread = messages.toSorted((a, b) => a.t - b.t).slice(-count);
      for (const message of unread) {
        if (skipped.has(message.id['_serialized'])) continue;
        found.push({ t: message.t, model: page.WWebJS.getMessageModel(message) });
      }
    } catch {
      // One chat that can't be read must not hide the others.
    }
  }
  return found.toSorted((a, b) => a.t - b.t).map(({ model }) => model);
}

export interface Sought {
  readonly chat: string;
  /** The words, or those under a file. */
  readonly text: string;
  readonly isFile: boolean;
  /** Seconds since 1970. */
  readonly since: number;
  /** The id of a message that is none of these. */
  readonly before: string | null;
}

/** The id of our own message that reads like this; null: there is none. */
export function sentInPage({ chat, text, isFile, since, before }: Sought): string | null {
  const page = globalThis as unknown as Page;
  const wid = page.require('WAWebWidFactory').createWid(chat);
  const messages = page.require('WAWebCollections').Chat.get(wid)?.msgs.getModelsArray() ?? [];
  const wordsOf = ({ body, caption, type }: PageMessage): string | null => {
    if ((type !== 'chat') !== isFile) return null;
    return (isFile ? caption : body) ?? '';
  };
  const isLike = (message: PageMessage): boolean => message.id['_serialized'] !== before && wordsOf(message) === text;
  const found = messages.findLast((message) => message.id.fromMe && message.t >= since && isLike(message));
  return found?.id['_serialized'] ?? null;
}

/** For each chat the id of its person that is no phone number, where the page knows it. Asks nothing of the network. */
export function lidsInPage(chats: readonly string[]): readonly (string | null)[] {
  const page = globalThis as unknown as Page;
  return chats.map((chat) => {
    try {
      const wid = page.require('WAWebWidFactory').createWid(chat);
      return page.require('WAWebApiContact').getCurrentLid(wid)?.['_serialized'] ?? null;
    } catch {
      return null;
    }
  });
}

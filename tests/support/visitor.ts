/** A visitor of the web chat who speaks Direct Line by hand: to see statuses and to repeat a message with its key. */
export interface Visitor {
  readonly token: string;
  readonly conversationId: string;
  readonly user: string;
  /** Posts a message; resolves with the response's status. `key` is the client's own id of it. */
  post(text: string, key: string): Promise<number>;
  /** The whole conversation: `user: ciao`, `bot: Ciao …`. */
  transcript(): Promise<readonly string[]>;
}

interface Started {
  readonly token: string;
  readonly conversationId: string;
  readonly user: string;
}

export async function visit(url: string, locale: string): Promise<Visitor> {
  const response = await fetch(`${url}/chat/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ locale }),
  });
  const started = (await response.json()) as Started;
  return visitorOf(url, started);
}

export function visitorOf(url: string, { token, conversationId, user }: Started): Visitor {
  const path = `${url}/v3/directline/conversations/${conversationId}/activities`;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return {
    token,
    conversationId,
    user,
    post: async (text, key) => {
      const activity = { type: 'message', text, from: { id: user }, channelData: { clientActivityID: key } };
      const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(activity) });
      await response.body?.cancel();
      return response.status;
    },
    transcript: async () => {
      const said: string[] = [];
      for (let watermark = '0'; ;) {
        const response = await fetch(`${path}?watermark=${watermark}`, { headers });
        const page = (await response.json()) as Page;
        if (page.activities.length === 0) return said;
        said.push(...page.activities.map(({ text, from }) => `${from.role === 'bot' ? 'bot' : 'user'}: ${text ?? ''}`));
        watermark = page.watermark;
      }
    },
  };
}

interface Page {
  readonly watermark: string;
  readonly activities: readonly { readonly text?: string; readonly from: { readonly role?: string } }[];
}

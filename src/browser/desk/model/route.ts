/** What the address names. The secret of a sign-in link stays behind `#`. */
export type DeskRoute =
  | { readonly view: 'join'; readonly secret: string }
  | { readonly view: 'people' }
  | { readonly view: 'channels' }
  | { readonly view: 'queue' }
  | { readonly view: 'conversation' | 'person'; readonly handoffId: string };

export function readRoute({ pathname, hash }: { readonly pathname: string; readonly hash: string }): DeskRoute {
  if (pathname.replace(/\/$/, '') === '/desk/join') return { view: 'join', secret: hash.slice(1) };
  if (hash === '#/people') return { view: 'people' };
  if (hash === '#/channels') return { view: 'channels' };
  const [, handoffId, rest] = /^#\/c\/([\w-]{1,64})(\/person)?$/.exec(hash) ?? [];
  if (handoffId === undefined) return { view: 'queue' };
  return { view: rest === undefined ? 'conversation' : 'person', handoffId };
}

export const queueAddress = '#/';
export const peopleAddress = '#/people';
export const channelsAddress = '#/channels';

export function conversationAddress(handoffId: string): string {
  return `#/c/${handoffId}`;
}

export function personAddress(handoffId: string): string {
  return `#/c/${handoffId}/person`;
}

export function handoffOf(route: DeskRoute): string | null {
  return 'handoffId' in route ? route.handoffId : null;
}

import { api, ApiError, codeOf } from '../api.ts';
import { preferredLanguage, rememberLanguage, speak } from '../languages.ts';
import type { Me } from '../wire.ts';
import { createAlerts, hasStoredSound, notificationState } from './alerts.ts';
import type { Alerts } from './alerts.ts';
import { createBars } from './bar.ts';
import type { Bars } from './bar.ts';
import { createCases } from './cases.ts';
import type { Cases } from './cases.ts';
import type { DeskState, DeskStore } from './desk-state.ts';
import { createHolding } from './holding.ts';
import type { Holding } from './holding.ts';
import { createLive } from './live.ts';
import { handoffOf, readRoute } from './route.ts';
import { createSpeech } from './speech.ts';
import type { Speech } from './speech.ts';
import { createStore } from './store.ts';

/** What the views show and do. */
export interface DeskModel {
  readonly store: DeskStore;
  readonly bars: Bars;
  readonly alerts: Alerts;
  readonly cases: Pick<Cases, 'add' | 'refreshOpen'>;
  readonly speech: Speech;
  readonly holding: Holding;
  /** Loads the phrases and finds out who is signed in. */
  start(): Promise<void>;
  choose(language: string): Promise<void>;
  /** Someone came in by password or by link. */
  enter(me: Me): void;
  signOut(): Promise<void>;
}

export function createDeskModel(): DeskModel {
  const store = createStore<DeskState>(initialState());
  const bars = createBars(store);
  const alerts = createAlerts(store);

  const leave = (fault: string | null): void => {
    live.stop();
    bars.drop();
    store.set({ me: null, queue: null, open: null, channels: null, leaving: null, signInFault: fault });
  };
  const onFault = (error: unknown): void => {
    const code = codeOf(error);
    if (code === 'sign-in-refused') leave('session-ended');
    else if (code === 'offline') store.set({ connection: 'offline' });
    else bars.show({ tone: 'fault', key: `fault.${code}`, values: {}, undo: null });
  };

  const cases = createCases(store, onFault, alerts.compare);
  const speech = createSpeech(store, cases, onFault);
  const holding = createHolding({ store, cases, bars, onFault });
  const live = createLive(store, cases, () => leave('session-ended'), speech.retryAll);

  let lastIn: string | null = null;
  const enter = (me: Me): void => {
    // What one mentor could not send is not for the next one's eyes.
    const outgoing = lastIn === null || lastIn === me.id ? store.get().outgoing : [];
    lastIn = me.id;
    store.set({ me, outgoing, signInFault: null });
    live.start();
  };
  const choose = async (language: string): Promise<void> => {
    await speak(language);
    store.set({ language });
  };

  return {
    store,
    bars,
    alerts,
    cases,
    speech,
    holding,
    enter,
    choose: async (language) => {
      rememberLanguage(language);
      await choose(language);
    },
    start: async () => {
      followAddress(store, cases);
      window.addEventListener('pagehide', () => void bars.settle());
      const [me] = await Promise.all([whoAmI(), choose(store.get().language)]);
      if (me === null) store.set({ me });
      else enter(me);
    },
    signOut: async () => {
      await bars.settle();
      await api.signOut().catch(() => null);
      leave(null);
      store.set({ outgoing: [] });
    },
  };
}

function followAddress(store: DeskStore, cases: Cases): void {
  const follow = (): void => {
    const route = readRoute(location);
    const isSame = handoffOf(route) !== null && handoffOf(route) === store.get().open?.handoff.id;
    store.set(isSame ? { route } : { route, open: null, openFault: null });
    if (store.get().me) void cases.refreshOpen();
  };
  window.addEventListener('hashchange', follow);
  window.addEventListener('popstate', follow);
}

function initialState(): DeskState {
  return {
    language: preferredLanguage(),
    me: undefined,
    route: readRoute(location),
    queue: null,
    open: null,
    channels: null,
    openFault: null,
    outgoing: [],
    leaving: null,
    bar: null,
    connection: 'polling',
    now: Date.now(),
    hasSound: hasStoredSound(),
    notifications: notificationState(),
    signInFault: null,
  };
}

async function whoAmI(): Promise<Me | null> {
  try {
    return await api.me();
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

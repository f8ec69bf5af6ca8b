import { languageOf, t, tOr } from '../languages.ts';
import type { QueueItem } from '../wire.ts';
import type { DeskStore } from './desk-state.ts';
import { conversationAddress } from './route.ts';

const storedAs = 'sportello-desk-silent';

export interface Alerts {
  /** Sounds and notifies when somebody new waits, or a person of one's own wrote while the page is out of sight. */
  compare(before: readonly QueueItem[], now: readonly QueueItem[]): void;
  setSound(hasSound: boolean): void;
  /** Asks the browser; only ever from a button. */
  askNotifications(): Promise<void>;
  /** Browsers let a page sound only after somebody touched it. */
  unlock(): void;
}

export function hasStoredSound(): boolean {
  try {
    return localStorage.getItem(storedAs) === null;
  } catch {
    return true;
  }
}

export function notificationState(): NotificationPermission | 'unsupported' {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

export function createAlerts(store: DeskStore): Alerts {
  let audio: AudioContext | null = null;

  const unlock = (): void => {
    audio ??= 'AudioContext' in window ? new AudioContext() : null;
    if (audio?.state === 'suspended') void audio.resume();
  };

  return {
    unlock,
    compare: (before, now) => {
      const arrived = newcomers(before, now);
      const spoke = document.hidden ? ownNews(before, now, store.get().me?.id) : [];
      const first = arrived[0] ?? spoke[0];
      if (first === undefined) return;
      if (store.get().hasSound && audio?.state === 'running') chime(audio);
      if (document.hidden && notificationState() === 'granted') notify(first, arrived.length > 0);
    },
    setSound: (hasSound) => {
      store.set({ hasSound });
      try {
        if (hasSound) localStorage.removeItem(storedAs);
        else localStorage.setItem(storedAs, 'yes');
      } catch {
        // Storage may be forbidden; the choice then holds for this visit.
      }
      unlock();
      if (hasSound && audio !== null) chime(audio);
    },
    askNotifications: async () => {
      if (notificationState() === 'unsupported') return;
      await Notification.requestPermission();
      store.set({ notifications: notificationState() });
    },
  };
}

function newcomers(before: readonly QueueItem[], now: readonly QueueItem[]): readonly QueueItem[] {
  const waitedBefore = new Set(before.filter(isWaiting).map(({ handoff }) => handoff.id));
  return now.filter((item) => isWaiting(item) && !waitedBefore.has(item.handoff.id));
}

function ownNews(before: readonly QueueItem[], now: readonly QueueItem[], me: string | undefined): readonly QueueItem[] {
  const lastBefore = new Map(before.map(({ handoff, lastAt }) => [handoff.id, lastAt]));
  return now.filter(({ handoff, lastAt }) => handoff.mentorId === me && lastAt > (lastBefore.get(handoff.id) ?? Infinity));
}

export function isWaiting({ handoff }: QueueItem): boolean {
  return handoff.status === 'queued';
}

/** Two soft notes, made here: no file to fetch. */
function chime(audio: AudioContext): void {
  for (const [index, frequency] of [659.25, 880].entries()) {
    const start = audio.currentTime + index * 0.16;
    const tone = new OscillatorNode(audio, { type: 'sine', frequency });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.08, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.55);
  }
}

/** Says that, not what: a notification is read over shoulders and on locked screens. */
function notify({ handoff }: QueueItem, isNew: boolean): void {
  const topic = handoff.topic === null ? '' : tOr(`topic.${handoff.topic}`, handoff.topic);
  const body = [languageOf(handoff.language).name, topic].filter((part) => part !== '').join(' · ');
  const notification = new Notification(t(isNew ? 'alert.waiting' : 'alert.wrote'), { body, tag: handoff.id, silent: true });
  notification.addEventListener('click', () => {
    window.focus();
    location.hash = conversationAddress(handoff.id);
    notification.close();
  });
}

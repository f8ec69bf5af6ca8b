import type { Seat } from './store.ts';
import type { TranscriptRow } from '../domain/transcript.ts';

/** What the web chat asks of the inside beside the inbox: conversations that exist before anything was said in them. */
export interface WebChats {
  /** The visitor's conversation, made and greeted if it is new. `locale` is the browser's. */
  start(user: string, thread: string, locale: string | null): Promise<{ readonly seat: Seat; readonly isNew: boolean }>;
  seat(user: string, thread: string): Promise<Seat | null>;
  transcript(seat: Seat, after: number, limit: number): Promise<readonly TranscriptRow[]>;
  /** Waits until the turns that are under way for the conversation have committed, at most `ms`. */
  settled(conversationId: string, ms: number): Promise<void>;
  /** Called after each commit that appended rows; returns the way to stop. */
  watch(conversationId: string, listener: (rows: readonly TranscriptRow[]) => void): () => void;
}

import type { Address } from '../domain/contact.ts';
import type { OutboxMessage } from '../domain/outbox.ts';
import type { SendReport } from '../domain/send-report.ts';

/** What a channel may tell and ask of the inside, beyond handing in what people say: for providers that report and restrict. */
export interface Correspondence {
  /** Keeps what became of sends, in one commit; sends whose outcome was unknown are settled by it. Telling twice is harmless. */
  report(reports: readonly SendReport[]): Promise<void>;
  /** When the person last wrote from this address, in milliseconds since 1970; null: never. */
  lastHeard(address: Address): Promise<number | null>;
  /** How many first parts of a message arrived, as far as the provider said. */
  partsArrived(outboxId: string): Promise<number>;
  /** Keeps a message that may not be sent now, until the person writes again. False: another one has waited there since yesterday or later. */
  hold(message: OutboxMessage): Promise<boolean>;
  /** Holds it no longer, and does not send it either. */
  letGo(message: OutboxMessage): Promise<void>;
  /** Whoever sits there may be written to again: what was held leaves, but for what is of no use any more. How many left. */
  release(addresses: readonly Address[]): Promise<number>;
  /** What the channel must know to speak at an address later: kept with it, and forgotten with it. */
  keepPlace(address: Address, place: string): Promise<void>;
  placeOf(address: Address): Promise<string | null>;
  /** One person under two of the provider's names: who is known by the first is found under the second from now on. */
  joinNames(known: Address, also: Address): Promise<void>;
}

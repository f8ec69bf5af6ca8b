import type { Address } from '../domain/contact.ts';

export interface LinkCode {
  readonly id: string;
  readonly partnerId: string;
  readonly contactId: string;
  /** Where it was made. */
  readonly addressId: string;
  /** SHA-256 of the code, hex; the code itself is not stored here. */
  readonly codeHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  /** The address that entered it. */
  readonly usedBy: string | null;
}

/** One conversation and whose it is. */
export interface Side {
  readonly contactId: string;
  readonly conversationId: string;
}

export interface LinksTable {
  /** Keeps a code; those that this person made before and nobody entered end. */
  make(code: Omit<LinkCode, 'usedAt' | 'usedBy'>): Promise<void>;
  byHash(codeHash: string): Promise<LinkCode | null>;
  byId(id: string): Promise<LinkCode | null>;
  /** False when it was spent or ran out: a code works once. */
  spend(id: string, addressId: string, now: number): Promise<boolean>;
  /** Wrong codes from this address since `after`. */
  wrongGuesses(addressId: string, after: number): Promise<number>;
  countWrongGuess(addressId: string, partnerId: string, after: number, now: number): Promise<void>;
  /** Every address of a person, oldest first. */
  places(contactId: string): Promise<readonly { readonly id: string; readonly address: Address }[]>;
  /**
   * Moves everything of one person to another: addresses, and what was said, numbered after what the other one has. Codes
   * that nobody entered end. The person who is left with nothing goes. Open handoffs and subscriptions must be settled before.
   */
  join(from: Side, to: Side, lastAddressId: string): Promise<void>;
  /**
   * Gives an account (all its threads) a contact and a conversation of its own, with what was said there and with the same
   * language and places. Null when nothing would stay behind.
   */
  separate(from: Side, addressId: string, now: number): Promise<Side | null>;
}

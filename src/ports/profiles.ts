import type { Profile } from '../domain/profile.ts';
import type { Side } from './links.ts';

/** A person at an address that several share. */
export interface SeatedProfile extends Profile {
  readonly conversationId: string;
}

export interface ProfilesTable {
  /** Everybody who was named at an address, oldest first; empty where nobody shares it. */
  of(addressId: string): Promise<readonly SeatedProfile[]>;
  /** Says what somebody is called at an address. */
  name(addressId: string, side: Side, name: string, now: number): Promise<void>;
  /** A person of their own at an address, who is known by a name and nothing else. */
  begin(addressId: string, partnerId: string, name: string, now: number): Promise<Side>;
  /**
   * From now on what is written at the account of this address is the second one's. What the first one's conversation has from there
   * and nobody answered yet goes along, in its order.
   */
  seat(addressId: string, from: Side, to: Side): Promise<void>;
}

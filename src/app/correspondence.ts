import type { Activity } from '../domain/activity.ts';
import type { Address } from '../domain/contact.ts';
import { isNews } from '../domain/send-report.ts';
import type { SendReport } from '../domain/send-report.ts';
import type { Correspondence } from '../ports/correspondence.ts';
import type { HeldMessage, SendsTable } from '../ports/sends-table.ts';
import type { Store, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

/** A person is told once a day that something waits for them. */
const heldAloneMs = 86_400_000;

export interface CorrespondenceParts {
  readonly store: Store;
  readonly universe: Universe;
  /** Called after a commit that left something to send. */
  readonly wakeOutbox: () => void;
}

/** The bookkeeping behind providers that report on sends and restrict when a person may be written to. */
export function createCorrespondence({ store, universe, wakeOutbox }: CorrespondenceParts): Correspondence {
  return {
    report: async (reports) => {
      if (reports.length === 0) return;
      await store.write(async (tables) => {
        for (const report of reports) await takeIn(tables, report, universe.now());
      });
      if (reports.some(({ retryAt }) => retryAt !== null)) wakeOutbox();
    },
    lastHeard: (address) => store.read(({ sends }) => sends.lastHeard(address)),
    partsArrived: (outboxId) => store.read(({ sends }) => sends.partsArrived(outboxId)),
    hold: async ({ id }) => {
      const now = universe.now();
      return (await store.write(({ sends }) => sends.hold(id, now - heldAloneMs, now))) === 0;
    },
    letGo: ({ id }) => store.write(({ sends }) => sends.letGo(id)),
    release: async (addresses) => {
      const waiting = await store.read(({ sends }) => addressesWithHeld(sends, addresses));
      const count = waiting.length === 0 ? 0 : await store.write((tables) => releaseAt(tables, waiting, universe));
      if (count > 0) wakeOutbox();
      return count;
    },
    keepPlace: (address, place) => store.write(({ people }) => people.keepPlace(address, place)),
    placeOf: (address) => store.read(({ people }) => people.placeOf(address)),
    joinNames: async (known, also) => {
      // Almost always known already: a look costs less than a commit.
      if ((await store.read(({ people }) => people.findSeat(also))) !== null) return;
      await store.write(async ({ people }) => {
        if ((await people.findSeat(also)) !== null) return;
        const seat = await people.findSeat(known);
        if (seat !== null) await people.addAddress(also, seat, universe.now());
      });
    },
  };
}

async function takeIn({ sends, outbox }: Tables, report: SendReport, now: number): Promise<void> {
  const told = await sends.told(report.providerId);
  const outboxId = report.outboxId ?? (await sends.outboxIdOf(report.providerId));
  const isFirst = await sends.note({ ...report, outboxId }, now);
  if (isFirst && outboxId !== null && isNews(report.status, told)) await outbox.correct(outboxId, report, now);
}

async function addressesWithHeld(sends: SendsTable, addresses: readonly Address[]): Promise<readonly Address[]> {
  const waiting: Address[] = [];
  for (const address of addresses) if (await sends.hasHeld(address)) waiting.push(address);
  return waiting;
}

async function releaseAt({ sends, outbox }: Tables, addresses: readonly Address[], universe: Universe): Promise<number> {
  const now = universe.now();
  const held: HeldMessage[] = [];
  for (const address of addresses) held.push(...(await sends.takeHeld(address)));
  const useful = held.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  await outbox.insert(
    useful.map((message) => toRow(message, universe.id(), now)),
    now,
  );
  return useful.length;
}

function toRow({ outboxId, conversationId, addressId, kind, activity, expiresAt }: HeldMessage, id: string, now: number) {
  return {
    id,
    idemKey: `held:${outboxId}`,
    conversationId,
    addressId,
    activity: JSON.parse(activity) as Activity,
    kind,
    status: 'pending' as const,
    notBefore: now,
    expiresAt,
  };
}

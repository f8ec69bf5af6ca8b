import type { Pill, PillTopic } from './pill.ts';

/**
 * The pill to send next: of the wanted topics in turn, the one never sent, else the one sent longest ago. Null where no
 * pill of these topics exists. `sent` is oldest first.
 */
export function chooseNextPill(
  pills: ReadonlyMap<string, Pill>,
  topics: readonly PillTopic[],
  sent: readonly string[],
): string | null {
  const wanted = [...pills.values()].filter(({ topic }) => topics.includes(topic));
  const lastSent = new Map(sent.map((id, index) => [id, index]));
  const perTopic = new Map<PillTopic, number>();
  for (const id of sent) {
    const topic = pills.get(id)?.topic;
    if (topic !== undefined) perTopic.set(topic, (perTopic.get(topic) ?? 0) + 1);
  }
  const rank = (pill: Pill): readonly [number, number, string] => [
    lastSent.get(pill.id) ?? -1,
    perTopic.get(pill.topic) ?? 0,
    pill.id,
  ];
  const [first] = wanted.toSorted((a, b) => compareRanks(rank(a), rank(b)));
  return first?.id ?? null;
}

function compareRanks(a: readonly [number, number, string], b: readonly [number, number, string]): number {
  return a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2], 'en');
}

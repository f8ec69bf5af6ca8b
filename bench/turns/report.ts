/** What a measured server tells when it is asked: costs since the last time. */
export interface Costs {
  readonly cpuMicros: number;
  readonly commits: number;
  readonly queries: number;
}

/** Answers the parent's `costs` messages, and tells it the port. */
export function reportTo(port: number, counts: () => Omit<Costs, 'cpuMicros'>): void {
  let lastCpu = process.cpuUsage();
  let last = counts();
  process.on('message', (message) => {
    if (message !== 'costs') return;
    const cpu = process.cpuUsage(lastCpu);
    const now = counts();
    const costs: Costs = {
      cpuMicros: cpu.user + cpu.system,
      commits: now.commits - last.commits,
      queries: now.queries - last.queries,
    };
    lastCpu = process.cpuUsage();
    last = now;
    process.send?.(costs);
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}

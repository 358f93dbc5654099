import { Gauge, type Registry } from 'prom-client';

/** Adds how far the read replica is behind; `read` gives null where that is not known, and undefined where there is none. */
export function addReplicaMeter(registry: Registry, read: () => Promise<number | null | undefined>): void {
  const lag = new Gauge({
    name: 'facet_replica_lag_seconds',
    help: 'Seconds that the read replica is behind, where there is one and that is known.',
    aggregator: 'max',
    registers: [registry],
    async collect() {
      const seconds = await read();
      // One without labels is 0 when it is reset.
      lag.remove();
      if (typeof seconds === 'number') lag.set(seconds);
    },
  });
}

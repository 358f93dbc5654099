import { Gauge, type Registry } from 'prom-client';

/** What the newest loads of a kind and an outcome came to; instants are seconds since 1970. */
export interface LoadFact {
  readonly kind: string;
  /** `ok`, `failed`, or `unfinished`: it runs, or was ended before it could say what became of it. */
  readonly outcome: string;
  /** When the newest of them ended; of unfinished ones, when it began. */
  readonly at: number;
  /** How long it took; null of unfinished ones. */
  readonly seconds: number | null;
}

/** How far the data reaches, and what the newest loads came to. */
export interface LoadFacts {
  /** By table of days, the end of its newest complete day in seconds since 1970. */
  readonly days: Readonly<Record<string, number>>;
  readonly loads: readonly LoadFact[];
}

interface LoadGauge {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  /** Each value with its labels. */
  readonly valuesOf: (facts: LoadFacts) => (readonly [labels: Record<string, string>, value: number])[];
}

const gauges: readonly LoadGauge[] = [
  {
    name: 'facet_newest_day_timestamp_seconds',
    help: 'End of the newest complete day, by table of days.',
    labelNames: ['table'],
    valuesOf: ({ days }) => Object.entries(days).map(([table, at]) => [{ table }, at]),
  },
  {
    name: 'facet_load_timestamp_seconds',
    help: 'When the newest load of a kind and outcome (ok, failed) ended; of unfinished ones, when it began.',
    labelNames: ['kind', 'outcome'],
    valuesOf: ({ loads }) => loads.map(({ kind, outcome, at }) => [{ kind, outcome }, at]),
  },
  {
    name: 'facet_load_duration_seconds',
    help: 'How long the newest finished load of a kind and outcome took.',
    labelNames: ['kind', 'outcome'],
    valuesOf: ({ loads }) =>
      loads.flatMap(({ kind, outcome, seconds }) => (seconds === null ? [] : [[{ kind, outcome }, seconds] as const])),
  },
];

/** Adds what tells how fresh the data is. `read` gives nothing while the database does not answer; it is asked for each metric. */
export function addLoadMeters(registry: Registry, read: () => Promise<LoadFacts | undefined>): void {
  const registers = [registry];
  for (const { name, help, labelNames, valuesOf } of gauges) {
    const gauge = new Gauge({
      name,
      help,
      labelNames,
      aggregator: 'max',
      registers,
      async collect() {
        const facts = await read();
        gauge.reset();
        for (const [labels, value] of facts === undefined ? [] : valuesOf(facts)) gauge.set(labels, value);
      },
    });
  }
  const up = new Gauge({
    name: 'facet_database_up',
    help: '1 while the database answers, else 0.',
    aggregator: 'min',
    registers,
    async collect() {
      up.set((await read()) === undefined ? 0 : 1);
    },
  });
}

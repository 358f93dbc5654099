import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { isErrorCode } from '../../words/errorCodes.js';
import { durationBuckets } from '../durationBuckets.js';

/** How the joined subgraphs do at a moment. */
export interface MeteredSubgraphs {
  readonly subgraphs: readonly { readonly name: string; readonly state: string }[];
  /** Whether an older supergraph is in force than the newest schemas would make. */
  readonly isBehind: boolean;
}

/** Counts calls of subgraphs of others. */
export class SubgraphMeter {
  private readonly calls;
  private readonly durations;

  /** @param read gives how the subgraphs do; undefined where none are joined */
  constructor(registry: Registry, read: () => MeteredSubgraphs | undefined) {
    const registers = [registry];
    this.calls = new Counter({
      name: 'facet_subgraph_calls_total',
      help: 'Calls of remote subgraphs that have ended, by subgraph and code (OK: there was an answer).',
      labelNames: ['subgraph', 'code'],
      registers,
    });
    this.durations = new Histogram({
      name: 'facet_subgraph_call_duration_seconds',
      help: 'Time of calls of remote subgraphs, with waits and repeats.',
      labelNames: ['subgraph'],
      buckets: durationBuckets,
      registers,
    });
    const up = new Gauge({
      name: 'facet_subgraph_up',
      help: 'Whether calls of a remote subgraph are made: 0 while its breaker refuses them or its schema is unknown.',
      labelNames: ['subgraph'],
      aggregator: 'min',
      registers,
      collect() {
        up.reset();
        for (const { name, state } of read()?.subgraphs ?? []) up.set({ subgraph: name }, state === 'closed' ? 1 : 0);
      },
    });
    const behind = new Gauge({
      name: 'facet_supergraph_behind',
      help: '1 while an older supergraph is in force than the newest schemas would make, because they do not fit together.',
      aggregator: 'max',
      registers,
      collect() {
        behind.set(read()?.isBehind === true ? 1 : 0);
      },
    });
  }

  /** Counts a call that has ended; without a code it came to an answer. */
  readonly onCall = (subgraph: string, seconds: number, code: string | undefined): void => {
    const known = code === undefined || isErrorCode(code);
    this.calls.inc({ subgraph, code: known ? (code ?? 'OK') : 'other' });
    this.durations.observe({ subgraph }, seconds);
  };
}

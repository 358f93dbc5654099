import { Counter, Histogram, type Registry } from 'prom-client';
import { durationBuckets } from '../durationBuckets.js';

/** What a pool of connections tells of its statements. */
interface StatementCounts {
  readonly onStatement: (seconds: number, rows: number, hasFailed: boolean) => void;
  readonly onWait: (seconds: number) => void;
}

/** What is counted of a pool: plain numbers, which are read when somebody asks. */
interface PoolTally {
  ok: number;
  failed: number;
  rows: number;
}

/** Counts statements, how long they take, and how long they wait for a connection. */
export class StatementMeter {
  private readonly pools = new Map<string, PoolTally>();
  private readonly durations;
  private readonly waits;

  constructor(registry: Registry) {
    const registers = [registry];
    this.addCounters(registers);
    this.durations = new Histogram({
      name: 'facet_statement_duration_seconds',
      help: 'Time of SQL statements on their connections, without the wait for one, by pool.',
      labelNames: ['pool'],
      buckets: durationBuckets,
      registers,
    });
    this.waits = new Histogram({
      name: 'facet_gate_wait_seconds',
      help: 'Time that statements waited for a connection, of those that had to, by pool.',
      labelNames: ['pool'],
      buckets: durationBuckets,
      registers,
    });
  }

  /** What counts the statements of a pool. */
  of(pool: string): StatementCounts {
    const tally = this.pools.get(pool) ?? { ok: 0, failed: 0, rows: 0 };
    this.pools.set(pool, tally);
    const [durations, waits] = [this.durations.labels(pool), this.waits.labels(pool)];
    return {
      onStatement(seconds, rows, hasFailed) {
        if (hasFailed) tally.failed += 1;
        else tally.ok += 1;
        tally.rows += rows;
        durations.observe(seconds);
      },
      onWait: (seconds) => waits.observe(seconds),
    };
  }

  private addCounters(registers: Registry[]): void {
    const { pools } = this;
    const statements = new Counter({
      name: 'facet_statements_total',
      help: 'SQL statements that have ended, by pool (requests, replica, own) and outcome (ok, failed).',
      labelNames: ['pool', 'outcome'],
      registers,
      collect() {
        statements.reset();
        for (const [pool, { ok, failed }] of pools) {
          statements.inc({ pool, outcome: 'ok' }, ok);
          statements.inc({ pool, outcome: 'failed' }, failed);
        }
      },
    });
    const rows = new Counter({
      name: 'facet_statement_rows_total',
      help: 'Rows that reading statements gave, by pool.',
      labelNames: ['pool'],
      registers,
      collect() {
        rows.reset();
        for (const [pool, tally] of pools) rows.inc({ pool }, tally.rows);
      },
    });
  }
}

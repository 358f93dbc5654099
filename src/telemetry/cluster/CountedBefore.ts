import { AggregatorRegistry } from 'prom-client';
import { nameless } from '../OperationNames.js';
import type { WorkerMetric, WorkerMetrics } from './messages.js';

/** What only grows; all else tells how something does at the moment. */
const counting = new Set(['counter', 'histogram']);

const countsOf = (metrics: WorkerMetrics): WorkerMetrics => metrics.filter(({ type }) => counting.has(type));

/**
 * What workers have counted that do not answer any more, as far as they have told it: a sum that became less would look to Prometheus
 * like a restart of all, and their counts like new ones.
 */
export class CountedBefore {
  /** By the worker's id, of those that run. */
  private readonly newest = new Map<number, WorkerMetrics>();
  /** Of all that have ended. */
  private ended: readonly WorkerMetrics[] = [];
  /** Of operations, that are told apart of those that have ended: each new worker may meet others. */
  private readonly names = new Set<string>(Object.values(nameless));
  private readonly mostNames: number;

  /** @param operations names that one worker tells apart of each kind, see `OperationNames` */
  constructor(operations: number) {
    this.mostNames = this.names.size + 2 * operations;
  }

  /** Notes what a worker tells. */
  note(id: number, metrics: WorkerMetrics): void {
    this.newest.set(id, countsOf(metrics));
  }

  /** A worker has ended. */
  end(id: number): void {
    const counts = this.newest.get(id);
    if (counts === undefined) return;
    this.newest.delete(id);
    this.ended = [...this.ended, counts.map((metric) => this.withKnownNames(metric))];
  }

  /** What those have counted that have ended, and those that run but are not among these. */
  async without(answered: ReadonlySet<number>): Promise<readonly WorkerMetrics[]> {
    if (this.ended.length > 1) {
      const several = this.ended;
      const one = (await AggregatorRegistry.aggregate([...several]).getMetricsAsJSON()) as unknown as WorkerMetrics;
      // Others may have ended meanwhile.
      this.ended = [one, ...this.ended.slice(several.length)];
    }
    return [...this.ended, ...[...this.newest].filter(([id]) => !answered.has(id)).map(([, counts]) => counts)];
  }

  private withKnownNames(metric: WorkerMetric): WorkerMetric {
    const values = metric.values.map((one) => {
      const { operation } = one.labels;
      if (typeof operation !== 'string' || this.names.has(operation)) return one;
      if (this.names.size >= this.mostNames) return { ...one, labels: { ...one.labels, operation: nameless.other } };
      this.names.add(operation);
      return one;
    });
    return { ...metric, values };
  }
}

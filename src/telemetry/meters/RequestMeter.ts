import { Counter, Histogram, type Registry } from 'prom-client';
import { isErrorCode } from '../../words/errorCodes.js';
import { durationBuckets } from '../durationBuckets.js';
import { nameless, OperationNames } from '../OperationNames.js';

/** What is counted of a request that has ended. */
export interface MeteredRequest {
  /** Whether it came to an operation: its document is valid. */
  readonly isOperation: boolean;
  /** Of the operation; undefined where it has none. */
  readonly name: string | undefined;
  /** Whether its document is one that was published. */
  readonly isPublished: boolean;
  /** Codes of its errors; undefined for an answer without. */
  readonly codes: readonly string[] | undefined;
  readonly seconds: number;
  /** The name of the role of who asks; undefined where nobody was admitted. */
  readonly role: string | undefined;
  /** In points; undefined where it was not priced. */
  readonly cost: { readonly estimated: number; readonly actual: number } | undefined;
}

/** The code of an answer without errors, and of one whose code is none of Facet's. */
const [good, foreign] = ['OK', 'other'];

/** Codes of requests that cost more than they may, at once or in a while. */
const overBudget = new Set([
  'COST_ESTIMATED_TOO_EXPENSIVE',
  'MAX_LIST_SIZE_LIMIT',
  'REQUEST_CONCURRENCY_LIMITED',
  'REQUEST_RATE_LIMITED',
]);

/** The word of a request for how it ended: the first of its codes, where Facet has it. */
function codeOf(codes: readonly string[] | undefined): string {
  const [first] = codes ?? [];
  if (first === undefined) return good;
  return isErrorCode(first) ? first : foreign;
}

/** What belongs to an operation's name, looked up once. */
interface OfOperation {
  readonly duration: Histogram.Internal<'operation'>;
  /** How many ended with each code: plain numbers, which are read when somebody asks. */
  readonly byCode: Map<string, number>;
}

/** Counts requests by the names of their operations and how they ended. */
export class RequestMeter {
  private readonly known = new Map<string, OfOperation>();
  private readonly names: OperationNames;
  private readonly durations;
  private readonly points = { estimated: 0, actual: 0 };
  private readonly refusals;

  constructor(registry: Registry, operations: number) {
    const registers = [registry];
    this.names = new OperationNames(operations);
    this.durations = new Histogram({
      name: 'facet_request_duration_seconds',
      help: 'Time from the headers of a request to the end of its answer.',
      labelNames: ['operation'],
      buckets: durationBuckets,
      registers,
    });
    this.refusals = new Counter({
      name: 'facet_budget_refusals_total',
      help: 'Operations refused for what they cost, by role and code.',
      labelNames: ['role', 'code'],
      registers,
    });
    this.addRequests(registers);
    this.addPoints(registers);
  }

  /** Counts a request that has ended. */
  record({ isOperation, name, isPublished, codes, seconds, role, cost }: MeteredRequest): void {
    const label = isOperation ? this.names.labelOf(name, isPublished) : nameless.none;
    const { duration, byCode } = this.known.get(label) ?? this.add(label);
    const code = codeOf(codes);
    byCode.set(code, (byCode.get(code) ?? 0) + 1);
    duration.observe(seconds);
    if (overBudget.has(code)) {
      if (role !== undefined) this.refusals.inc({ role, code });
    } else if (cost !== undefined) {
      this.points.estimated += cost.estimated;
      this.points.actual += cost.actual;
    }
  }

  private add(label: string): OfOperation {
    const made = { duration: this.durations.labels(label), byCode: new Map<string, number>() };
    this.known.set(label, made);
    return made;
  }

  private addRequests(registers: Registry[]): void {
    const { known } = this;
    const requests = new Counter({
      name: 'facet_requests_total',
      help: 'Requests that have ended, by the name of the operation and the first code of the answer (OK: no errors).',
      labelNames: ['operation', 'code'],
      registers,
      collect() {
        requests.reset();
        for (const [operation, { byCode }] of known)
          for (const [code, count] of byCode) requests.inc({ operation, code }, count);
      },
    });
  }

  private addPoints(registers: Registry[]): void {
    const { points } = this;
    const estimated = new Counter({
      name: 'facet_cost_estimated_points_total',
      help: 'Points that operations were estimated at, but for those that were refused.',
      registers,
      collect() {
        estimated.reset();
        estimated.inc(points.estimated);
      },
    });
    const actual = new Counter({
      name: 'facet_cost_actual_points_total',
      help: 'Points that operations came to.',
      registers,
      collect() {
        actual.reset();
        actual.inc(points.actual);
      },
    });
  }
}

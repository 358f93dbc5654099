import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { DatabaseUnavailable } from '../db/connection/unavailable.js';
import { databaseCode } from '../lib/errors/knownFault.js';
import { UserError } from '../lib/errors/UserError.js';
import type { AuditEntry } from './AuditEntry.js';

/** Milliseconds after which an entry is written at the latest while the database answers: what a crash can lose. */
const flushInterval = 500;

/** Entries, and ids of customers in them, that one statement writes. */
const mostOfBatch = { entries: 1000, persons: 5000 };

interface WriterOptions {
  readonly write: (entries: readonly AuditEntry[]) => Promise<void>;
  readonly log: Pick<Logger, 'error' | 'info'>;
  /** Entries that wait at the most: of more the oldest are dropped and counted. */
  readonly most?: number;
  /** Milliseconds. */
  readonly retryAfter?: number;
}

/** Entries that were dropped: how many, and the time of the first. */
interface Gap {
  readonly since: string;
  readonly lost: number;
}

/**
 * Writes entries of the audit log in the background. Nobody waits for it. While the database does not take them, they wait in memory, the
 * oldest at last counted instead of kept; the log then says how many were lost. Each trouble is logged as an error.
 */
export class AuditWriter {
  private queue: AuditEntry[] = [];
  private gap: Gap | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private isFailing = false;
  private hasStopped = false;

  constructor(private readonly options: WriterOptions) {}

  /** How many entries wait. */
  get size(): number {
    return this.queue.length;
  }

  /** Takes an entry, which is written within half a second. */
  add(entry: AuditEntry): void {
    this.queue.push(entry);
    this.bound();
    if (!this.hasStopped) this.schedule(flushInterval);
  }

  /** Writes what waits, at most for so many milliseconds, and takes the rest for lost, which is logged. */
  async stop(milliseconds = 5000): Promise<void> {
    this.hasStopped = true;
    clearTimeout(this.timer);
    const end = Date.now() + milliseconds;
    do await this.flush();
    while ((this.queue.length > 0 || this.gap !== undefined) && !this.isFailing && Date.now() < end);
    const lost = this.queue.length + (this.gap?.lost ?? 0);
    if (lost > 0) this.options.log.error({ lost }, 'Entries of the audit log could not be written before the end.');
  }

  private schedule(milliseconds: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, milliseconds).unref();
  }

  /** Drops the oldest entries beyond the most, a tenth at once. */
  private bound(): void {
    const { most = 20_000, log } = this.options;
    if (this.queue.length <= most) return;
    const dropped = this.queue.splice(0, Math.ceil(most / 10));
    if (this.gap === undefined)
      log.error({ waiting: most }, 'The audit log cannot be written fast enough: the oldest entries are dropped.');
    const lost = dropped.reduce((sum, entry) => sum + (entry.lost ?? 1), this.gap?.lost ?? 0);
    this.gap = { since: this.gap?.since ?? dropped[0]?.at ?? '', lost };
  }

  /** One at a time: who asks meanwhile waits for what is written anyway. */
  private async flush(): Promise<void> {
    if (this.writing !== undefined) await this.writing;
    this.writing = this.writeBatch().finally(() => {
      this.writing = undefined;
      const { retryAfter = 1000 } = this.options;
      if (!this.hasStopped && this.queue.length > 0) this.schedule(this.isFailing ? retryAfter : 0);
    });
    await this.writing;
  }

  private takeBatch(): AuditEntry[] {
    let persons = 0;
    const end = this.queue.findIndex((entry, index) => {
      persons += entry.persons?.length ?? 0;
      return index === mostOfBatch.entries || (index > 0 && persons > mostOfBatch.persons);
    });
    return this.queue.splice(0, end === -1 ? this.queue.length : end);
  }

  private async writeBatch(): Promise<void> {
    const { gap } = this;
    this.gap = undefined;
    const batch = [...(gap === undefined ? [] : [gapEntry(gap)]), ...this.takeBatch()];
    if (batch.length === 0) return;
    try {
      await this.options.write(batch);
      if (this.isFailing) this.options.log.info('The audit log is written again.');
      this.isFailing = false;
    } catch (error) {
      await this.keep(batch, error);
    }
  }

  /** Keeps a batch for later; where the database answers and refuses it, finds out which entry that is for. */
  private async keep(batch: readonly AuditEntry[], error: unknown): Promise<void> {
    const { log, write } = this.options;
    if (isPassing(error)) {
      if (!this.isFailing) log.error({ err: forLog(error) }, 'The audit log cannot be written; entries wait.');
      this.isFailing = true;
      this.queue = [...batch, ...this.queue];
      this.bound();
    } else if (batch.length === 1) log.error({ err: forLog(error), lost: 1 }, 'An entry of the audit log was refused.');
    else for (const entry of batch) await write([entry]).catch((cause: unknown) => this.keep([entry], cause));
  }
}

const gapEntry = ({ since, lost }: Gap): AuditEntry => ({
  at: since,
  entryId: randomUUID(),
  kind: 'GAP',
  door: 'graphql',
  lost,
});

/** Classes of PostgreSQL's codes for what passes: connections, lack of room or memory, being stopped, timeouts and locks. */
const passing = /^(08|53|55|57|58|40)/;

/** Whether the same entry may be taken later. */
const isPassing = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable || passing.test(String(databaseCode(error)));

/** What may be logged of a failure: PostgreSQL repeats values in its sentences. */
const forLog = (error: unknown) => ({
  code: databaseCode(error),
  ...(error instanceof UserError && { message: error.message }),
});

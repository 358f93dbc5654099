import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { UserError } from '../lib/errors/UserError.js';
import type { WorkerStart } from './messages.js';
import { WorkerProcess, type WorkerEnd } from './WorkerProcess.js';

/** Milliseconds that a worker is ready for at least, or it died at once. */
const steady = 2000;
/** Deaths at once, one after the other, after which nothing is expected of a further start. */
export const mostDeaths = 5;
/** Milliseconds before the start after the first death at once, and at the most. */
const [firstPause, longestPause] = [250, 10_000];

/** Failures of a start that pass by themselves, however often it is tried. */
const passing = new Set(['DATABASE_UNREACHABLE', 'DATABASE_UNAVAILABLE']);

/** What a post is filled by. */
export interface PostOptions {
  readonly id: string;
  /** What the next process is told; another after a change of the config. */
  readonly startOf: () => WorkerStart;
  readonly log: Logger;
  /** No process stays alive at it: what the whole server ends by. */
  readonly onGone: (error: UserError) => void;
}

/** A place in the server that a process fills, and after its death another. */
export class Post {
  private holder: WorkerProcess | undefined;
  /** Processes that live: the holder, those that are being replaced, and one that starts. */
  private readonly living = new Set<WorkerProcess>();
  private deaths = 0;
  private isRenewing = false;
  private isClosed = false;

  constructor(private readonly options: PostOptions) {}

  /** Fills it for the first time, and gives the URL. Rejects with what the process failed by. */
  async open(): Promise<string> {
    const { process, ready } = await this.start();
    if (typeof ready !== 'string') throw this.failureOf(ready);
    this.hold(process);
    return ready;
  }

  /** Puts another process in the place of the one that fills it, which then ends what it does. Rejects, and keeps the old one, where that cannot start. */
  async renew(): Promise<void> {
    const old = this.holder;
    if (old === undefined || this.isClosed) return;
    this.isRenewing = true;
    try {
      const { process, ready } = await this.start();
      if (typeof ready !== 'string') throw this.failureOf(ready);
      this.hold(process);
    } finally {
      this.isRenewing = false;
      // It may have died meanwhile.
      if (this.holder === old && !this.living.has(old)) void this.refill(undefined);
    }
    old.stop(0, true);
  }

  /** Waits until those that were replaced have ended, for so many milliseconds at the most. */
  async settled(milliseconds: number): Promise<void> {
    const left = [...this.living].filter((one) => one !== this.holder).map(({ ended }) => ended);
    await Promise.race([Promise.all(left), delay(milliseconds, undefined, { ref: false })]);
  }

  /** Has everything at it end what it does, and waits for that. */
  async close(drain: number): Promise<void> {
    this.isClosed = true;
    for (const process of this.living) process.stop(drain, false);
    while (this.living.size > 0) await Promise.all([...this.living].map(({ ended }) => ended));
  }

  /** Ends everything at it at once. */
  kill(): void {
    this.isClosed = true;
    for (const process of this.living) process.kill();
  }

  private async start(): Promise<{ readonly process: WorkerProcess; readonly ready: string | WorkerEnd }> {
    const process = new WorkerProcess(this.options.id, this.options.startOf());
    this.living.add(process);
    void process.ended.then(() => this.living.delete(process));
    return { process, ready: await process.ready };
  }

  private hold(process: WorkerProcess): void {
    this.holder = process;
    const { id, log } = this.options;
    log.debug({ process: process.pid }, `Worker ${id} is ready.`);
    void process.ended.then((end) => {
      if (this.holder !== process || this.isClosed) return;
      log.error({ process: process.pid }, `Worker ${id} ${end.how}; another is started in its place.`);
      if (!this.isRenewing) void this.refill(end);
    });
  }

  /** Starts processes until one stays. */
  private async refill(before: WorkerEnd | undefined): Promise<void> {
    let end = before;
    for (;;) {
      const atOnce = end !== undefined && end.readyFor < steady;
      const passes = end?.failure !== undefined && passing.has(end.failure.code);
      if (!atOnce) this.deaths = 0;
      else if (!passes) this.deaths += 1;
      if (end !== undefined && this.deaths >= mostDeaths) return this.options.onGone(this.goneBy(end));
      const pause = passes ? longestPause / 10 : Math.min(longestPause, firstPause * 2 ** (this.deaths - 1));
      if (atOnce) await delay(pause, undefined, { ref: false });
      if (this.isClosed) return;
      const { process, ready } = await this.start();
      if (this.isClosed) return;
      if (typeof ready === 'string') {
        this.options.log.info({ process: process.pid }, `Worker ${this.options.id} is back.`);
        return this.hold(process);
      }
      end = ready;
      this.options.log.error(`Worker ${this.options.id} could not be started: ${this.failureOf(ready).message}`);
    }
  }

  private failureOf({ failure, how }: WorkerEnd): UserError {
    return failure ?? new UserError(`Worker ${this.options.id} ${how} before it was ready.`, 'WORKERS_GONE');
  }

  private goneBy(end: WorkerEnd): UserError {
    const why = end.failure === undefined ? `the last one ${end.how}` : end.failure.message;
    return new UserError(
      `Worker ${this.options.id} died at once ${mostDeaths} times in a row, so the server ends: ${why.replace(/\.$/, '')}. What it printed before tells more.`,
      'WORKERS_GONE',
    );
  }
}

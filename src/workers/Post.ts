import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { UserError } from '../lib/errors/UserError.js';
import type { WorkerStart } from './messages.js';
import { notMade, WorkerProcess, type WorkerEnd } from './WorkerProcess.js';

/** Milliseconds that a worker is ready for at least, or it died at once. */
const steady = 2000;
/** Deaths at once, one after the other, after which nothing is expected of a further start. */
export const mostDeaths = 5;
/** Milliseconds before the start after the first death at once, and at the most. */
const [firstPause, longestPause] = [250, 10_000];

/** Failures of a start that pass by themselves, however often it is tried. */
const passing = new Set(['DATABASE_UNREACHABLE', 'DATABASE_UNAVAILABLE']);

const isPassing = ({ failure, wasMade }: WorkerEnd): boolean =>
  !wasMade || (failure !== undefined && passing.has(failure.code));

/** What a post is filled by. */
export interface PostOptions {
  readonly id: string;
  /** What the next process is told; another after a change of the config. */
  readonly startOf: () => WorkerStart;
  readonly log: Logger;
  /** No process stays alive at it: what the whole server ends by. */
  readonly onGone: (error: UserError) => void;
}

/** A process that is ready, or the end of one that never was. */
type Started = { readonly process: WorkerProcess; readonly url: string } | WorkerEnd;

/** A place in the server that a process fills, and after its death another. */
export class Post {
  private holder: WorkerProcess | undefined;
  /** Processes that live: the holder, those that are being replaced, and one that starts. */
  private readonly living = new Set<WorkerProcess>();
  private deaths = 0;
  /** How often it was begun to fill it anew, or was filled: what was begun before that has nothing to do any more. */
  private turns = 0;
  private isRenewing = false;
  private isClosed = false;

  constructor(private readonly options: PostOptions) {}

  /** Fills it for the first time, and gives the URL. Rejects with what the process failed by. */
  async open(): Promise<string> {
    const started = await this.start();
    if ('how' in started) throw this.failureOf(started);
    this.hold(started.process);
    return started.url;
  }

  /** Puts another process in the place of the one that fills it, which then ends what it does. Rejects, and keeps the old one, where that cannot start. */
  async renew(): Promise<void> {
    if (this.holder === undefined || this.isClosed) return;
    this.isRenewing = true;
    try {
      const started = await this.start();
      if ('how' in started) throw this.failureOf(started);
      this.hold(started.process);
    } finally {
      this.isRenewing = false;
      // It may have died meanwhile.
      if (!this.living.has(this.holder)) void this.refill(undefined);
    }
    // Also one that was being started in the place of one that had died.
    for (const process of this.living) if (process !== this.holder) process.stop(0, true);
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

  private async start(): Promise<Started> {
    try {
      const process = new WorkerProcess(this.options.id, this.options.startOf());
      this.living.add(process);
      void process.ended.then(() => this.living.delete(process));
      const ready = await process.ready;
      return typeof ready === 'string' ? { process, url: ready } : ready;
    } catch (error) {
      return notMade(error);
    }
  }

  private hold(process: WorkerProcess): void {
    this.holder = process;
    this.turns += 1;
    const { id, log } = this.options;
    log.debug({ process: process.pid }, `Worker ${id} is ready.`);
    void process.ended.then((end) => {
      if (this.holder !== process || this.isClosed) return;
      log.error({ process: process.pid }, `Worker ${id} ${end.how}; another is started in its place.`);
      if (!this.isRenewing) void this.refill(end);
    });
  }

  /** Starts processes until one stays, or until the post is filled by somebody else. */
  private async refill(before: WorkerEnd | undefined): Promise<void> {
    const turn = (this.turns += 1);
    const isOver = (): boolean => this.isClosed || turn !== this.turns;
    let end = before;
    for (;;) {
      const atOnce = end !== undefined && end.readyFor < steady;
      const passes = end !== undefined && isPassing(end);
      if (!atOnce) this.deaths = 0;
      else if (!passes) this.deaths += 1;
      if (end !== undefined && this.deaths >= mostDeaths) return this.options.onGone(this.goneBy(end));
      const pause = passes ? longestPause / 10 : Math.min(longestPause, firstPause * 2 ** (this.deaths - 1));
      if (atOnce) await delay(pause, undefined, { ref: false });
      if (isOver()) return;
      const started = await this.start();
      if ('url' in started) {
        if (isOver()) return started.process.stop(0, true);
        this.options.log.info({ process: started.process.pid }, `Worker ${this.options.id} is back.`);
        return this.hold(started.process);
      }
      if (isOver()) return;
      end = started;
      this.options.log.error(`Worker ${this.options.id} could not be started: ${this.failureOf(end).message}`);
    }
  }

  private failureOf({ failure, how, wasMade }: WorkerEnd): UserError {
    const when = wasMade ? ' before it was ready' : '';
    return failure ?? new UserError(`Worker ${this.options.id} ${how}${when}.`, 'WORKERS_GONE');
  }

  private goneBy(end: WorkerEnd): UserError {
    const why = end.failure === undefined ? `the last one ${end.how}` : end.failure.message;
    return new UserError(
      `Worker ${this.options.id} died at once ${mostDeaths} times in a row, so the server ends: ${why.replace(/\.$/, '')}. What it printed before tells more.`,
      'WORKERS_GONE',
    );
  }
}

import cluster from 'node:cluster';
import type { Logger } from 'pino';
import type { UserError } from '../lib/errors/UserError.js';
import { Post } from './Post.js';
import type { WorkerDuty, WorkerStart } from './messages.js';

/** The name of the process that makes runs. */
const runsId = 'runs';

/** Milliseconds by which the last worker listens longer than the others, who hand back to it what comes while they close. */
const listensLonger = 300;

/** What a crew is made of. */
export interface CrewOptions {
  /** Processes that answer requests. */
  readonly workers: number;
  readonly start: Omit<WorkerStart, 'role'>;
  readonly log: Logger;
  /** Milliseconds that a worker which is replaced may take for what it does before the next one is replaced. */
  readonly finish: number;
}

/** The processes of a server: those that answer requests behind one listener, and the one that makes runs. */
export class Crew {
  /** Rejects when no process stays alive at one of the posts. */
  readonly gone: Promise<never>;
  private readonly posts: readonly Post[];
  private start: Omit<WorkerStart, 'role'>;
  private renewing: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly options: CrewOptions) {
    this.start = options.start;
    // Node hands connections out in turn by itself everywhere but on Windows.
    cluster.schedulingPolicy = cluster.SCHED_RR;
    let onGone = (_error: UserError): void => {};
    this.gone = new Promise<never>((_, reject) => (onGone = reject));
    this.gone.catch(() => {});
    const { log, workers } = options;
    const post = (id: string, role: WorkerDuty): Post =>
      new Post({ id, log, onGone, startOf: () => ({ ...this.start, role }) });
    this.posts = [...Array.from({ length: workers }, (_, n) => post(String(n + 1), 'requests')), post(runsId, 'runs')];
  }

  /** Starts all; the first one alone, which finds out what they all would fail by. Gives the URL, or rejects with that failure. */
  open(): Promise<string> {
    const all = async (): Promise<string> => {
      const [first, ...others] = this.posts;
      const url = (await first?.open()) ?? '';
      await Promise.all(others.map((post) => post.open()));
      return url;
    };
    const opened = all();
    this.renewing = opened.then(
      () => {},
      () => {},
    );
    return opened;
  }

  /**
   * Replaces all, one after the other, by processes with another config. A post that cannot be filled anew keeps its process, and
   * those after it keep theirs: then it rejects.
   */
  renew(configText: string | undefined): Promise<void> {
    const all = async (): Promise<void> => {
      const before = this.start;
      this.start = { ...before, configText };
      for (const [n, post] of this.posts.entries()) {
        if (this.isClosed) return;
        await post.renew().catch((error: unknown) => {
          if (n === 0) this.start = before;
          throw error;
        });
        await post.settled(this.options.finish);
      }
    };
    const renewed = this.renewing.then(all);
    this.renewing = renewed.catch(() => {});
    return renewed;
  }

  /** Has all end what they do, after they have served on for so many milliseconds, not ready, and waits for that. */
  async close(drain: number): Promise<void> {
    this.isClosed = true;
    const last = this.options.workers - 1;
    await Promise.all(this.posts.map((post, n) => post.close(n === last ? drain + listensLonger : drain)));
  }

  /** Ends all at once. */
  kill(): void {
    this.isClosed = true;
    for (const post of this.posts) post.kill();
  }
}

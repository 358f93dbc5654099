import cluster, { type Worker } from 'node:cluster';
import { UserError } from '../lib/errors/UserError.js';
import { isErrorCode } from '../words/errorCodes.js';
import { handBack } from './handBack.js';
import { asFromWorker, type FromWorker, type ToWorker, type WorkerStart } from './messages.js';
import { workerVariable } from './workerId.js';

/** How a process came to its end. */
export interface WorkerEnd {
  /** In words: by which signal, or with which exit code. */
  readonly how: string;
  /** Milliseconds that it was ready for; 0 where it never was. */
  readonly readyFor: number;
  /** What it failed by, where it could say it. */
  readonly failure: UserError | undefined;
  /** Whether the system made it at all: without processes, files or memory to spare it does not, until there are some again. */
  readonly wasMade: boolean;
}

/** The end of a process that the system has not made. */
export const notMade = (error: unknown): WorkerEnd => ({
  how: `was not made by the system (${error instanceof Error ? error.message : String(error)})`,
  readyFor: 0,
  failure: undefined,
  wasMade: false,
});

const toUserError = ({ sentence, code, exitCode }: Extract<FromWorker, { facet: 'failed' }>): UserError =>
  new UserError(sentence, isErrorCode(code) ? code : 'BAD_USER_INPUT', exitCode);

/** A process of a server, as the primary has it. */
export class WorkerProcess {
  /** Settles when it is ready, with its URL (empty for one that makes runs), or when it has ended before. */
  readonly ready: Promise<string | WorkerEnd>;
  readonly ended: Promise<WorkerEnd>;
  private readonly worker: Worker;
  private readyAt: number | undefined;
  private failure: UserError | undefined;

  /** Starts it, as the worker of this name. Throws where the system refuses that at once. */
  constructor(id: string, start: WorkerStart) {
    this.worker = cluster.fork({ [workerVariable]: id });
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', (code: number | null, signal: string | null) => resolve(this.endOf(code, signal)));
      // Of one that was not made there is no exit. Else it is a message that it could not be given any more: its end is told anyway.
      this.worker.on('error', (error) => this.pid === undefined && resolve(notMade(error)));
    });
    handBack(this.worker);
    const becomesReady = new Promise<string>((resolve) => {
      this.worker.on('message', (message: unknown) => {
        const told = asFromWorker(message);
        if (told?.facet === 'hello') this.tell({ facet: 'start', start });
        else if (told?.facet === 'failed') this.failure = toUserError(told);
        else if (told?.facet === 'ready') {
          this.readyAt = performance.now();
          resolve(told.url);
        }
      });
    });
    this.ready = Promise.race([becomesReady, this.ended]);
  }

  get pid(): number | undefined {
    return this.worker.process.pid;
  }

  /** Asks it to finish what it does and to end. */
  stop(drain: number, isReplaced: boolean): void {
    // So that its end is not counted as one of its own accord.
    this.worker.exitedAfterDisconnect = true;
    this.tell({ facet: 'stop', drain, isReplaced });
  }

  /** Ends it at once. */
  kill(): void {
    this.worker.process.kill('SIGKILL');
  }

  private tell(message: ToWorker): void {
    if (this.worker.isConnected()) this.worker.send(message);
  }

  private endOf(code: number | null, signal: string | null): WorkerEnd {
    return {
      how: signal === null ? `ended with code ${code}` : `was ended by ${signal}`,
      readyFor: this.readyAt === undefined ? 0 : performance.now() - this.readyAt,
      failure: this.failure,
      wasMade: true,
    };
  }
}

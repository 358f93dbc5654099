import { within } from '../../lib/async/within.js';
import type { Sql } from '../client.js';
import { DatabaseUnavailable } from '../connection/unavailable.js';
import type { DoorOptions, ReplicaPlace, SessionCheck } from '../doorTypes.js';
import { createSessionCheck, ReplicaBehind } from './createSessionCheck.js';
import { LogPositions } from './LogPositions.js';
import { factsText, identityText, sentenceOf, type ReplicaFacts, type ReplicaState } from './ReplicaState.js';

/** The channel that servers tell each other by that a request has written. */
export const writtenChannel = 'facet_written';

/** Milliseconds between looks, and after which a replica counts as one that does not answer. */
const [lookInterval, patience] = [1000, 3000];
/** Milliseconds in which statements that failed on the replica are told of once. */
const quiet = 60_000;

interface ReplicaOptions {
  /** The server's own connections to the primary. */
  readonly primary: Sql;
  /** Opens connections to the replica: for requests, and one to look by. */
  readonly open: (use: 'requests' | 'looks') => Sql;
  /** Milliseconds that what is read may be old. */
  readonly maxLag: number;
  /** Settings of each statement; left out where the connections have them. */
  readonly settings?: DoorOptions['settings'];
  readonly log: { warn(facts: object, message: string): void; info(message: string): void };
  /** Milliseconds; never goes back. */
  readonly now?: () => number;
}

/**
 * A read replica, watched: how far it is behind, and whether a request may read it. It may where it has replayed all that this
 * process has seen of the primary, and what the primary had written `maxLag` ago.
 */
export class Replica implements ReplicaPlace {
  readonly check: SessionCheck;
  readonly settings: NonNullable<DoorOptions['settings']>;
  private readonly positions: LogPositions;
  private readonly now: () => number;
  private requests: Sql;
  private readonly looks: Sql;
  private identity: string | undefined;
  private state: ReplicaState | undefined;
  private lag: number | undefined;
  private asking: Promise<void> | undefined;
  private looking: Promise<void> | undefined;
  private toldAt = -Infinity;
  private isStopped = false;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: ReplicaOptions) {
    const { open, maxLag, settings, now = () => performance.now() } = options;
    this.settings = settings ?? {};
    this.now = now;
    this.positions = new LogPositions(maxLag);
    this.check = createSessionCheck({ positions: this.positions, identity: () => this.identity, now });
    this.requests = open('requests');
    this.looks = open('looks');
    this.touch();
    this.look();
    this.timer = setInterval(() => this.look(), lookInterval).unref();
  }

  /** The connections of requests; others after it could not be reached. */
  get client(): Sql {
    return this.requests;
  }

  get isCurrent(): boolean {
    return this.state === 'current';
  }

  /** Seconds that it is behind, as the newest look has found; null where it does not replay, or cannot be asked. */
  get lagSeconds(): number | null {
    return this.lag === undefined ? null : Math.round(this.lag / 100) / 10;
  }

  /** Something of the primary was seen or written by this process: the replica is not read until it has that too. */
  readonly touch = (): void => {
    this.positions.touch();
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
  };

  /** A request has written: this server and all others read what it wrote. */
  wrote(): void {
    this.touch();
    void this.options.primary`select pg_notify(${writtenChannel}, '')`.catch(this.warn);
  }

  readonly failed = (error: unknown): void => {
    if (error instanceof ReplicaBehind) return;
    if (error instanceof DatabaseUnavailable) this.become('unreachable', undefined);
    this.warn(error);
  };

  /** Closes its connections. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await Promise.all([this.requests.end({ timeout: 1 }), this.looks.end({ timeout: 1 })]);
    await this.looking;
    await this.asking;
  }

  private readonly warn = (err: unknown): void => {
    if (this.now() - this.toldAt < quiet) return;
    this.toldAt = this.now();
    this.options.log.warn({ err }, 'A statement failed on the read replica; the primary answered it.');
  };

  /** Asks the primary where its log is, until nothing was touched meanwhile. The message has all before it written to disk. */
  private async ask(): Promise<void> {
    try {
      for (let isDone = false; !isDone;) {
        const { version } = this.positions;
        const [row] = await this.options.primary<{ position: string }[]>`
          select (pg_logical_emit_message(true, 'facet', '') - '0/0')::text as position`;
        isDone = row === undefined || this.positions.settle(version, BigInt(row.position));
      }
    } catch {
      // The next look asks again; until then the primary is read.
    }
  }

  private look(): void {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
    });
  }

  private async lookOnce(): Promise<void> {
    if (!this.positions.isSettled && this.asking === undefined) this.touch();
    try {
      const [primary] = await this.options.primary.unsafe<{ position: string; identity: string }[]>(
        `select (pg_current_wal_flush_lsn() - '0/0')::text as position, ${identityText} as identity`,
      );
      if (primary !== undefined) {
        this.identity = primary.identity;
        this.positions.note(this.now(), BigInt(primary.position));
      }
    } catch {
      // It is told of by whoever needs it; without its position the replica is soon not read.
    }
    try {
      const [facts] = await within(this.looks.unsafe<ReplicaFacts[]>(factsText), patience);
      if (facts !== undefined) this.judge(facts);
    } catch {
      // Its connections were closed, in the middle of a look.
      if (this.isStopped) return;
      this.become('unreachable', undefined);
      this.reopen();
    }
  }

  private judge({ isStandby, position, replayedAgo, identity }: ReplicaFacts): void {
    if (this.identity !== undefined && identity !== this.identity) return this.become('another database', undefined);
    if (!isStandby || position === null) return this.become('no standby', undefined);
    const { positions } = this;
    const lag = positions.lagOf(BigInt(position), this.now(), replayedAgo ?? 0);
    this.become(BigInt(position) < positions.oldestAllowed ? 'behind' : 'current', lag);
  }

  private become(state: ReplicaState, lag: number | undefined): void {
    this.lag = lag;
    if (state === this.state) return;
    const { log, maxLag } = this.options;
    const sentence = sentenceOf(state, lag ?? 0, maxLag);
    this.state = state;
    if (sentence === undefined) log.info('The read replica is read.');
    else log.warn({ replica: state }, sentence);
  }

  /** Ends the connections of requests: who waits for one that does not answer is answered by the primary. */
  private reopen(): void {
    const before = this.requests;
    this.requests = this.options.open('requests');
    void before.end({ timeout: 0 });
  }
}

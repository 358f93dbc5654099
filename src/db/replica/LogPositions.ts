/** Milliseconds of history by which is told how far behind a replica is. */
const historyLength = 3_600_000;
/** Milliseconds beyond the longest lag that the primary may have been silent for. */
const silence = 3000;

interface Sample {
  /** Milliseconds that never go back. */
  readonly at: number;
  readonly position: bigint;
}

/** Positions in the primary's write-ahead log, in bytes: where it was and when, and what this process has seen of it. */
export class LogPositions {
  private readonly samples: Sample[] = [];
  private seen: bigint | undefined;
  private floor = 0n;
  private touches = 0;

  /** @param maxLag milliseconds that what is read may be old */
  constructor(private readonly maxLag: number) {}

  /** How often something was seen of the primary. */
  get version(): number {
    return this.touches;
  }

  /** Whether it is known where the log was when something of it was last seen. */
  get isSettled(): boolean {
    return this.seen !== undefined;
  }

  /** The position below which a replica is further behind than is allowed. */
  get oldestAllowed(): bigint {
    return this.floor;
  }

  /** Something of the primary was seen: until it is known where its log was by then, no replica may be read. */
  touch(): void {
    this.touches += 1;
    this.seen = undefined;
  }

  /** Says where the log was after the touch of a version; false where there was another touch since. */
  settle(version: number, position: bigint): boolean {
    if (version !== this.touches) return false;
    this.seen = position;
    return true;
  }

  /** Notes where the log is now. One that is further back is another log: the history begins anew. */
  note(at: number, position: bigint): void {
    const { samples } = this;
    if ((samples.at(-1)?.position ?? 0n) > position) {
      samples.length = 0;
      this.floor = 0n;
      this.touch();
    }
    samples.push({ at, position });
    while ((samples[0]?.at ?? at) < at - historyLength) samples.shift();
    this.floor = samples.findLast((sample) => sample.at <= at - this.maxLag)?.position ?? this.floor;
  }

  /** What a replica must have replayed to be read; undefined where none may be, or where the primary has been silent. */
  bound(now: number): bigint | undefined {
    const newest = this.samples.at(-1);
    if (this.seen === undefined || newest === undefined || now - newest.at > this.maxLag + silence) return undefined;
    return this.floor > this.seen ? this.floor : this.seen;
  }

  /**
   * Milliseconds that a replica is behind which has replayed the log up to a position: 0 where that is all that is known of the log.
   * @param replayedAgo milliseconds since the newest transaction that it has replayed was committed; counts where the history does not reach back
   */
  lagOf(position: bigint, now: number, replayedAgo: number): number {
    const newest = this.samples.at(-1);
    if (newest === undefined || position >= newest.position) return 0;
    const reached = this.samples.findLast((sample) => sample.position <= position);
    return reached === undefined ? Math.max(replayedAgo, now - (this.samples[0]?.at ?? now)) : now - reached.at;
  }
}

interface FailureOptions {
  /** Whether the same may succeed later without anybody doing anything. */
  readonly mayPass?: boolean;
  /** Whether it is what the batch holds that was refused: others may be taken. */
  readonly isOfBatch?: boolean;
  /** Seconds that the destination asks to be left alone. */
  readonly retryAfter?: number | undefined;
  /** What the destination said, which may be about persons: it is kept with the batch, and told nowhere else. */
  readonly detail?: string | undefined;
}

/** What went wrong when something was handed to a destination, in words that go on from the destination's name; without secrets. */
export class HandOverFailure extends Error {
  override readonly name = 'HandOverFailure';
  readonly mayPass: boolean;
  readonly isOfBatch: boolean;
  readonly retryAfter: number | undefined;
  readonly detail: string | undefined;

  constructor(message: string, { mayPass = false, isOfBatch = false, retryAfter, detail }: FailureOptions = {}) {
    super(message);
    this.mayPass = mayPass;
    this.isOfBatch = isOfBatch;
    this.retryAfter = retryAfter;
    this.detail = detail;
  }
}

import { UserError } from '../errors/UserError.js';
import { isTurnOverdue, nextTurn } from './turns.js';

/** Bytes that a request borrows from the process at a time. */
const portion = 256 * 1024;

/** What lends memory to the requests of one process. */
export interface Lender {
  /** Lends `bytes` more to a request that has `borrowed` so far; false where there is no room. */
  lend(bytes: number, borrowed: number): boolean;
  giveBack(bytes: number): void;
}

interface BudgetOptions {
  /** Bytes that the request may take. */
  readonly limit: number;
  readonly lender: Lender;
  /** Told once of the error that ends the request. */
  readonly onRefusal: (error: Error) => void;
}

const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1_000_000))} MB`;

/** A path makes GraphQL keep this one error, where it would else make another, with a stack, for each field that meets it. */
const keptByGraphql = <E extends Error>(error: E): E => Object.assign(error, { path: [] });

/** The estimated memory of one request, counted in bytes while its answer is made. */
export class Budget {
  private taken = 0;
  /** What may be taken before the lender is asked again; below zero once the request has ended. */
  private granted = 0;
  private borrowed = 0;
  private refusal: Error | undefined;
  /**
   * What comes of a promise once the request has ended: nothing. Where one item of a list fails at once, graphql-js drops the
   * promises of the others; a later failure of theirs would be a rejection that nobody handles, which ends the process. It is
   * the request's own, so that what waits for it is gone with it.
   */
  readonly nothing = new Promise<never>(() => {});
  /** The objects of the answer that wait for one of their fields, as long as there are such; see `costOfWait`. */
  readonly waiting = new WeakSet();
  /** Whether what can wait for another turn of the event loop should. */
  isDue = false;

  constructor(private readonly options: BudgetOptions) {}

  /** Bytes taken so far. */
  get size(): number {
    return this.taken;
  }

  /** Whether the request was refused, or answered: nothing more is made for it. */
  get hasEnded(): boolean {
    return this.refusal !== undefined;
  }

  /** Counts bytes. Throws what ended the request: `TOO_MANY_VALUES` or `OVERLOADED` beyond what it may take. */
  take(bytes: number): void {
    this.taken += bytes;
    if (this.taken > this.granted) this.borrow();
  }

  /** Ends the request with an error: it is told, and every later `take` throws it. The first one stands. */
  refuse(error: Error): Error {
    if (this.refusal !== undefined) return this.refusal;
    this.refusal = keptByGraphql(error);
    this.granted = -1;
    this.options.onRefusal(error);
    return error;
  }

  /** Waits for another turn of the event loop. */
  async turn(): Promise<void> {
    await nextTurn();
    this.isDue = false;
  }

  /** Gives back what is no longer held: `bytes` are. */
  settle(bytes: number): void {
    const held = Math.min(this.borrowed, bytes);
    this.options.lender.giveBack(this.borrowed - held);
    this.borrowed = held;
  }

  private borrow(): void {
    if (this.refusal !== undefined) throw this.refusal;
    const { limit, lender } = this.options;
    if (this.taken > limit) throw this.refuse(tooManyValues(limit));
    const wanted = Math.max(portion, this.taken - this.borrowed);
    if (!lender.lend(wanted, this.borrowed)) throw this.refuse(overloaded());
    this.borrowed += wanted;
    this.granted = Math.min(this.borrowed, limit);
    this.isDue = isTurnOverdue();
  }
}

const tooManyValues = (limit: number): UserError =>
  new UserError(
    `The answer would take more than ${megabytes(limit)} of memory, which is the most that one request may take; ask for ` +
      'smaller pages, fewer fields or fewer aliases.',
    'TOO_MANY_VALUES',
  );

const overloaded = (): UserError =>
  new UserError(
    'The requests that are being answered take all the memory there is for them; ask again in a moment.',
    'OVERLOADED',
  );

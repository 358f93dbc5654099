import type { BreakerState } from '../Remote.js';

/** What a call that was let through tells when it has ended; only the first word counts. */
export interface BreakerPass {
  succeed(): void;
  fail(): void;
  /** It tells nothing of the subgraph: its client left, or it was wrong itself. */
  forget(): void;
}

/** Lets calls through, or refuses them after too many that failed. */
export interface Breaker {
  readonly state: BreakerState;
  readonly since: Date;
  /** Undefined where the call is to be refused. */
  enter(): BreakerPass | undefined;
}

interface BreakerOptions {
  /** In a row. */
  readonly failures: number;
  /** For how long it refuses before it lets one call try. */
  readonly milliseconds: number;
  /** Called when it opens, and when it closes after that; not for trials that fail. */
  readonly onChange: (state: 'open' | 'closed') => void;
  readonly now: () => Date;
}

/** A circuit breaker: closed at first; open after failures in a row; then half-open for one call at a time, which closes or opens it. */
export function createBreaker({ failures, milliseconds, onChange, now }: BreakerOptions): Breaker {
  let state: BreakerState = 'closed';
  let since = now();
  let inRow = 0;
  // Calls that began before the last change tell nothing of what is now.
  let round = 0;
  const change = (next: BreakerState): void => {
    state = next;
    since = now();
    round += 1;
    inRow = 0;
  };
  const fail = (): void => {
    inRow += 1;
    const wasClosed = state === 'closed';
    if (wasClosed && inRow < failures) return;
    change('open');
    if (wasClosed) onChange('open');
  };
  const succeed = (): void => {
    inRow = 0;
    if (state === 'closed') return;
    change('closed');
    onChange('closed');
  };
  // A trial that told nothing: the next call is one.
  const forget = (): void => {
    if (state === 'half-open') state = 'open';
  };
  const pass = (): BreakerPass => {
    const mine = round;
    let isOver = false;
    const tell = (how: () => void) => (): void => {
      if (!isOver && mine === round) how();
      isOver = true;
    };
    return { succeed: tell(succeed), fail: tell(fail), forget: tell(forget) };
  };
  return {
    get state() {
      return state;
    },
    get since() {
      return since;
    },
    enter() {
      if (state === 'closed') return pass();
      if (state === 'half-open' || now().getTime() - since.getTime() < milliseconds) return undefined;
      state = 'half-open';
      round += 1;
      return pass();
    },
  };
}

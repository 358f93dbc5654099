import type { Session } from './session.js';

/** Who takes connections, so that nobody takes all of them; one for each request. */
export interface Share {
  /** How many it has now. */
  running: number;
}

/** A connection of the pool, for a while. */
export interface Lease {
  readonly session: Session;
  /** Gives it back; one that is lost or spent is replaced by a new one. */
  readonly release: () => void;
  /**
   * Gives it back while a statement may still run on it: that gets a moment to end by itself, is then cancelled, and where that
   * does not help, its connection is cut.
   */
  readonly abandon: () => void;
}

import type { Config } from '../../config.js';

/** What of a run decides what its checks ask. */
export interface CheckSettings {
  readonly keys: Config['validation'];
  /** The instant of the run. */
  readonly now: Date;
}

import type { Config } from '../config.js';
import type { Job } from '../db/job.js';

/** What is kept for some time, and how what is older goes. */
export interface RetentionRule {
  /** What it is, as sentences name it, e.g. `the audit log`. */
  readonly what: string;
  /** The key of the config that says how long. */
  readonly key: string;
  /** Days that are kept. */
  readonly days: (config: Config) => number;
  /** Says what would go now, e.g. `1,204 rows`; undefined where nothing would. Writes nothing. */
  readonly find: (job: Job) => Promise<string | undefined>;
  /** Deletes that, in bounded steps, each in a transaction of its own. Gives the same as `find`. */
  readonly apply: (job: Job) => Promise<string | undefined>;
}

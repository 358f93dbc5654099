import { readConfig, type Config } from '../../src/config.js';
import type { Job } from '../../src/db/job.js';
import { silentProgress } from '../../src/lib/progress.js';
import type { TestDatabase } from './database.js';

/** A run on a test database at a set instant, with the default configuration unless told otherwise. */
export const testJob = ({ sql }: Pick<TestDatabase, 'sql'>, now: string, config: Partial<Config> = {}): Job => ({
  sql,
  now: new Date(now),
  progress: silentProgress,
  config: { ...readConfig({}), ...config },
});

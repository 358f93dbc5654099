import { readConfig, type Config } from '../../src/config.js';
import type { Job } from '../../src/db/job.js';
import { silentProgress } from '../../src/lib/process/progress.js';
import type { TestDatabase } from './database.js';

/** A run on a test database at a set instant, with the default configuration unless told otherwise. */
export const testJob = ({ client }: Pick<TestDatabase, 'client'>, now: string, config: Partial<Config> = {}): Job => ({
  client,
  now: new Date(now),
  progress: silentProgress,
  config: { ...readConfig({}), ...config },
});

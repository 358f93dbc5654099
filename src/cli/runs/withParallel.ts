import type { Config } from '../../config.js';
import { runKeys } from '../../config/runs/runKeys.js';
import { UserError } from '../../lib/errors/UserError.js';

/** A config with the number of parts that a command was given. Throws a `UserError` for one that the config could not have. */
export function withParallel(config: Config, parallel: number | undefined): Config {
  if (parallel === undefined) return config;
  const { success, data, error } = runKeys.safeParse({ ...config.runs, parallel });
  if (!success) throw new UserError(`--parallel ${parallel} ${error.issues[0]?.message}.`);
  return { ...config, runs: data };
}

import { createContext, Script } from 'node:vm';
import { badConfig } from './badConfig.js';

const scope: { work: () => unknown } = createContext({ work: () => undefined }) as { work: () => unknown };
const call = new Script('work()');

/** Milliseconds for a batch of rows, which takes about 10 with ordinary patterns. */
const limit = 20_000;

/**
 * Runs `work`, which uses regular expressions of a config, for at most 20 s (or `milliseconds`), and throws a
 * `UserError` after that: an expression with nested repetitions such as `(a+)+$` may take years.
 */
export function withinTime<T>(work: () => T, what: string, line: number | undefined, milliseconds = limit): T {
  try {
    scope.work = work;
    return call.runInContext(scope, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw badConfig(
      `${what} takes too long at line ${line ?? 1} or soon after it: write its regular expression without repetitions inside repetitions.`,
    );
  }
}

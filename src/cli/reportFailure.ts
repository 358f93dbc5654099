import { databaseLoss } from '../lib/databaseLoss.js';
import { UserError } from '../lib/UserError.js';

/** Exit codes of sysexits.h: EX_UNAVAILABLE for a command that lost its database, EX_SOFTWARE for a fault of ours. */
const databaseLost = 69;
const ownFault = 70;

/** Prints a failure: a sentence for what the user can mend, everything for a fault of ours. Sets the exit code. */
export function reportFailure(error: unknown): void {
  const loss = databaseLoss(error);
  if (loss !== undefined) {
    process.stderr.write(`facet: ${loss}\n`);
    process.exitCode = databaseLost;
    return;
  }
  if (error instanceof UserError) {
    process.stderr.write(`facet: ${error.message}\n`);
    process.exitCode = error.exitCode;
    return;
  }
  process.stderr.write(
    `facet: unexpected failure\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = ownFault;
}

/**
 * From now on a failure that nobody caught is reported like any other, and ends the process at once; but not a lost
 * connection after the signal was aborted: the abort has closed it, and the process ends in order.
 */
export function reportCrashes(signal: AbortSignal): () => void {
  const report = (error: unknown): void => {
    if (signal.aborted && databaseLoss(error) !== undefined) return;
    reportFailure(error);
    process.exit();
  };
  process.on('uncaughtException', report);
  return () => process.removeListener('uncaughtException', report);
}

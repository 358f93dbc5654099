import { DatabaseUnavailable } from '../db/connection/unavailable.js';
import { databaseCode } from '../lib/errors/knownFault.js';
import { printable } from '../lib/text/printable.js';
import { UserError } from '../lib/errors/UserError.js';

/** Of sysexits.h: `EX_UNAVAILABLE` for a command that lost its database, `EX_SOFTWARE` for a fault of ours. */
const [databaseLost, ownFault] = [69, 70];

/** The lost database behind an error, whatever it is wrapped in. */
function findDatabaseLoss(error: unknown): UserError | undefined {
  if (error instanceof UserError && error.code === 'DATABASE_UNAVAILABLE') return error;
  return error instanceof Error ? findDatabaseLoss(error.cause) : undefined;
}

const advice = 'What was not committed was rolled back; run the command again once the database answers.';

/** Of PostgreSQL: no room on a disk of it. */
const diskFull = '53100';

/** What PostgreSQL says of the file that could not grow, and what to do. */
function fullSentence(error: unknown): string {
  const { message = '', cause } = error as { message?: string; cause?: { message?: string } };
  return `The disk of the database is full (${cause?.message ?? message}): what was not committed was rolled back. Make room on it, and run the command again.`;
}

/** Prints a failure: a sentence for what the user can mend, everything for a fault of ours. Sets the exit code. */
export function reportFailure(thrown: unknown): void {
  const loss = findDatabaseLoss(thrown);
  const error = loss ?? thrown;
  if (error instanceof UserError) {
    process.stderr.write(
      `facet: ${printable(error.message)}${loss instanceof DatabaseUnavailable ? ` ${advice}` : ''}\n`,
    );
    process.exitCode = loss === undefined ? error.exitCode : databaseLost;
    return;
  }
  if (databaseCode(error) === diskFull) {
    process.stderr.write(`facet: ${printable(fullSentence(error))}\n`);
    process.exitCode = 1;
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
    if (signal.aborted && findDatabaseLoss(error) !== undefined) return;
    reportFailure(error);
    process.exit();
  };
  process.on('uncaughtException', report);
  return () => process.removeListener('uncaughtException', report);
}

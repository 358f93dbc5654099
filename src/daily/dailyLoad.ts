import type { Job } from '../db/job.js';
import { UserError } from '../lib/errors/UserError.js';
import type { ImportCounts } from './dailySteps.js';

/** What a daily run has done so far; its row in `loads` holds it as `result`, with `step` and `error` after a failure. */
export interface DailyResult {
  readonly imported: ImportCounts | null;
  /** The days written, in order. */
  readonly days: readonly string[];
  readonly snapshotRows: number;
  readonly warnings: readonly string[];
  /** Missed days that were not written, for they are too many. */
  readonly leftOut: { readonly from: string; readonly to: string; readonly days: number } | null;
  readonly seconds: number;
}

/** What the row says of a failure: faults of ours are not told in the words of a library alone. */
export const failureSentence = (error: unknown): string => {
  if (error instanceof UserError) return error.message;
  return `Unexpected failure: ${error instanceof Error ? error.message : String(error)}`;
};

/** Whether the run that was due at an instant has been made, by whichever process; failed ones count where asked for. */
export async function isDailyDone({ client }: Pick<Job, 'client'>, due: Date, failedCounts: boolean): Promise<boolean> {
  const found = await client`
    select 1 from facet.loads
    where kind = 'daily' and started_at >= ${due.toISOString()} and finished_at is not null
      and (${failedCounts} or not coalesce(result ? 'error', false))
    limit 1`;
  return found.length > 0;
}

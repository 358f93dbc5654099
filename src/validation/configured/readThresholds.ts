import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { Check, Thresholds } from '../definitions/Check.js';

interface StoredRow {
  readonly checkId: string;
  readonly warnAbove: string | null;
  readonly errorAbove: string | null;
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

/** What thresholds are of: a check of rows, or that of expected revenue. */
type Judged = Pick<Check, 'id' | 'thresholds'>;

/** Refuses a threshold of the config that no check of a name has. */
function refuseUnknown(given: Config['validation']['thresholds'], checks: readonly Judged[]): void {
  const ids = new Set(checks.map(({ id }) => id));
  for (const id of Object.keys(given))
    if (!ids.has(id))
      throw new UserError(
        `"validation.thresholds" names the check "${id}", which there is not.${didYouMean(id, ids)}`,
        'BAD_CONFIG',
      );
}

/**
 * Gives the thresholds of a check: those that were set in the database, else those of the config, else those that the check begins
 * with. One statement. Throws a `UserError` where the config names a check that there is not.
 */
export async function readThresholds(
  client: Sql,
  given: Config['validation']['thresholds'],
  checks: readonly Judged[],
): Promise<(check: Judged) => Thresholds> {
  refuseUnknown(given, checks);
  const rows = await client<StoredRow[]>`
    select check_id as "checkId", warn_above as "warnAbove", error_above as "errorAbove" from facet.validation_thresholds`;
  const stored = new Map(
    rows.map((row) => [row.checkId, { warnAbove: numberOf(row.warnAbove), errorAbove: numberOf(row.errorAbove) }]),
  );
  return ({ id, thresholds }) => stored.get(id) ?? given[id] ?? thresholds;
}

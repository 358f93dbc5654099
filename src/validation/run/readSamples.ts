import type { Sql } from '../../db/client.js';
import type { Check } from '../definitions/Check.js';
import type { CheckRows } from '../definitions/CheckRows.js';
import { failsSql } from './failingRows.js';
import { firstKeys, inOrder, type SampleKey } from './sampleKeys.js';

/** A check that many rows fail stops at the first of them; what few rows fail is collected in one pass for all such checks. */
function sampleStatement(rows: CheckRows, checks: readonly Check[], isRare: (check: Check) => boolean): string {
  const branch = (check: Check, n: number): string =>
    `(select ${n} as n, key from (${firstKeys(check, isRare(check) ? 'failing' : rows.from)}) as found)`;
  const branches = checks.map(branch).join('\nunion all\n');
  const rare = checks.filter(isRare).map((check) => `(${failsSql(check)})`);
  if (rare.length === 0) return branches;
  return `with failing as materialized (select * from ${rows.from} as t where ${rare.join(' or ')})\n${branches}`;
}

/**
 * Keys of some failing rows of each check of one table, as they were found first: one statement. `isRare` says which of them few
 * rows fail.
 */
export async function readSamples(
  client: Sql,
  rows: CheckRows,
  checks: readonly Check[],
  isRare: (check: Check) => boolean,
): Promise<ReadonlyMap<Check, readonly SampleKey[]>> {
  const found = await client.unsafe<{ n: number; key: SampleKey }[]>(sampleStatement(rows, checks, isRare));
  return new Map(checks.map((check, n) => [check, inOrder(found.filter((row) => row.n === n).map(({ key }) => key))]));
}

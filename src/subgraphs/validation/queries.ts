import { sql, type SQL } from 'drizzle-orm';
import { selectColumns } from '../../db/selectColumns.js';
import { anyOf } from '../../db/sql.js';
import { byKey, groupByKey } from '../../lib/byKey.js';
import type { Page } from '../../lib/relay/page.js';
import { allOf } from '../../conditions/allOf.js';
import { conditionsAfter, orderTerms } from '../../population/keyset.js';
import type { Scope } from '../../scope.js';
import type { ThresholdRow } from '../../validation/storedThresholds.js';
import { visibleRows } from '../../visibleRows.js';
import { listLimits } from '../../words/limits.js';
import { runColumns, type RunColumn } from './columns.js';
import { runOrder } from './order.js';
import type { TrendPointRow, ValidationResultRow, ValidationRunRow } from './shape.js';

const selectRun = (columns: readonly RunColumn[]): SQL => selectColumns('r', runColumns, ['id', ...columns]);

/** Runs by number with some columns, in the order of the numbers; null where unknown. */
export async function findValidationRuns(
  scope: Scope,
  ids: readonly string[],
  columns: readonly RunColumn[],
): Promise<(ValidationRunRow | null)[]> {
  const rows = await scope.db.query<ValidationRunRow>(sql`
    select ${selectRun(columns)} from ${visibleRows(scope, 'validation_runs', 'r')}
    where ${anyOf(sql`r.run_id`, ids, 'bigint')}`);
  return byKey(ids, rows, ({ id }) => id);
}

/** The newest run with what the data allowed; [] where there is none. */
export const findNewestReadinessPage = (scope: Scope): Promise<Pick<ValidationRunRow, 'id' | 'readiness'>[]> =>
  scope.db.query(sql`
    select ${selectRun(['readiness'])} from ${visibleRows(scope, 'validation_runs', 'r')}
    order by ${orderTerms(runOrder)} limit 1`);

/** A page of runs with some columns, the newest first, and one more; [] beyond the end. */
export async function findRunPage(
  scope: Scope,
  { after, size }: Page,
  columns: readonly RunColumn[],
): Promise<ValidationRunRow[]> {
  const behind = after === undefined ? [] : conditionsAfter(runOrder, after);
  return scope.db.query<ValidationRunRow>(sql`
    select ${selectRun(columns)} from ${visibleRows(scope, 'validation_runs', 'r')}
    where ${allOf(behind)} order by ${orderTerms(runOrder)} limit ${size + 1}`);
}

/** How many runs there are. */
export async function countRuns(scope: Scope): Promise<number> {
  const [row] = await scope.db.query<{ count: number }>(sql`
    select count(*)::int as count from ${visibleRows(scope, 'validation_runs', 'r')}`);
  return row?.count ?? 0;
}

const share = sql`(100.0 * s.failing_rows / nullif(s.evaluated_rows, 0))::float8`;

/** The results of runs, in the order of the numbers, each run's in that of its checks; [] of an unknown run. */
export async function findResults(scope: Scope, runIds: readonly string[]): Promise<ValidationResultRow[][]> {
  const rows = await scope.db.query<ValidationResultRow>(sql`
    select s.run_id as "runId", s.check_id as "check", s.table_name as "table", s.title, s.fails_when as "failsWhen",
      s.columns, s.severity, s.status, s.evaluated_rows as "evaluatedRows", s.failing_rows as "failingRows",
      ${share} as "failingPercent", s.warn_above as "warnAbove", s.error_above as "errorAbove", s.remedy,
      s.key_columns as "keyColumns", s.sample_keys as "sampleKeys", s.query, s.sources
    from ${visibleRows(scope, 'validation_results', 's')}
    where ${anyOf(sql`s.run_id`, runIds, 'bigint')} order by s.run_id, s.position`);
  return groupByKey(runIds, rows, ({ runId }) => runId);
}

/** A check on a table. */
export interface TrendKey {
  readonly check: string;
  readonly table: string;
}

/** What came of checks in the newest runs of all checks, the oldest first, in the order of the keys. */
export async function findTrends(scope: Scope, keys: readonly TrendKey[]): Promise<TrendPointRow[][]> {
  const rows = await scope.db.query<TrendPointRow & TrendKey>(sql`
    with newest as (
      select r.run_id from ${visibleRows(scope, 'validation_runs', 'r')}
      where not r.partial order by ${orderTerms(runOrder)} limit ${listLimits.trendRuns}
    )
    select s.run_id as "runId", s.check_id as "check", s.table_name as "table", s.status, ${share} as "failingPercent"
    from ${visibleRows(scope, 'validation_results', 's')}
    join newest on newest.run_id = s.run_id
    where ${anyOf(sql`s.check_id`, [...new Set(keys.map(({ check }) => check))])}
    order by s.run_id`);
  const place = ({ check, table }: TrendKey): string => `${check} ${table}`;
  return groupByKey(keys.map(place), rows, place);
}

/** Thresholds that were set, by the names of their checks. */
export const findThresholds = (scope: Scope): Promise<ThresholdRow[]> =>
  scope.db.query<ThresholdRow>(sql`
    select t.check_id as "check", t.warn_above as "warnAbove", t.error_above as "errorAbove", t.set_by as "setBy",
      t.set_at as "setAt"
    from ${visibleRows(scope, 'validation_thresholds', 't')} order by t.check_id`);

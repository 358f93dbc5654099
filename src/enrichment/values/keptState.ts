import { hash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { compile } from '../../db/sql.js';
import { packageVersion } from '../../lib/process/packageRoot.js';
import { trendDays } from '../activity/trendDays.js';
import type { DaysToCompute } from '../definitions/definition.js';
import { baseQuery, sharedRows, type WantedFamily } from './computeAttributes.js';

/** What the values in `facet.activity_values` are of: the row of `facet.activity_values_state`. */
export interface KeptState {
  /** The day. */
  readonly asOf: string;
  /** The run that made them: days that later ones rolled up are new to them. */
  readonly loadId: string;
  /** A hash of all that decides what they are. */
  readonly settings: string;
}

/**
 * A hash of all that decides the values of families: the statements that compute them, the functions of the database, the
 * version.
 */
export async function settingsOf(db: Sql, wanted: readonly WantedFamily[], context: DaysToCompute): Promise<string> {
  const [functions] = await db<{ hash: string | null }[]>`
    select md5(string_agg(proname || prosrc, '' order by proname, prosrc)) as hash
    from pg_proc where pronamespace = 'facet'::regnamespace`;
  const always = { ...context, days: ['2000-01-01'], population: sql`select customer_id from facet.customers` };
  const { text, values } = compile(sql`${sharedRows(wanted, always)} ${baseQuery(wanted, always)}`);
  return hash('sha256', JSON.stringify([packageVersion, functions?.hash, text, values]));
}

/** The state of kept values that serve for a later day. */
export interface ReusableState extends KeptState {
  /** The first day and the day after the last whose visits no longer count in the trend's months; none for most days. */
  readonly outOfTrend: { readonly from: string; readonly until: string } | undefined;
}

/**
 * The days that leave the months of the trend between two days; null where the months change, and with them all values of the
 * trend.
 */
async function readTrend(
  db: Sql,
  context: DaysToCompute,
  days: readonly string[],
): Promise<ReusableState['outOfTrend'] | null> {
  const [then, now] = await run<{ start: string; whole: string; month: string; reaches: boolean }>(
    db,
    sql`
      select trend_start as start, trend_whole as whole, trend_month as month, trend_month >= trend_whole as reaches
      from (${trendDays({ ...context, days })}) as days order by as_of`,
  );
  if (then === undefined || now === undefined) return undefined;
  if (then.month !== now.month || then.reaches !== now.reaches) return null;
  return then.whole === now.whole ? undefined : { from: then.start, until: now.whole };
}

/**
 * The state of kept values that serve for the day of the context; undefined where there are none: nothing is kept, a later day or
 * another setting is, or all activity was rolled up again.
 */
export async function readKeptState(
  db: Sql,
  wanted: readonly WantedFamily[],
  context: DaysToCompute,
): Promise<ReusableState | undefined> {
  const [state] = await db<KeptState[]>`
    select as_of::text as "asOf", load_id::text as "loadId", settings from facet.activity_values_state
    where to_regclass('facet.activity_values') is not null`;
  const [day = ''] = context.days;
  if (state === undefined || state.asOf > day || state.settings !== (await settingsOf(db, wanted, context)))
    return undefined;
  // Where none of the days that the values were computed from is left, all were rolled up again, perhaps from another table.
  const [known] = await db`select 1 from facet.activity_days where load_id <= ${state.loadId} limit 1`;
  if (known === undefined) return undefined;
  const outOfTrend = await readTrend(db, context, [state.asOf, day]);
  return outOfTrend === null ? undefined : { ...state, outOfTrend };
}

/** Writes what the kept values are of; needs the transaction that puts them there. */
export const writeKeptState = (db: Sql, { asOf, loadId, settings }: KeptState) => db`
  insert into facet.activity_values_state ("only", as_of, load_id, settings) values (true, ${asOf}, ${loadId}, ${settings})
  on conflict ("only") do update
  set as_of = excluded.as_of, load_id = excluded.load_id, settings = excluded.settings`;

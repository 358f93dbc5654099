import { hash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { compile } from '../../db/sql.js';
import { packageVersion } from '../../lib/packageRoot.js';
import { trendDays } from '../activity/trendDays.js';
import { baseQuery, sharedRows, type WantedFamily } from '../computeMetrics.js';
import type { DaysToCompute } from '../definition.js';

/** What the kept values are of; it stands in the comment of their table. */
export interface KeptState {
  /** The day. */
  readonly asOf: string;
  /** The run that made them: days that later ones rolled up are new to them. */
  readonly loadId: string;
  /** A hash of all that decides what they are. */
  readonly settings: string;
}

/** A hash of the statements that make the values of families, and of the functions and the version that they are made with. */
export async function settingsOf(db: Sql, wanted: readonly WantedFamily[], context: DaysToCompute): Promise<string> {
  const [functions] = await db<{ hash: string | null }[]>`
    select md5(string_agg(proname || prosrc, '' order by proname, prosrc)) as hash
    from pg_proc where pronamespace = 'facet'::regnamespace`;
  const always = { ...context, days: ['2000-01-01'], population: sql`select customer_id from facet.customers` };
  const { text, values } = compile(sql`${sharedRows(wanted, always)} ${baseQuery(wanted, always)}`);
  return hash('sha256', JSON.stringify([packageVersion, functions?.hash, text, values]));
}

/** Kept values that serve for a later day. */
export interface Serving extends KeptState {
  /** The first day and the day after the last whose visits no longer count in the trend's months; none for most days. */
  readonly outOfTrend: { readonly from: string; readonly until: string } | undefined;
}

/** What the trend's months leave behind between two days; null where they are others, and so are all values of the trend. */
async function readTrend(
  db: Sql,
  context: DaysToCompute,
  days: readonly string[],
): Promise<Serving['outOfTrend'] | null> {
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

/** The state of kept values that serve for a day; undefined where there are none. */
export async function readKeptState(
  db: Sql,
  wanted: readonly WantedFamily[],
  context: DaysToCompute,
): Promise<Serving | undefined> {
  const [found] = await db<{ comment: string | null }[]>`
    select obj_description(to_regclass('facet.activity_values'), 'pg_class') as comment`;
  if (found?.comment == null) return undefined;
  const state = JSON.parse(found.comment) as KeptState;
  const [day = ''] = context.days;
  if (state.asOf > day || state.settings !== (await settingsOf(db, wanted, context))) return undefined;
  // Where none is left of the days that the values were made of, all were rolled up anew, perhaps from another table.
  const [known] = await db`select from facet.activity_days where load_id <= ${state.loadId} limit 1`;
  if (known === undefined) return undefined;
  const outOfTrend = await readTrend(db, context, [state.asOf, day]);
  return outOfTrend === null ? undefined : { ...state, outOfTrend };
}

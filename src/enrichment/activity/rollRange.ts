import { sql, type SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import { run as runOn } from '../../db/runStatement.js';
import { eventRows, type DayRange, type EventColumn } from './events.js';
import {
  bucketRows,
  daysWithDoubles,
  deleteDoubles,
  eventsHaveDoubles,
  forgetDays,
  hasDoubles,
  insertDays,
  insertVisits,
  type RollupShape,
} from './rollupStatements.js';

/** What a roll-up is made for. */
export interface Rollup extends RollupShape {
  readonly timeZone: string;
  readonly loadId: string;
  /** Values of single events that are kept per day, and the statement that keeps them, given the events. */
  readonly measures: readonly EventColumn[];
  readonly insertMeasures: (events: SQL) => SQL;
}

type Run = <R extends object>(statement: SQL) => Promise<R[]>;

/** Makes a temporary table of one transaction from a query. */
export const createTemporary = (name: 'facet_buckets' | 'facet_events', rows: SQL): SQL =>
  sql`create temporary table ${sql.raw(name)} on commit drop as ${rows}`;

/** The events that `facet_events` holds. */
export const eventTable = sql`select * from pg_temp.facet_events`;

/** Keeps the events of a range of days, each id once a day; gives how many were left out, by day. */
async function keepEvents(run: Run, rows: SQL): Promise<Map<string, number>> {
  await run(createTemporary('facet_events', rows));
  const [found] = await run<{ hasDoubles: boolean }>(eventsHaveDoubles);
  if (found?.hasDoubles !== true) return new Map();
  const doubles = await run<{ day: string; doubles: number }>(deleteDoubles);
  return new Map(doubles.map((row) => [row.day, row.doubles]));
}

/** Makes `facet_buckets` in one reading of the activity; it is read again only for days on which an event id comes twice. */
async function fillBuckets(run: Run, rollup: Rollup, range: DayRange): Promise<Map<string, number>> {
  const { activity, timeZone, details, measures } = rollup;
  const events = eventRows(activity, range, timeZone, { details, more: measures });
  if (measures.length > 0) {
    const doubles = await keepEvents(run, events);
    await run(createTemporary('facet_buckets', bucketRows(rollup, eventTable)));
    return doubles;
  }
  await run(createTemporary('facet_buckets', bucketRows(rollup, events)));
  const [found] = await run<{ hasDoubles: boolean }>(hasDoubles);
  if (found?.hasDoubles !== true) return new Map();
  const days = (await run<{ day: string }>(daysWithDoubles)).map(({ day }) => day).toSorted();
  if (days.length === 0) return new Map();
  const again = { first: days[0], last: days.at(-1) ?? '' };
  const rows = eventRows(activity, again, timeZone, { details });
  const ofDays = sql`day = any(${sql.param(days)}::date[])`;
  const doubles = await keepEvents(run, sql`select * from (${rows}) as e where ${ofDays}`);
  await run(sql`delete from pg_temp.facet_buckets where ${ofDays}`);
  await run(sql`insert into pg_temp.facet_buckets ${bucketRows(rollup, eventTable)}`);
  return doubles;
}

/** Rolls up a range of days in a transaction, in place of what was there. */
export async function rollRange(transaction: postgres.TransactionSql, rollup: Rollup, range: DayRange): Promise<void> {
  const run: Run = (statement) => runOn(transaction, statement);
  // Hash tables of a month of events; the key's index would give rows in an order nobody needs, one page at a time.
  await transaction`select set_config('work_mem', '256MB', true), set_config('enable_indexscan', 'off', true),
    set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)`;
  const doubles = await fillBuckets(run, rollup, range);
  await transaction`select set_config('enable_indexscan', 'on', true)`;
  for (const table of ['activity_visits', 'activity_measures'] as const) await run(forgetDays(table, range));
  const before = await run<{ day: string }>(sql`${forgetDays('activity_days', range)} returning day::text as day`);
  await run(insertVisits(rollup));
  if (rollup.measures.length > 0) await run(rollup.insertMeasures(sql`pg_temp.facet_events`));
  await run(
    insertDays(
      rollup.loadId,
      doubles,
      before.map(({ day }) => day),
    ),
  );
}

import { sql, type SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Sql } from '../../db/client.js';
import { run as runOn } from '../../db/runStatement.js';
import { setLocally } from '../../db/cluster/setLocally.js';
import { insertMeasures } from '../measures/insertMeasures.js';
import type { EventMeasure } from '../measures/measure.js';
import { eventIds, eventRows, type EventDays } from './eventRows.js';
import {
  bucketRows,
  daysWithDuplicates,
  deleteDuplicates,
  checksIds,
  deleteRolledDays,
  idsRepeat,
  insertActivityDays,
  insertActivityVisits,
  type RollupShape,
} from './rollupStatements.js';

/** What a roll-up is made for. */
export interface Rollup extends RollupShape {
  readonly timeZone: string;
  readonly loadId: string;
  /** Values of single events that are kept per day. */
  readonly measures: readonly EventMeasure[];
}

type Run = <R extends object>(statement: SQL) => Promise<R[]>;

/** Creates a temporary table of one transaction from a query. */
export const createTemporary = (name: 'facet_buckets' | 'facet_events', rows: SQL): SQL =>
  sql`create temporary table ${sql.raw(name)} on commit drop as ${rows}`;

/** The table of the events of one transaction. */
export const eventTable = sql`pg_temp.facet_events`;

/** A query of the events that `facet_events` holds. */
export const keptEvents = sql`select * from ${eventTable}`;

/** The ids of the events that `facet_events` holds. */
const keptIds = sql`select day, hashtextextended(event_id, 0) as id from ${eventTable}`;

/** Whether an event id may occur twice on a day. */
async function repeat(run: Run, { activity }: Rollup, ids: SQL): Promise<boolean> {
  if (!checksIds(activity)) return false;
  const [found] = await run<{ hasDuplicates: boolean }>(idsRepeat(ids));
  return found?.hasDuplicates === true;
}

/** Fills `facet_events` with the events of a range of days, each id once a day; gives how many were left out, by day. */
async function keepEvents(run: Run, rollup: Rollup, rows: SQL): Promise<Map<string, number>> {
  await run(createTemporary('facet_events', rows));
  if (!(await repeat(run, rollup, keptIds))) return new Map();
  const duplicates = await run<{ day: string; duplicates: number }>(deleteDuplicates);
  return new Map(duplicates.map((row) => [row.day, row.duplicates]));
}

/** The events that buckets were made of, each id once a day, and how many were left out, by day. */
interface ReadEvents {
  readonly events: SQL;
  readonly duplicates: ReadonlyMap<string, number>;
}

/**
 * Fills `facet_buckets`. Without measures no event of a stored table is kept: the activity is read for the buckets, once more for the ids alone, which
 * costs less than to carry them through the grouping, and wholly again only on the days on which an id occurs twice.
 */
async function fillBuckets(run: Run, rollup: Rollup, range: EventDays): Promise<ReadEvents> {
  const { activity, timeZone, details, measures } = rollup;
  const events = eventRows(activity, range, timeZone, { details, more: measures });
  if (measures.length > 0 || (details && !activity.table.isStored)) {
    const duplicates = await keepEvents(run, rollup, events);
    await run(createTemporary('facet_buckets', bucketRows(rollup, keptEvents)));
    return { events: keptEvents, duplicates };
  }
  await run(createTemporary('facet_buckets', bucketRows(rollup, events)));
  const unrepeated = { events, duplicates: new Map<string, number>() };
  const ids = eventIds(activity, range, timeZone);
  if (!(await repeat(run, rollup, ids))) return unrepeated;
  const days = (await run<{ day: string }>(daysWithDuplicates(ids))).map(({ day }) => day).toSorted();
  if (days.length === 0) return unrepeated;
  const again = { first: days[0], last: days.at(-1) ?? '' };
  const rows = eventRows(activity, again, timeZone, { details });
  const ofDays = sql`day = any(${sql.param(days)}::date[])`;
  const duplicates = await keepEvents(run, rollup, sql`select * from (${rows}) as e where ${ofDays}`);
  await run(sql`delete from pg_temp.facet_buckets where ${ofDays}`);
  await run(sql`insert into pg_temp.facet_buckets ${bucketRows(rollup, keptEvents)}`);
  return { events: sql`select * from (${events}) as e where not ${ofDays} union all ${keptEvents}`, duplicates };
}

/**
 * Rolls up a range of days in a transaction, in place of what was there; its statements must all see the same events. Beside other
 * ranges it gets no parallel workers: each range keeps a processor busy, and handing rows to each other costs time of it.
 */
export async function rollRange(
  transaction: postgres.TransactionSql,
  rollup: Rollup,
  range: EventDays,
  { isAlone, workMemory }: { readonly isAlone: boolean; readonly workMemory: number },
): Promise<void> {
  const run: Run = (statement) => runOn(transaction, statement);
  // Hash tables of a month of events; the index of the key would give rows in an order that nothing needs, one page at a time. Groups
  // are believed to be few, and would be sorted to be joined; those of millions of events are believed to be as many, and would be
  // sorted.
  const inside = transaction as unknown as Sql;
  await setLocally(inside, {
    work_mem: `${workMemory}MB`,
    enable_indexscan: 'off',
    enable_sort: 'off',
    enable_nestloop: 'off',
    enable_mergejoin: 'off',
    jit: 'off',
    ...(!isAlone && { max_parallel_workers_per_gather: '0' }),
  });
  const { events, duplicates } = await fillBuckets(run, rollup, range);
  await setLocally(inside, { enable_indexscan: 'on', enable_sort: 'on' });
  for (const table of ['activity_visits', 'activity_measures'] as const) await run(deleteRolledDays(table, range));
  const before = await run<{ day: string }>(
    sql`${deleteRolledDays('activity_days', range)} returning day::text as day`,
  );
  await run(insertActivityVisits(rollup, events));
  if (rollup.measures.length > 0) await run(insertMeasures(eventTable, rollup.measures));
  await run(
    insertActivityDays(
      rollup.loadId,
      duplicates,
      before.map(({ day }) => day),
    ),
  );
}

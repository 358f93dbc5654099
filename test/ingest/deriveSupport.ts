import { expect } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import type { Sql } from '../../src/db/client.js';
import type { Job } from '../../src/db/job.js';
import type { Derived } from '../../src/ingest/derive/index.js';
import { silentProgress } from '../../src/lib/progress.js';

/** A job with the default configuration, at noon of 2026-06-30. */
export function testJob(sql: Sql, orderDiscount: 'max' | 'sum' = 'max'): Job {
  const config = readConfig({});
  return {
    sql,
    config: { ...config, orders: { ...config.orders, orderDiscount } },
    progress: silentProgress,
    now: new Date('2026-06-30T12:00:00Z'),
  };
}

export type Row = Record<string, string | number | boolean | null>;

const insert = async (sql: Sql, table: string, defaults: Row, rows: readonly Row[]): Promise<void> => {
  for (const row of rows) await sql`insert into facet.${sql(table)} ${sql({ ...defaults, ...row })}`;
};

/** Writes source records; `customer_id` is `c1` and the key `pk` of `shop` where nothing is said. */
export const insertRecords = (sql: Sql, ...rows: readonly Row[]): Promise<void> =>
  insert(sql, 'unified_customers', { customer_id: 'c1', datasource: 'shop', load_id: 1 }, rows);

/** Writes order lines, purchases of `c1` at noon of 2026-06-01 where nothing is said. */
export const insertLines = (sql: Sql, ...rows: readonly Row[]): Promise<void> =>
  insert(
    sql,
    'unified_itemized_transactions',
    { customer_id: 'c1', order_id: 'o1', order_datetime: '2026-06-01T12:00:00Z', load_id: 1 },
    rows,
  );

type Derive = (job: Job, loadId: string) => Promise<Derived>;

/**
 * Derives as load 7, and again as load 8: the second run must change no row and write none. Gives the rows, by key, with
 * the transaction (`xmin`) that wrote them.
 */
export async function deriveTwice(job: Job, derive: Derive, table: string, key: string): Promise<Row[]> {
  const written = (): Promise<Row[]> =>
    job.sql<Row[]>`select xmin::text, t.* from facet.${job.sql(table)} as t order by ${job.sql.unsafe(key)}`;
  await derive(job, '7');
  const before = await written();
  expect(await derive(job, '8')).toEqual({ rows: before.length, changed: 0 });
  expect(await written()).toEqual(before);
  return before;
}

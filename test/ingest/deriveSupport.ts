import { readConfig } from '../../src/config.js';
import type { Sql } from '../../src/db/client.js';
import type { Job } from '../../src/db/job.js';
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

type Row = Record<string, string | number | boolean | null>;

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

/** Every row of a derived table with the transaction that wrote it, by key. */
export const written = (sql: Sql, table: string, ...key: readonly string[]): Promise<Row[]> =>
  sql<Row[]>`select xmin::text, derived.* from facet.${sql(table)} as derived order by ${sql.unsafe(key.join(', '))}`;

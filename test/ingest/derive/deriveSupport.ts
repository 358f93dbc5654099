import { expect } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import type { Sql } from '../../../src/db/client.js';
import type { Job } from '../../../src/db/job.js';
import type { Derived } from '../../../src/ingest/derive/index.js';
import { silentProgress } from '../../../src/lib/process/progress.js';

/** A job with the default configuration, at noon of 2026-06-30. */
export function testJob(client: Sql, orderDiscount: 'max' | 'sum' = 'max'): Job {
  const config = readConfig({});
  return {
    client,
    config: { ...config, orders: { ...config.orders, orderDiscount } },
    progress: silentProgress,
    now: new Date('2026-06-30T12:00:00Z'),
  };
}

export type Row = Record<string, string | number | boolean | null>;

const insert = async (client: Sql, table: string, defaults: Row, rows: readonly Row[]): Promise<void> => {
  for (const row of rows) await client`insert into facet.${client(table)} ${client({ ...defaults, ...row })}`;
};

/** Writes source records; `customer_id` is `c1` and the key `pk` of `shop` where nothing is said. */
export const insertRecords = (client: Sql, ...rows: readonly Row[]): Promise<void> =>
  insert(client, 'unified_customers', { customer_id: 'c1', datasource: 'shop', load_id: 1 }, rows);

/** Writes order lines, purchases of `c1` at noon of 2026-06-01 where nothing is said. */
export const insertLines = (client: Sql, ...rows: readonly Row[]): Promise<void> =>
  insert(
    client,
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
    job.client<Row[]>`select xmin::text, t.* from facet.${job.client(table)} as t order by ${job.client.unsafe(key)}`;
  await derive(job, '7');
  const before = await written();
  expect(await derive(job, '8')).toEqual({ rows: before.length, changed: 0 });
  expect(await written()).toEqual(before);
  return before;
}

import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import type { TestDatabase } from '../../support/database.js';
import { stretchTables } from './sampleDay.js';

type Database = Pick<TestDatabase, 'client'>;

/** The stretches that are there, each with the transaction that wrote it. */
export async function written(database: Database): Promise<ReadonlyMap<number, string>> {
  if ((await stretchTables(database)).length < 2) return new Map();
  const rows = await database.client<{ stretch: number; by: string }[]>`
    select stretch, xmin::text as by from facet.day_stretches order by stretch`;
  return new Map(rows.map(({ stretch, by }) => [stretch, by]));
}

/** Keeps stretches from being written, from when at least some are there, while something is done. */
export async function heldAt<T>(database: Database, least: number, work: () => Promise<T>): Promise<T> {
  while ((await written(database)).size < least) await delay(5);
  return (await database.client.begin(async (transaction: postgres.TransactionSql) => {
    await transaction`lock table facet.day_stretches in share mode`;
    return work();
  })) as T;
}

/** The process of PostgreSQL that waits to write a stretch; 0 where none does. */
export async function waiting({ client }: Database): Promise<number> {
  const [found] = await client<{ pid: number }[]>`
    select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      and query like 'insert into facet.day_stretches%'`;
  return found?.pid ?? 0;
}

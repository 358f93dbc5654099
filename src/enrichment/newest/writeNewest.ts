import { sql } from 'drizzle-orm';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { identifier } from '../../db/sql.js';
import type { AttributeFamily, DaysToCompute, StoredValues } from '../definitions/definition.js';
import { createRegistry } from '../families/registry.js';
import { computeAttributes } from '../values/computeAttributes.js';
import { commentNewest } from './commentNewest.js';
import { customersTable, transactionsTable, writeRows, type NewestTable } from './newestTables.js';
import { storedFamily } from './storedFamily.js';

/** Rows that a run has added, changed or removed. */
export interface WrittenNewest {
  readonly transactions: number;
  readonly customers: number;
}

/** What the tables of the newest day are written for. */
export interface NewestDay {
  /** `YYYY-MM-DD`; everything before the start of the next day counts. */
  readonly day: string;
  readonly config: Pick<Config, 'enrichment' | 'orders' | 'timeZone'>;
  readonly loadId: string;
  /** Values of all customers on the day that need not be worked out again. */
  readonly stored?: StoredValues | undefined;
}

const readsTransactions = (family: AttributeFamily): boolean => family.ownTable === transactionsTable.name;

/** The families with those that a table holds as of a day read from it; the same families where it is not as of that day. */
export async function readingStored(
  db: Sql,
  families: readonly AttributeFamily[],
  day: string,
): Promise<readonly AttributeFamily[]> {
  const found = await db`select 1 from facet.transaction_attributes_extended where as_of = ${day} limit 1`;
  return found.length === 0
    ? families
    : families.map((family) => (readsTransactions(family) ? storedFamily(family, transactionsTable.name) : family));
}

/** Writes one table; gives how many rows were added, changed or removed. */
async function writeTable(
  db: Sql,
  table: NewestTable,
  families: readonly AttributeFamily[],
  { day, config, loadId, stored }: NewestDay,
): Promise<number> {
  const context: DaysToCompute = {
    days: [day],
    timeZone: config.timeZone,
    enrichment: config.enrichment,
    population: sql`select customer_id from facet.customers`,
    ...(stored !== undefined && { stored }),
  };
  const wanted = families.flatMap(({ attributes }) => attributes).filter(({ name }) => table.attributes.includes(name));
  const values = computeAttributes(families, wanted, context);
  const names = wanted.map(({ name }) => name);
  // What is no attribute now, as an optional set that was switched off, is null.
  const others = table.attributes.filter((name) => !names.includes(name));
  const { count } = await run(db, writeRows(table, names, { values, loadId }));
  const cleared = await clearColumns(db, table, others);
  await commentNewest(db, table, wanted);
  const removed = await run(
    db,
    sql`delete from facet.${identifier(table.name)} as t where ${table.isGone(names, day, config.timeZone)}`,
  );
  return count + cleared + removed.count;
}

async function clearColumns(db: Sql, { name }: NewestTable, columns: readonly string[]): Promise<number> {
  if (columns.length === 0) return 0;
  const set = columns.map((column) => sql`${identifier(column)} = null`);
  const isSet = columns.map((column) => sql`t.${identifier(column)} is not null`);
  const { count } = await run(
    db,
    sql`update facet.${identifier(name)} as t set ${sql.join(set, sql`, `)} where ${sql.join(isSet, sql` or `)}`,
  );
  return count;
}

/**
 * Brings the tables of transaction and customer attributes up to a day, in the transaction of `db`: equal rows are not touched.
 * Writes nothing and gives undefined where they are of a later day.
 */
export async function writeNewest(db: Sql, newest: NewestDay): Promise<WrittenNewest | undefined> {
  // One run after the other; readers are not kept waiting.
  await db`lock table facet.transaction_attributes_extended, facet.customer_attributes in share row exclusive mode`;
  const later = await db`select 1 from facet.transaction_attributes_extended where as_of > ${newest.day} limit 1`;
  if (later.length > 0) return undefined;
  const { enrichment } = newest.config;
  const { families } = createRegistry({ ...newest.config, enrichment: { ...enrichment, only: undefined } });
  const transactions = await writeTable(db, transactionsTable, families, newest);
  const stored = await readingStored(db, families, newest.day);
  return { transactions, customers: await writeTable(db, customersTable, stored, newest) };
}

import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { identifier, list } from '../../db/sql.js';
import { transact } from '../../db/transact.js';

/** The table of the values of stretches. A run makes it, and drops it when its day is written; one that is killed leaves it. */
export const valuesOfStretches = sql`facet.day_values`;

/**
 * The table of the stretches that are in `valuesOfStretches`, with the inputs that they were made of. Neither is logged, so that a
 * crash of the database empties both.
 */
const doneStretches = sql`facet.day_stretches`;

/** Whether the database user may create the tables, and drop what a run has left of them. */
export async function mayMakeStretches(db: Sql): Promise<boolean> {
  const [found] = await db<{ may: boolean }[]>`
    select has_schema_privilege('facet', 'create') and coalesce(
      (select bool_and(pg_has_role(relowner, 'usage')) from pg_class
        where oid in (to_regclass('facet.day_values'), to_regclass('facet.day_stretches'))), true) as may`;
  return found?.may === true;
}

/** Drops the tables; in the transaction of a run's results, so that they are gone when those are seen. */
export const dropStretches = (db: Sql): Promise<unknown> =>
  run(db, sql`drop table if exists ${valuesOfStretches}, ${doneStretches}`);

interface Done {
  readonly stretch: number;
  readonly inputs: string;
  readonly rows: number;
}

/** The stretches that are in the tables, where all are made of these inputs and all rows are there; else undefined. */
export async function leftStretches(db: Sql, inputs: string): Promise<ReadonlySet<number> | undefined> {
  const [tables] = await db<{ both: boolean }[]>`
    select to_regclass('facet.day_values') is not null and to_regclass('facet.day_stretches') is not null as both`;
  if (tables?.both !== true) return undefined;
  const done = await run<Done>(db, sql`select stretch, inputs, rows::int as rows from ${doneStretches}`);
  if (done.length === 0 || done.some((one) => one.inputs !== inputs)) return undefined;
  const [held] = await run<{ rows: number }>(db, sql`select count(*)::int as rows from ${valuesOfStretches}`);
  const rows = done.reduce((sum, one) => sum + one.rows, 0);
  return held?.rows === rows ? new Set(done.map(({ stretch }) => stretch)) : undefined;
}

/**
 * Makes the tables, with the columns of a query under these names, unless an earlier run has left them for the same inputs. Gives
 * the stretches that are in them.
 */
export const prepareStretches = (
  client: Sql,
  { inputs, columns, query }: { readonly inputs: string; readonly columns: readonly string[]; readonly query: SQL },
): Promise<ReadonlySet<number>> =>
  transact(client, async (db) => {
    const left = await leftStretches(db, inputs);
    if (left !== undefined) return left;
    await dropStretches(db);
    await run(
      db,
      sql`create unlogged table ${valuesOfStretches} (${list(columns.map(identifier))}) as ${query} with no data`,
    );
    await run(
      db,
      sql`create unlogged table ${doneStretches} (stretch integer primary key, inputs text not null, rows bigint not null)`,
    );
    return new Set<number>();
  });

/** Writes the rows of a query as those of a stretch, in the transaction of `db`. */
export async function writeStretch(db: Sql, stretch: number, inputs: string, query: SQL): Promise<void> {
  const { count } = await run(db, sql`insert into ${valuesOfStretches} ${query}`);
  await run(db, sql`insert into ${doneStretches} values (${stretch}, ${inputs}, ${count})`);
}

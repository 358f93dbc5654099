import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import { planColumn } from '../columns/compileColumn.js';
import type { TargetColumn } from '../columns/targetColumn.js';
import { isStaged, source } from './stagingStatements.js';
import { staging } from './temporaryTables.js';

/** The staging table as it was read. */
const read = identifier('facet_read');

/** A column of the target that is worked out of the staged rows. */
export interface MadeColumn {
  readonly target: TargetColumn;
  /** SQL over the row `source` and what is joined to it. */
  readonly value: SQL;
}

interface Completion {
  /** The columns that the mapping fills. */
  readonly columns: readonly ColumnPlan[];
  /** Those of them that are needed no more when the others are made. */
  readonly spent: readonly ColumnPlan[];
  readonly made: readonly MadeColumn[];
  /** SQL: what stands before the select, and what is joined to the rows of the staging table. */
  readonly before?: SQL;
  readonly joined: SQL;
  /** Runs a statement. */
  readonly step: (statement: SQL) => Promise<number>;
}

/** Puts columns that are worked out of the database into the staging table; gives the columns that the target then has. */
export async function completeStaging(completion: Completion): Promise<readonly ColumnPlan[]> {
  const { columns, spent, made, before = sql``, joined, step } = completion;
  const names = new Set(made.map(({ target }) => target.name));
  const kept = columns.filter((column) => !spent.includes(column) && !names.has(column.target.name));
  const staged = kept.filter(isStaged).map(({ target }) => sql`${source}.${identifier(target.name)}`);
  const others = made.map(
    ({ target, value }) => sql`(${value})::${sql.raw(target.sqlType)} as ${identifier(target.name)}`,
  );
  await step(sql`alter table ${staging} rename to ${read}`);
  await step(
    sql`create temporary table ${staging} on commit drop as ${before}
      select ${list([sql`${source}.line`, ...staged, ...others])} from (select * from ${read}) as ${source} ${joined}`,
  );
  // What is truncated takes no room until the transaction ends.
  await step(sql`truncate ${read}`);
  await step(sql`drop table ${read}`);
  return [
    ...kept,
    ...made.map(({ target }) => planColumn(target, { columns: [], evaluate: () => null }, (text) => text)),
  ];
}

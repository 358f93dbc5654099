import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import { rejectDeleted } from '../rejects/rejectDeleted.js';
import type { StagedRejectContext } from '../rejects/rejectStaged.js';
import { isStaged, source, stagedRows, textsOf, valueOf } from '../staging/stagingStatements.js';
import { merged, staging } from '../staging/temporaryTables.js';
import { targetColumns } from './mergedColumns.js';
import { and, ownerOf, sameIdentity, tableOf } from './mergeStatements.js';
import type { MergeTable } from './mergeTable.js';

/** The columns of the source that the identity comes from. */
const identityColumns = ({ identity }: MergeTable, { columns }: StagedRejectContext): string =>
  columns
    .filter(({ target }) => identity.includes(target.name))
    .flatMap((column) => column.columns)
    .filter((name) => name !== '*')
    .join(', ');

/** Rejects the staged rows whose identity an earlier row of the file has under another owner. */
export async function rejectContested(target: MergeTable, context: StagedRejectContext): Promise<void> {
  const statement = deleteContested(target, context.columns);
  if (statement !== undefined) await rejectDeleted(context, statement, identityColumns(target, context));
}

/** Rejects the merged rows whose identity the table has under another owner; gives their number. */
export async function rejectOwned(target: MergeTable, context: StagedRejectContext): Promise<number> {
  if (target.owners.length === 0) return 0;
  return rejectDeleted(context, deleteOwned(target, context.columns), identityColumns(target, context));
}

function deleteOwned(target: MergeTable, mapped: readonly ColumnPlan[]): SQL {
  const columns = targetColumns(mapped);
  const isOther = (name: string): SQL =>
    sql`old.${identifier(name)} is distinct from ${ownerOf(target, columns, name)}`;
  return sql`
    with out as (
      delete from ${merged} as new using ${tableOf(target)} as old
      where ${sameIdentity(target)} and (${sql.join(target.owners.map(isOther), sql` or `)})
      returning new.line, ${identityText(target, (name) => sql`new.${identifier(name)}`)} as value,
        ${reasonOf(target.owners, isOther)} as reason, ${textsOf(mapped.filter(isStaged), sql`new`)} as texts)
    select * from out order by line`;
}

/** Undefined where all rows of a file are of one owner. */
function deleteContested(target: MergeTable, mapped: readonly ColumnPlan[]): SQL | undefined {
  const plans = new Map(mapped.map((plan) => [plan.target.name, plan]));
  const value = (name: string): SQL => valueOf(plans.get(name) as ColumnPlan);
  const owners = target.owners.filter((name) => mapped.some((plan) => plan.target.name === name && isStaged(plan)));
  if (owners.length === 0) return undefined;
  const identity = list(target.identity.map(identifier));
  const several = owners.map((name) => {
    const owner = sql`coalesce(${identifier(name)}, '')`;
    return sql`min(${owner}) <> max(${owner})`;
  });
  const isOther = (name: string): SQL => sql`old.${identifier(name)} is distinct from ${value(name)}`;
  return sql`
    with contested as (
      select ${identity} from ${stagedRows(mapped)} group by ${identity} having ${sql.join(several, sql` or `)}),
    old as (
      select distinct on (${identity}) * from ${stagedRows(mapped)} join contested using (${identity})
      order by ${identity}, line),
    out as (
      delete from ${staging} as ${source} using old
      where ${and(target.identity.map((name) => sql`old.${identifier(name)} = ${value(name)}`))}
        and (${sql.join(owners.map(isOther), sql` or `)})
      returning ${source}.line, ${identityText(target, value)} as value, ${reasonOf(owners, isOther)} as reason,
        ${textsOf(mapped.filter(isStaged), source)} as texts)
    select * from out order by line`;
}

const identityText = ({ identity }: MergeTable, value: (name: string) => SQL): SQL =>
  sql`concat_ws(', ', ${list(identity.map(value))})`;

function reasonOf(owners: readonly string[], isOther: (name: string) => SQL): SQL {
  const cases = owners.map((name) => {
    const owner = sql`coalesce(${literal(`${name} `)} || old.${identifier(name)}, ${literal(`no ${name}`)})`;
    return sql`when ${isOther(name)} then
      'is order line of ' || ${owner} || ' already; make order numbers unique, e.g. with concat'`;
  });
  return sql`case ${sql.join(cases, sql` `)} end`;
}

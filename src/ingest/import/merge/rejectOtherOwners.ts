import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import { rejectFound } from '../rejects/rejectFound.js';
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
  const rows = contested(target, context.columns);
  const column = identityColumns(target, context);
  if (rows !== undefined) await rejectFound(context, { table: staging, rows, column });
}

/** Rejects the merged rows whose identity the table has under another owner; gives their number. */
export async function rejectOwned(target: MergeTable, context: StagedRejectContext): Promise<number> {
  if (target.owners.length === 0) return 0;
  const rows = owned(target, context.columns);
  return rejectFound(context, { table: merged, rows, column: identityColumns(target, context) });
}

function owned(target: MergeTable, mapped: readonly ColumnPlan[]): SQL {
  const columns = targetColumns(mapped);
  const isOther = (name: string): SQL =>
    sql`old.${identifier(name)} is distinct from ${ownerOf(target, columns, name)}`;
  return sql`
    select distinct on (new.line) new.line, ${identityText(target, (name) => sql`new.${identifier(name)}`)} as value,
      ${reasonOf(target.owners, isOther)} as reason, ${textsOf(mapped.filter(isStaged), sql`new`)} as texts
    from (select * from ${merged}) as new join ${tableOf(target)} as old on ${sameIdentity(target)}
    where ${sql.join(target.owners.map(isOther), sql` or `)} order by new.line`;
}

/** Undefined where all rows of a file are of one owner. */
function contested(target: MergeTable, mapped: readonly ColumnPlan[]): SQL | undefined {
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
      order by ${identity}, line)
    select ${source}.line, ${identityText(target, value)} as value, ${reasonOf(owners, isOther)} as reason,
      ${textsOf(mapped.filter(isStaged), source)} as texts
    from ${staging} as ${source} join old
      on ${and(target.identity.map((name) => sql`old.${identifier(name)} = ${value(name)}`))}
    where ${sql.join(owners.map(isOther), sql` or `)}`;
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

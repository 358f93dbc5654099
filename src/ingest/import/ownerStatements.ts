import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../db/sql.js';
import type { ColumnPlan } from './columnPlan.js';
import { and, ownerOf, sameIdentity, tableOf } from './mergeStatements.js';
import { targetColumns } from './mergedColumns.js';
import { isStaged, source, stagedRows, textsOf, valueOf } from './stagingStatements.js';
import type { TableTarget } from './target.js';
import { merged, staging } from './temporaryTables.js';

/** Deletes the merged rows whose identity the table has under another owner; gives them as `TakenOut`. */
export function takeOutOwned(target: TableTarget, mapped: readonly ColumnPlan[]): SQL {
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

/**
 * Deletes the staged rows whose identity an earlier row of the file has under another owner, and gives them as `TakenOut`;
 * undefined where all rows are of one.
 */
export function takeOutContested(target: TableTarget, mapped: readonly ColumnPlan[]): SQL | undefined {
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

const identityText = ({ identity }: TableTarget, value: (name: string) => SQL): SQL =>
  sql`concat_ws(', ', ${list(identity.map(value))})`;

function reasonOf(owners: readonly string[], isOther: (name: string) => SQL): SQL {
  const cases = owners.map((name) => {
    const owner = sql`coalesce(${literal(`${name} `)} || old.${identifier(name)}, ${literal(`no ${name}`)})`;
    return sql`when ${isOther(name)} then
      'is order line of ' || ${owner} || ' already; make order numbers unique, e.g. with concat'`;
  });
  return sql`case ${sql.join(cases, sql` `)} end`;
}

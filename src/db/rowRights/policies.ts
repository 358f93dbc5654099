import { everyRow, rightSettings } from './rights.js';
import {
  ruleOf,
  searchedColumns,
  searchedView,
  type RowRule,
  type SearchedTable,
  type VisibleTable,
} from './rowRules.js';

/** The names of the policies of a table: of the one that shows its rows to all who may read it, and of that of restricted viewers. */
export const policyNames = { all: 'facet_all', viewer: 'facet_viewer' } as const;

/** How a policy reads the settings: once for a statement by sub-queries, or by each row's look where a cluster takes none. */
type Reading = 'once' | 'each row';

/** The array of a setting; null, which is like no row, where it is not set or stands for all. */
const listOf = (setting: string, how: Reading): string =>
  how === 'once'
    ? `(select nullif(nullif(current_setting('${setting}', true), ''), '${everyRow}'))::text[]`
    : `nullif(nullif(current_setting('${setting}', true), ''), '${everyRow}')::text[]`;

const isListed = (column: string, setting: string, how: Reading): string =>
  how === 'once'
    ? `((select current_setting('${setting}', true) = '${everyRow}') or ${column} = any(${listOf(setting, how)}))`
    : `(current_setting('${setting}', true) = '${everyRow}' or ${column} = any(${listOf(setting, how)}))`;

const ownCondition = (hasBrand: boolean, how: Reading): string =>
  `${isListed('app', rightSettings.apps, how)}${hasBrand ? ` and ${isListed('brand', rightSettings.brands, how)}` : ''}`;

/** What holds for the rows of a table that a viewer sees by the settings, as an expression of SQL. */
export function policyCondition(table: VisibleTable): string {
  const rule: RowRule = ruleOf(table);
  switch (rule.kind) {
    case 'everybody':
      return 'true';
    case 'company':
      return 'false';
    case 'own':
      return ownCondition(rule.hasBrand, 'once');
    case 'part':
      // The policy of the other table holds here too.
      return `exists (select 1 from facet.${rule.of} as parent where parent.${rule.by} = ${table}.${rule.by})`;
  }
}

/**
 * What holds for the rows of a table in shards, where a policy may have no sub-query and reads the settings for each row. Undefined where
 * rows are seen by those of another table: statements alone narrow them there.
 */
export function shardCondition(table: VisibleTable): string | undefined {
  const rule: RowRule = ruleOf(table);
  if (rule.kind === 'part') return undefined;
  return rule.kind === 'own' ? ownCondition(rule.hasBrand, 'each row') : policyCondition(table);
}

/** The view of the rows of a table that the policy lets through, made by the owner of the table, for whom the policy does not hold. */
export const searchedViewStatement = (table: SearchedTable): string =>
  `create view ${searchedView(table)} as select ${searchedColumns[table].join(', ')} from facet.${table} where ${policyCondition(table)}`;

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

/** The array of a setting, read once for a statement; null, which is like no row, where it is not set or stands for all. */
const listOf = (setting: string): string =>
  `(select nullif(nullif(current_setting('${setting}', true), ''), '${everyRow}'))::text[]`;

const isListed = (column: string, setting: string): string =>
  `((select current_setting('${setting}', true) = '${everyRow}') or ${column} = any(${listOf(setting)}))`;

/** What holds for the rows of a table that a viewer sees by the settings, as an expression of SQL. */
export function policyCondition(table: VisibleTable): string {
  const rule: RowRule = ruleOf(table);
  switch (rule.kind) {
    case 'everybody':
      return 'true';
    case 'company':
      return 'false';
    case 'own': {
      const ofBrand = rule.hasBrand ? ` and ${isListed('brand', rightSettings.brands)}` : '';
      return `${isListed('app', rightSettings.apps)}${ofBrand}`;
    }
    case 'part':
      // The policy of the other table holds here too.
      return `exists (select 1 from facet.${rule.of} as parent where parent.${rule.by} = ${table}.${rule.by})`;
  }
}

/** The view of the rows of a table that the policy lets through, made by the owner of the table, for whom the policy does not hold. */
export const searchedViewStatement = (table: SearchedTable): string =>
  `create view ${searchedView(table)} as select ${searchedColumns[table].join(', ')} from facet.${table} where ${policyCondition(table)}`;

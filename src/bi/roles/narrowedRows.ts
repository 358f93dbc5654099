import { getTableColumns, getTableName, isTable } from 'drizzle-orm';
import type { Role } from '../../config/access/Role.js';
import { rowRules, type RowRule } from '../../db/rowRights/rowRules.js';
import * as tables from '../../db/tables/index.js';
import { allRows, type TableRows } from '../tableViews/TableRows.js';
import { textList } from './textList.js';

/** The columns of each table by which rows belong to somebody. */
const ownerColumns: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.values(tables).flatMap((table: unknown) => {
    if (!isTable(table)) return [];
    const names = Object.values(getTableColumns(table)).map(({ name }) => name);
    return [[getTableName(table), new Set(names.filter((name) => name === 'app' || name === 'brand'))] as const];
  }),
);

/** Whether the role sees the rows of some applications or brands alone. */
export const isNarrowed = ({ apps, brands }: Pick<Role, 'apps' | 'brands'>): boolean =>
  apps !== null || brands !== null;

/** The rule of a table that doors read. */
const ruleFor = (table: string): RowRule | undefined => (rowRules as Readonly<Record<string, RowRule>>)[table];

/** What rows of a table have that a role sees, as conditions. Throws an `Error` for a table that Facet does not have. */
function conditionsOf(role: Pick<Role, 'apps' | 'brands'>, table: string): readonly string[] {
  const rule = ruleFor(table);
  if (rule?.kind === 'part') {
    const seen = conditionsOf(role, rule.of).join(' and ');
    return seen === '' ? [] : [`${rule.by} in (select ${rule.by} from facet.${rule.of} where ${seen})`];
  }
  const owners = ownerColumns.get(table);
  if (owners === undefined) throw new Error(`There is no table ${table}`);
  return Object.entries({ app: role.apps, brand: role.brands }).flatMap(([column, names]) =>
    names === null || !owners.has(column) ? [] : [`${column} = any (${textList(names)})`],
  );
}

/**
 * The rows that a role sees: those of its applications and brands, in tables whose rows belong to such. Names stand in the SQL as
 * they are. Throws an `Error` for a table that Facet does not have.
 */
export const narrowedRows =
  (role: Pick<Role, 'apps' | 'brands'>): TableRows =>
  (table, alias) => {
    const conditions = conditionsOf(role, table);
    if (conditions.length === 0) return allRows(table, alias);
    return `(select * from facet.${table} where ${conditions.join(' and ')}) ${alias}`;
  };

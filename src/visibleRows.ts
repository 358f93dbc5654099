import { sql, type SQL } from 'drizzle-orm';
import { seesAllRows, type Viewer } from './access/viewer.js';
import { ruleOf, searchedView, type RowRule, type SearchedTable, type VisibleTable } from './db/rowRights/rowRules.js';
import { anyOf, identifier } from './db/sql.js';
import type { App, Scope } from './scope.js';
import type { EntityTable } from './words/levels.js';

export type { VisibleTable } from './db/rowRights/rowRules.js';

type Viewing = Pick<Scope, 'viewer'>;
type Seen = Pick<Viewer, 'apps' | 'brands'>;

/** The names as one list for all viewers who see them: sorted, each once. */
const canonical = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

/** What rows of a viewer's applications and brands have; undefined where a table has rows of nobody alone, or it sees all. */
function conditionOf({ apps, brands }: Seen, rule: RowRule): SQL | undefined {
  switch (rule.kind) {
    case 'everybody':
      return undefined;
    case 'company':
      return sql`false`;
    case 'own': {
      const conditions = [
        ...(apps === null ? [] : [anyOf(sql`app`, canonical(apps))]),
        ...(brands === null || !rule.hasBrand ? [] : [anyOf(sql`brand`, canonical(brands))]),
      ];
      return conditions.length === 0 ? undefined : sql.join(conditions, sql` and `);
    }
    case 'part': {
      const [column, table] = [sql.raw(rule.by), sql.raw(`facet.${rule.of}`)];
      const seen = conditionOf({ apps, brands }, ruleOf(rule.of));
      return seen && sql`${column} in (select ${column} from ${table} where ${seen})`;
    }
  }
}

/** Whether a viewer sees fewer rows by a rule than there are. */
function isNarrowed({ apps, brands }: Seen, rule: RowRule): boolean {
  if (rule.kind === 'own') return apps !== null || (brands !== null && rule.hasBrand);
  return rule.kind === 'part' ? isNarrowed({ apps, brands }, ruleOf(rule.of)) : rule.kind === 'company';
}

/** The rows of a table that a viewer sees, under a name of their own where the table is not named itself. */
function narrowed({ viewer }: Viewing, name: VisibleTable, table: SQL, alias: SQL | undefined): SQL {
  const seen = seesAllRows(viewer) ? undefined : conditionOf(viewer, ruleOf(name));
  if (seen === undefined) return alias === undefined ? table : sql`${table} ${alias}`;
  return sql`(select * from ${table} where ${seen}) ${alias ?? sql.raw(name)}`;
}

/**
 * The rows of a table that the viewer may see, as what stands behind `from` or `join`, under an alias where one is given. No
 * door reads such a table in another way.
 */
export const visibleRows = (scope: Viewing, table: VisibleTable, alias?: string): SQL =>
  narrowed(scope, table, sql.raw(`facet.${table}`), alias === undefined ? undefined : sql.raw(alias));

/** The entities of a level that the viewer may see, by the name of their table, as `visibleRows` gives rows. */
export const visibleEntities = (scope: Viewing, table: EntityTable, alias?: SQL): SQL =>
  narrowed(scope, table, sql`facet.${identifier(table)}`, alias);

/**
 * The rows of a table as `visibleRows` gives them, for conditions that an index answers although PostgreSQL takes them for leaky, such
 * as `like`: who does not see all reads them in a view, which has the columns that are searched.
 */
export const searchedRows = (scope: Viewing, table: SearchedTable, alias?: string): SQL =>
  seesAllRows(scope.viewer)
    ? visibleRows(scope, table, alias)
    : narrowed(scope, table, sql.raw(searchedView(table)), sql.raw(alias ?? table));

/** The name of what a viewer sees that is not narrowed. */
export const everything = 'all';

const nameOf = (names: readonly string[] | null): readonly string[] | null => names && canonical(names);

/**
 * Names what the viewer may see: viewers of one name see the same rows of every table, and no others do. What is held in memory of
 * a table is held under it, and given to no other. It has no line feed.
 */
export const visibilityOf = ({ viewer }: Viewing): string =>
  seesAllRows(viewer) ? everything : JSON.stringify([nameOf(viewer.apps), nameOf(viewer.brands)]);

/** Names what the viewer may see of one table, as `visibilityOf` does of all: where its rows belong to nobody, it is the same for all. */
export const visibilityIn = ({ viewer }: Viewing, table: VisibleTable): string =>
  !seesAllRows(viewer) && isNarrowed(viewer, ruleOf(table)) ? visibilityOf({ viewer }) : everything;

/**
 * The applications that a viewer may name: to it there are no others. Where the one that is meant without a name is not among them,
 * its first is meant, in the order of the config.
 */
export function visibleApps({ viewer }: Viewing, apps: readonly App[]): readonly App[] {
  const { apps: names } = viewer;
  if (names === null) return apps;
  const seen = apps.filter(({ name }) => names.includes(name));
  if (seen.some(({ isDefault }) => isDefault)) return seen;
  return seen.map((app, n) => ({ ...app, isDefault: n === 0 }));
}

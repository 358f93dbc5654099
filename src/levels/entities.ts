import { sql, type SQL } from 'drizzle-orm';
import { anyOf, identifier, list } from '../db/sql.js';
import { byKey, groupByKey } from '../lib/byKey.js';
import type { Scope } from '../scope.js';
import { visibleEntities } from '../visibleRows.js';
import { AggregationLevel, aggregationLevels, levelFacts, type AttributeValue, type Levels } from '../words/levels.js';
import { entityColumn, tablesUpTo } from './entityTables.js';

type AttributeName = { [L in AggregationLevel]: keyof Levels[L]['attributes'] }[AggregationLevel];

type FactsOf<N> = {
  [L in AggregationLevel]: N extends keyof Levels[L]['attributes'] ? Levels[L]['attributes'][N] : never;
}[AggregationLevel];

/** What any of the levels knows of its entities beside key and name; null for what a level does not have. */
type EntityAttributes = { readonly [N in AttributeName]: AttributeValue<FactsOf<N>> | null };

/** An entity with all that its level knows of it; null for what the level does not have. */
export interface EntityRow extends EntityAttributes {
  readonly level: AggregationLevel;
  readonly id: string;
  readonly name: string | null;
  /** The key of the entity one level above. */
  readonly parentId: string | null;
  /** The name of the industry that it is of, by way of the levels between. */
  readonly customerIndustry: string | null;
}

/** What a level does not know of its entities. */
const absent = Object.fromEntries(
  ['customerIndustry', ...aggregationLevels.flatMap((level) => Object.keys(levelFacts[level].attributes))].map(
    (field) => [field, null],
  ),
);

const { INDUSTRY } = AggregationLevel;

/** The key of an entity, of the one above it, its name and what else its level knows. */
function columnsOf(level: AggregationLevel): SQL {
  const { key, name, parent, tellsIndustry, attributes } = levelFacts[level];
  const column = (of: AggregationLevel, known: string | null): SQL =>
    known === null ? sql`null` : entityColumn(of, known);
  return list([
    sql`${column(level, key)} as id`,
    sql`${column(level, parent)} as "parentId"`,
    sql`${column(level, name)} as name`,
    ...(tellsIndustry ? [sql`${column(INDUSTRY, levelFacts[INDUSTRY].name)} as "customerIndustry"`] : []),
    ...Object.entries(attributes).map(([field, one]) => sql`${column(level, one.column)} as ${identifier(field)}`),
  ]);
}

const keyOf = (level: AggregationLevel): SQL => entityColumn(level, levelFacts[level].key);

async function readEntities(
  scope: Scope,
  level: AggregationLevel,
  condition: SQL,
  end: SQL = sql``,
): Promise<EntityRow[]> {
  const tables = tablesUpTo(scope, level, levelFacts[level].tellsIndustry ? INDUSTRY : level);
  const rows = await scope.db.query<Omit<EntityRow, 'level'>>(sql`
    select ${columnsOf(level)} from ${tables} where ${condition} ${end}`);
  return rows.map((row) => ({ level, ...absent, ...row }));
}

/** Entities of a level by key, in the order of ids; null where unknown. */
export async function findEntities(
  scope: Scope,
  level: AggregationLevel,
  ids: readonly string[],
): Promise<(EntityRow | null)[]> {
  const rows = await readEntities(scope, level, anyOf(keyOf(level), ids));
  return byKey(ids, rows, ({ id }) => id);
}

/** Up to `size` entities of a level in the order of their keys, all of them behind the key `after`; [] beyond the end. */
export const findEntityPage = (
  scope: Scope,
  level: AggregationLevel,
  after: string | undefined,
  size: number,
): Promise<EntityRow[]> =>
  readEntities(
    scope,
    level,
    after === undefined ? sql`true` : sql`${keyOf(level)} > ${after}`,
    sql`order by ${keyOf(level)} limit ${size}`,
  );

/**
 * For each entity above, the first `size` entities of a level below it behind the key `after`, in the order of their keys; []
 * without any, and for those of the top level.
 */
export async function findChildren(
  scope: Scope,
  level: AggregationLevel,
  parentIds: readonly string[],
  after: string | undefined,
  size: number,
): Promise<EntityRow[][]> {
  const { table, key, parent } = levelFacts[level];
  if (parent === null) return parentIds.map(() => []);
  const [own, above] = [identifier(key), identifier(parent)];
  const behind = after === undefined ? sql`` : sql`and ${own} > ${after}`;
  const numbered = sql`
    select ${own} from (
      select ${own}, row_number() over (partition by ${above} order by ${own}) as place
      from ${visibleEntities(scope, table)} where ${anyOf(above, parentIds)} ${behind}) as below
    where place <= ${size}`;
  const rows = await readEntities(scope, level, sql`${keyOf(level)} in (${numbered})`, sql`order by ${keyOf(level)}`);
  return groupByKey(parentIds, rows, ({ parentId }) => parentId ?? '');
}

import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../db/sql.js';
import type { Scope } from '../scope.js';
import { visibleEntities } from '../visibleRows.js';
import {
  aggregationLevels,
  levelBelow,
  levelFacts,
  levelPlace,
  levelsAbove,
  type AggregationLevel,
} from '../words/levels.js';

const alias = (level: AggregationLevel): SQL => identifier(level.toLowerCase());

/** A column of the entities of a level, over `tablesUpTo`. */
export const entityColumn = (level: AggregationLevel, column: string): SQL =>
  sql`${alias(level)}.${identifier(column)}`;

const table = (scope: Scope, level: AggregationLevel): SQL =>
  visibleEntities(scope, levelFacts[level].table, alias(level));

/** Joins the entities that those of the level below are part of. */
function joinOf(scope: Scope, level: AggregationLevel): SQL {
  const below = levelBelow(level) ?? level;
  const parent = entityColumn(below, levelFacts[below].parent ?? '');
  return sql` left join ${table(scope, level)} on ${entityColumn(level, levelFacts[level].key)} = ${parent}`;
}

/** What stands behind `from` for the entities of a level with those that they are part of, of the levels up to `top`. */
export function tablesUpTo(scope: Scope, level: AggregationLevel, top = aggregationLevels.at(-1) ?? level): SQL {
  const joined = levelsAbove(level).filter((one) => levelPlace(one) <= levelPlace(top));
  return sql`${table(scope, level)}${sql.join(joined.map((above) => joinOf(scope, above)))}`;
}

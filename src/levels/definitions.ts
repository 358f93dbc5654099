import { sql, type SQL } from 'drizzle-orm';
import type { CachedTable, Scope } from '../scope.js';
import { anyOf, literal } from '../db/sql.js';
import { visibleRows } from '../visibleRows.js';
import { groupByKey } from '../lib/byKey.js';
import { aggregationLevels, levelPlace, type AggregationLevel } from '../words/levels.js';
import { RollUpRule } from '../words/rollUpRules.js';

/** What a metric means, as `metric_definitions` keeps it. */
export interface DefinitionRow {
  readonly name: string;
  readonly label: string | null;
  readonly description: string;
  readonly unit: string | null;
  readonly category: string | null;
  /** The levels that values, or the base rows of a distinct count, may be kept at, lowest first. */
  readonly storedLevels: readonly AggregationLevel[];
  readonly acrossEntities: RollUpRule;
  readonly acrossTime: RollUpRule;
  readonly weightName: string | null;
  readonly baseName: string | null;
}

const statement = (scope: Pick<Scope, 'viewer'>): SQL => sql`
  select metric_name as name, label, description, unit, category, levels as "storedLevels",
    across_entities as "acrossEntities", across_time as "acrossTime", weight_metric as "weightName",
    base_name as "baseName"
  from ${visibleRows(scope, 'metric_definitions')} order by metric_name`;

/** Levels lowest first, all of them where none is named. */
const toDefinition = (row: DefinitionRow): DefinitionRow => ({
  ...row,
  storedLevels: aggregationLevels.filter((level) => row.storedLevels.length === 0 || row.storedLevels.includes(level)),
});

const byName = (rows: readonly DefinitionRow[]): ReadonlyMap<string, DefinitionRow> =>
  new Map(rows.map((row) => [row.name, toDefinition(row)]));

/** All definitions by name, as servers hold them. */
export const definitionsByName: CachedTable<DefinitionRow, ReadonlyMap<string, DefinitionRow>> = {
  name: 'metric_definitions',
  statement,
  make: byName,
};

/** All definitions by name, in the order of names: a small table, which most questions about it need whole. */
export const findDefinitions = async (scope: Scope): Promise<ReadonlyMap<string, DefinitionRow>> =>
  byName(await scope.db.query<DefinitionRow>(statement(scope)));

/** The levels that a metric can be asked at, lowest first: those it is kept at, and where it is rolled up those above. */
export function levelsOf({ storedLevels, acrossEntities }: DefinitionRow): AggregationLevel[] {
  const [lowest] = storedLevels;
  if (acrossEntities === RollUpRule.none || lowest === undefined) return [...storedLevels];
  return aggregationLevels.slice(levelPlace(lowest));
}

/** The periods that a metric can be asked for: longer ones than a month only where its values are put together across time. */
export const grainsOf = ({ acrossTime }: Pick<DefinitionRow, 'acrossTime'>): ('MONTH' | 'QUARTER' | 'YEAR')[] =>
  acrossTime === RollUpRule.none ? ['MONTH'] : ['MONTH', 'QUARTER', 'YEAR'];

/** Where and for when values of a metric, or the base rows that make them, are stored. */
export interface AvailabilityRow {
  readonly level: AggregationLevel;
  readonly app: string;
  /** Oldest first. */
  readonly effectiveDates: readonly string[];
}

/**
 * For each metric where values, or the base rows that a distinct count makes them of, are stored, from the lowest level up, by the
 * names of applications; [] without any. Levels that the definition does not name are left out, as no value is read there.
 */
export async function findAvailability(scope: Scope, names: readonly string[]): Promise<AvailabilityRow[][]> {
  const rows = await scope.db.query<AvailabilityRow & { name: string }>(sql`
    with def as (select * from ${visibleRows(scope, 'metric_definitions')} where ${anyOf(sql`metric_name`, names)})
    select name, level, app, array_agg(day::text order by day) as "effectiveDates"
    from (
      select metric_name as name, levels, level, v.app, effective_date as day
      from def join ${visibleRows(scope, 'metric_values', 'v')} using (metric_name)
      union
      select metric_name, levels, level, b.app, effective_date
      from def join ${visibleRows(scope, 'metric_base_rows', 'b')} using (base_name) where across_entities = ${literal(RollUpRule.distinct_count)}) as stored
    where levels = '{}' or level = any (levels)
    group by name, level, app order by app`);
  const found = groupByKey(names, rows, ({ name }) => name);
  return found.map((ofName) =>
    ofName
      .map(({ level, app, effectiveDates }) => ({ level, app, effectiveDates }))
      .toSorted((one, other) => levelPlace(one.level) - levelPlace(other.level)),
  );
}

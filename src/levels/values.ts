import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../scope.js';
import type { QueryOptions } from '../db/doorTypes.js';
import { joinedColumn, writtenColumn } from '../db/writtenJson.js';
import { identifier, list } from '../db/sql.js';
import { byKey, groupByKey } from '../lib/byKey.js';
import { UserError } from '../lib/errors/UserError.js';
import { namesOfShapes, type WritableType, type WrittenText } from '../lib/written/shape.js';
import { aggregationLevels, levelBelow, type AggregationLevel } from '../words/levels.js';
import { answerLimits } from '../words/limits.js';
import { RollUpRule } from '../words/rollUpRules.js';
import type { MetricsQuestion } from './askedMetrics.js';
import { definitionsByName } from './definitions.js';
import { levelWords, type AskedValues } from './parts/askedValues.js';
import { storedAlone } from './parts/stored.js';
import { childrenPart, rollUpParts, valuesPart } from './rollUp.js';

/** The key of a value of a metric. */
export interface MetricValueKey {
  readonly level: AggregationLevel;
  readonly entityId: string;
  readonly app: string;
  readonly name: string;
  readonly effectiveDate: string;
}

/** A value of a metric; of those that are read, only the asked columns, and of its key what is asked. */
export interface MetricValueRow extends Partial<Pick<MetricValueKey, 'level' | 'entityId' | 'app'>> {
  readonly name: string;
  /** The decimal with the digits that it was stored with; null where it is known to be missing. */
  readonly value: string | null;
  readonly unit: string | null;
  readonly effectiveDate: string;
  readonly origin: 'STORED' | 'ROLLED_UP';
  /** Of a value made of others: how many entities are directly below, and how many of them contribute; null for others. */
  readonly children: number | null;
  readonly childrenWithValue: number | null;
  /** When it, or the newest of those it is made of, was written; null where that is not known. */
  readonly computedAt: string | null;
}

const { metricValues: mostValues } = answerLimits;

/** A column of a `MetricValueRow`. */
export type MetricValueColumn = keyof MetricValueRow;

const keyExpressions = { level: sql`of_question.level`, entityId: sql`a.id`, app: sql`of_question.app` } as const;

const expressions: Readonly<Record<Exclude<MetricValueColumn, keyof typeof keyExpressions>, SQL>> = {
  name: sql`a.metric_name`,
  value: sql`a.value::text`,
  unit: sql`def.unit`,
  effectiveDate: sql`a.effective_date::text`,
  origin: sql`case when a.is_stored then 'STORED' else 'ROLLED_UP' end`,
  children: sql`case when a.contributing is not null then coalesce(below.children, 0) end`,
  childrenWithValue: sql`a.contributing`,
  computedAt: sql`coalesce(l.finished_at, l.started_at)`,
};

/** All columns of a `MetricValueRow` but those of its entity. */
const ownColumns = Object.keys(expressions) as (keyof typeof expressions)[];

/** All columns of a `MetricValueRow`. */
export const metricValueColumns: readonly MetricValueColumn[] = [
  ...(Object.keys(keyExpressions) as (keyof typeof keyExpressions)[]),
  ...ownColumns,
];

const allExpressions: Readonly<Record<MetricValueColumn, SQL>> = { ...keyExpressions, ...expressions };

/** SQL: a column of values of a level. */
const expressionAt = (level: AggregationLevel, column: MetricValueColumn): SQL =>
  column === 'children' && childrenPart(level) === undefined ? sql`null::integer` : allExpressions[column];

const writableValues = new Map<AggregationLevel, WritableType<SQL>>(
  aggregationLevels.map((level) => [
    level,
    {
      fields: {
        ...Object.fromEntries(metricValueColumns.map((column) => [column, { value: expressionAt(level, column) }])),
        computedAt: { instant: expressions.computedAt },
      },
    },
  ]),
);

/** How a statement writes values of a level as JSON. */
export const writableValue = (level: AggregationLevel): WritableType<SQL> =>
  writableValues.get(level) as WritableType<SQL>;

/** Whether the asked values are known to be those that are stored: at the lowest level, of metrics that count nothing. */
function isStoredAlone(scope: Scope, { level, names }: Pick<AskedValues, 'level' | 'names'>): boolean {
  const definitions = levelBelow(level) === undefined ? scope.cached?.(definitionsByName) : undefined;
  if (definitions === undefined) return false;
  const asked = names === null ? [...definitions.values()] : names.map((name) => definitions.get(name));
  // One that is not found may be newer.
  return asked.every((found) => found !== undefined && found.acrossEntities !== RollUpRule.distinct_count);
}

/** SQL: of the values that are asked for only those of some keys; nothing for all of them. */
function amongKeys(keys: readonly MetricValueKey[] | undefined): SQL {
  if (keys === undefined) return sql``;
  const [ids, names] = [keys.map(({ entityId }) => entityId), keys.map(({ name }) => name)];
  const dates = keys.map(({ effectiveDate }) => effectiveDate);
  return sql`and (a.id, a.metric_name, a.effective_date) in (select k.id, k.name, k.day
    from unnest(${sql.param(ids)}::text[], ${sql.param(names)}::text[], ${sql.param(dates)}::date[]) as k (id, name, day))`;
}

/** The values that are asked for, in their order, with what is selected of them and their entity. */
function valuesStatement(
  scope: Scope,
  asked: Omit<AskedValues, 'countsContributing'> & Pick<LevelValues, 'keys'>,
  names: ReadonlySet<string>,
  selected: readonly SQL[],
): SQL {
  const children = childrenPart(asked.level);
  const join =
    children === undefined || !names.has('children')
      ? sql``
      : sql`left join (select ${children.parent} as id, count(*)::integer as children from ${children.part} group by 1)
          as below on below.id = a.id`;
  const question =
    names.has('level') || names.has('app')
      ? sql`cross join (select ${levelWords[asked.level]}::text as level, ${asked.app}::text as app) as of_question`
      : sql``;
  const load = names.has('computedAt') ? sql`left join facet.loads l on l.load_id = a.load_id` : sql``;
  const parts = isStoredAlone(scope, asked)
    ? storedAlone(scope, asked)
    : rollUpParts(scope, { ...asked, countsContributing: names.has('childrenWithValue') });
  return sql`
    with ${list(parts)}
    select ${list([sql`a.id as "entityId"`, ...selected])}
    from ${valuesPart(asked.level)} a join def on def.metric_name = a.metric_name ${question} ${join} ${load}
    where def.is_asked ${amongKeys(asked.keys)}
    order by a.id, a.metric_name, a.effective_date limit ${mostValues + 1}`;
}

/** Which values are asked for, of a level: with keys, no others than theirs. */
type LevelValues = MetricsQuestion & {
  readonly level: AggregationLevel;
  readonly keys?: readonly MetricValueKey[] | undefined;
};

/** Values of customers are made of no others: they are read by their keys. */
const planOf = ({ level }: LevelValues): QueryOptions => ({ genericPlan: levelBelow(level) === undefined });

const isNothing = ({ names, dates }: MetricsQuestion): boolean => names?.length === 0 || dates?.length === 0;

/** Throws a `UserError` where there are too many for one answer. */
function checkCount(count: number, entities: number): void {
  if (count > mostValues)
    throw new UserError(
      `The question asks for more than ${mostValues} values (entities: ${entities}); ask for smaller pages, or fewer ` +
        'metrics or dates.',
      'TOO_MANY_VALUES',
    );
}

/**
 * For each entity of a level the asked columns of its values that are asked for, in the order of metric names and effective dates; [] without any.
 * A stored value wins; where there is none, the rule of the metric makes it of the level below. Throws a `UserError` where
 * there are too many for one answer.
 */
export async function findMetricValues(
  scope: Scope,
  question: LevelValues,
  ids: readonly string[],
  columns: readonly MetricValueColumn[] = ownColumns,
): Promise<MetricValueRow[][]> {
  if (isNothing(question)) return ids.map(() => []);
  const selected = metricValueColumns
    .filter((column) => column !== 'entityId' && columns.includes(column))
    .map((column) => sql`${expressionAt(question.level, column)} as ${identifier(column)}`);
  const rows = await scope.db.query<MetricValueRow & { entityId: string }>(
    valuesStatement(scope, { ...question, ids }, new Set(columns), selected),
    planOf(question),
  );
  checkCount(rows.length, ids.length);
  return groupByKey(ids, rows, ({ entityId }) => entityId);
}

/** The values of an entity as JSON, by the properties of the shapes that were asked for, with commas between. */
export type WrittenValues = Readonly<Record<string, string>>;

/**
 * For each entity of a level its values that are asked for, as `findMetricValues` finds them, written by the statement in some
 * shapes; null without any.
 */
export async function findWrittenValues(
  scope: Scope,
  question: LevelValues,
  ids: readonly string[],
  shapes: readonly WrittenText[],
): Promise<(WrittenValues | null)[]> {
  if (isNothing(question)) return ids.map(() => null);
  const type = writableValue(question.level);
  const values = valuesStatement(scope, { ...question, ids }, namesOfShapes(shapes), [
    sql`a.metric_name as "_name"`,
    sql`a.effective_date as "_date"`,
    ...shapes.map((shape) => writtenColumn(shape, type)),
  ]);
  const texts = shapes.map((shape) => joinedColumn(shape, sql`"_name", "_date"`));
  const found = await scope.db.query<WrittenValues & { entityId: string; _count: number }>(
    sql`
    select ${list([sql`"entityId"`, sql`count(*)::int as "_count"`, ...texts])} from (${values}) as written group by "entityId"`,
    planOf(question),
  );
  checkCount(
    found.reduce((sum, { _count }) => sum + _count, 0),
    ids.length,
  );
  return byKey(ids, found, ({ entityId }) => entityId);
}

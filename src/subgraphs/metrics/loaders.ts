import DataLoader from 'dataloader';
import { cachedRow, cachedTable, countedRow } from '../../federation/cachedRows.js';
import { columnLoaderOf, loaderOf, type RequestContext } from '../../federation/requestContext.js';
import type { WrittenText } from '../../lib/written/shape.js';
import type { MetricsQuestion } from '../../levels/askedMetrics.js';
import {
  definitionsByName,
  findAvailability,
  findDefinitions,
  type AvailabilityRow,
  type DefinitionRow,
} from '../../levels/definitions.js';
import { findChildren, findEntities, type EntityRow } from '../../levels/entities.js';
import {
  findMetricValues,
  findWrittenValues,
  type MetricValueColumn,
  type MetricValueRow,
  type WrittenValues,
} from '../../levels/values.js';
import type { AggregationLevel } from '../../words/levels.js';

/** Which values are asked for, of a level. */
export type LevelQuestion = MetricsQuestion & { readonly level: AggregationLevel };

/** Entities of a level by key; null where unknown. */
export const entityLoader = (context: RequestContext, level: AggregationLevel) =>
  loaderOf<string, EntityRow | null>(
    context,
    `entities ${level}`,
    () => new DataLoader((ids) => findEntities(context, level, ids)),
  );

/** The first `size` entities below an entity, behind a key. */
export const childrenLoader = (
  context: RequestContext,
  level: AggregationLevel,
  after: string | undefined,
  size: number,
) =>
  loaderOf<string, EntityRow[]>(
    context,
    `children ${JSON.stringify([level, after, size])}`,
    () => new DataLoader((ids) => findChildren(context, level, ids, after, size)),
  );

/** The asked values of entities of a level, with at least some columns. */
export const valuesLoader = (
  context: RequestContext,
  { level, ...question }: LevelQuestion,
  columns: readonly MetricValueColumn[],
): DataLoader<string, MetricValueRow[]> =>
  columnLoaderOf(
    context,
    `values ${JSON.stringify([level, question])}`,
    { columns, texts: [] },
    (read) =>
      new DataLoader((ids: readonly string[]) =>
        findMetricValues(context, { level, ...question }, ids, read().columns),
      ),
  );

/** The asked values of entities of a level, written in at least one shape; null without any. */
export const writtenValuesLoader = (
  context: RequestContext,
  { level, ...question }: LevelQuestion,
  shape: WrittenText,
): DataLoader<string, WrittenValues | null> =>
  columnLoaderOf<string, WrittenValues | null, never>(
    context,
    `written values ${JSON.stringify([level, question])}`,
    { columns: [], texts: [shape] },
    (read) =>
      new DataLoader((ids: readonly string[]) => findWrittenValues(context, { level, ...question }, ids, read().texts)),
  );

type Definitions = ReadonlyMap<string, DefinitionRow>;

function readDefinitions(context: RequestContext): Promise<Definitions> {
  const loader = loaderOf<'all', Definitions>(
    context,
    'metric definitions',
    () =>
      new DataLoader(async (keys) => {
        const byName = await findDefinitions(context);
        return keys.map(() => byName);
      }),
  );
  return loader.load('all');
}

/** All definitions by name, from memory or read. */
export function loadDefinitions(context: RequestContext): Definitions | Promise<Definitions> {
  const cached = cachedTable(context, definitionsByName);
  if (cached === undefined) return readDefinitions(context);
  for (const row of cached.values()) countedRow(context, row);
  return cached;
}

/** A definition by name; null where unknown. */
export const loadDefinition = (context: RequestContext, name: string): DefinitionRow | Promise<DefinitionRow | null> =>
  cachedRow(context, definitionsByName, name) ??
  readDefinitions(context).then((definitions) => definitions.get(name) ?? null);

/** Where and for when values of metrics are stored. */
export const availabilityLoader = (context: RequestContext) =>
  loaderOf<string, AvailabilityRow[]>(
    context,
    'metric availability',
    () => new DataLoader((names) => findAvailability(context, names)),
  );

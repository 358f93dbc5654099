import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../context.js';
import type { MetricsQuestion } from '../../levels/askedMetrics.js';
import {
  findAvailability,
  findDefinitions,
  type AvailabilityRow,
  type DefinitionRow,
} from '../../levels/definitions.js';
import { findChildren, findEntities, type ChildLevel, type EntityRow } from '../../levels/entities.js';
import type { AggregationLevel } from '../../levels/levels.js';
import { findMetricValues, type MetricValueRow } from '../../levels/values.js';

/** Entities of a level by key; null where unknown. */
export const entityLoader = (context: RequestContext, level: AggregationLevel) =>
  loaderOf<string, EntityRow | null>(
    context,
    `entities ${level}`,
    () => new DataLoader((ids) => findEntities(context, level, ids)),
  );

/** The first `size` entities below an entity, behind a key. */
export const childrenLoader = (context: RequestContext, level: ChildLevel, after: string | undefined, size: number) =>
  loaderOf<string, EntityRow[]>(
    context,
    `children ${JSON.stringify([level, after, size])}`,
    () => new DataLoader((ids) => findChildren(context, level, ids, after, size)),
  );

/** The asked values of entities of a level. */
export const valuesLoader = (context: RequestContext, level: AggregationLevel, question: MetricsQuestion) =>
  loaderOf<string, MetricValueRow[]>(
    context,
    `values ${JSON.stringify([level, question])}`,
    () => new DataLoader((ids) => findMetricValues(context, { level, ...question }, ids)),
  );

/** All definitions by name. */
export function loadDefinitions(context: RequestContext): Promise<ReadonlyMap<string, DefinitionRow>> {
  const loader = loaderOf<'all', ReadonlyMap<string, DefinitionRow>>(
    context,
    'metric definitions',
    () =>
      new DataLoader(async (keys) => {
        const rows = await findDefinitions(context);
        const byName = new Map(rows.map((row) => [row.name, row]));
        return keys.map(() => byName);
      }),
  );
  return loader.load('all');
}

/** Where and for when values of metrics are stored. */
export const availabilityLoader = (context: RequestContext) =>
  loaderOf<string, AvailabilityRow[]>(
    context,
    'metric availability',
    () => new DataLoader((names) => findAvailability(context, names)),
  );

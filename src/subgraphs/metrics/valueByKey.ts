import DataLoader from 'dataloader';
import { keyOf } from '../../federation/keyOf.js';
import { columnLoaderOf, planOf, type RequestContext } from '../../federation/requestContext.js';
import type { ReferenceResolver } from '../../federation/subgraph.js';
import { appNamed } from '../../levels/askedMetrics.js';
import {
  findMetricValues,
  type MetricValueColumn,
  type MetricValueKey,
  type MetricValueRow,
} from '../../levels/values.js';
import { rowsByKey } from '../../lib/byKey.js';
import { checkDay } from '../../lib/checks/checkDay.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { aggregationLevels, type AggregationLevel } from '../../words/levels.js';
import { askedValueColumns } from './valueSelection.js';

const textOf = (key: MetricValueKey): string =>
  JSON.stringify([key.level, key.entityId, key.app, key.name, key.effectiveDate]);

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted();

type Found = ReadonlyMap<string, MetricValueRow>;

/** Values of one level and app by the texts of their keys. */
async function findTogether(
  context: RequestContext,
  { level, app }: Pick<MetricValueKey, 'level' | 'app'>,
  keys: readonly MetricValueKey[],
  columns: readonly MetricValueColumn[],
): Promise<Found> {
  const ids = distinct(keys.map(({ entityId }) => entityId));
  const names = distinct(keys.map(({ name }) => name));
  const dates = distinct(keys.map(({ effectiveDate }) => effectiveDate));
  const rows = await findMetricValues(context, { level, app, names, dates, keys }, ids, columns);
  return new Map(
    ids.flatMap((entityId, n) =>
      (rows[n] ?? []).map((row) => [textOf({ ...row, level, app, entityId }), row] as const),
    ),
  );
}

/** Values by key, one statement for each level and app, in the order of keys; null where there is none. */
async function findByKey(
  context: RequestContext,
  keys: readonly MetricValueKey[],
  columns: readonly MetricValueColumn[],
): Promise<(MetricValueRow | null)[]> {
  const groups = rowsByKey(keys, ({ level, app }) => JSON.stringify([level, app]));
  const found = await Promise.all(
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [findTogether(context, first, group, columns)];
    }),
  );
  const rows = new Map(found.flatMap((some) => [...some]));
  return keys.map((key) => {
    const row = rows.get(textOf(key));
    return row === undefined ? null : { ...row, ...key };
  });
}

const loaderOfValues = (context: RequestContext, columns: readonly MetricValueColumn[]) =>
  columnLoaderOf<MetricValueKey, MetricValueRow | null, MetricValueColumn>(
    context,
    'values by key',
    { columns: ['name', 'effectiveDate', ...columns], texts: [] },
    (read) => new DataLoader((keys) => findByKey(context, keys, read().columns), { cacheKeyFn: textOf }),
  );

function levelOf(text: string): AggregationLevel {
  const found = aggregationLevels.find((level) => level === text);
  if (found !== undefined) return found;
  throw new UserError(
    `"level" is "${shortened(text)}", and there are only ${aggregationLevels.join(', ')}.${didYouMean(text, aggregationLevels)}`,
    'BAD_REPRESENTATION',
  );
}

/** A value by its key, with what the selection asks; null where there is none. Throws a `UserError` for a key that none can have. */
export const metricValueOf: ReferenceResolver = async (representation, context, info) => {
  const textIn = (field: string): string => checkKey(keyOf(representation, field), field);
  const key: MetricValueKey = {
    level: levelOf(keyOf(representation, 'level')),
    entityId: textIn('entityId'),
    app: appNamed(context.apps, textIn('app')).name,
    name: textIn('name'),
    effectiveDate: checkDay(textIn('effectiveDate'), 'effectiveDate'),
  };
  const columns = planOf(context, 'value by key', info.fieldNodes, () =>
    // The key says these itself.
    askedValueColumns(info).filter((column) => column !== 'level' && column !== 'app'),
  );
  return loaderOfValues(context, columns).load(key);
};

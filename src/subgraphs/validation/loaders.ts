import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { columnLoaderOf, loaderOf, planOf, type RequestContext } from '../../federation/requestContext.js';
import { selectedColumns } from '../../lib/relay/selection.js';
import { runColumns, type RunColumn } from './columns.js';
import { findResults, findThresholds, findTrends, findValidationRuns, type TrendKey } from './queries.js';
import type { ThresholdRow } from '../../validation/storedThresholds.js';
import type { TrendPointRow, ValidationResultRow, ValidationRunRow } from './shape.js';

/** Runs by number with at least some columns; null where unknown. */
const runLoader = (context: RequestContext, columns: readonly RunColumn[]) =>
  columnLoaderOf<string, ValidationRunRow | null, RunColumn>(
    context,
    'validationRuns',
    { columns, texts: [] },
    (read) => new DataLoader((ids) => findValidationRuns(context, ids, read().columns)),
  );

/** Whether a text can be the number of a run. */
const isRunId = (id: string): boolean => /^[1-9]\d{0,17}$/.test(id);

/** A run by its number with what is asked below the resolved field; null when unknown. */
export async function loadRun(
  context: RequestContext,
  id: string,
  info: GraphQLResolveInfo,
): Promise<ValidationRunRow | null> {
  if (!isRunId(id)) return null;
  const columns = planOf(context, 'validationRun', info.fieldNodes, () =>
    selectedColumns(info, 'ValidationRun', runColumns, info.fieldNodes),
  );
  return runLoader(context, columns).load(id);
}

/** The results of a run, in the order of its checks. */
export const loadResults = (context: RequestContext, runId: string): Promise<ValidationResultRow[]> =>
  loaderOf<string, ValidationResultRow[]>(
    context,
    'validationResults',
    () => new DataLoader((runIds) => findResults(context, runIds)),
  ).load(runId);

/** What came of a check on a table in the newest runs, the oldest first. */
export const loadTrend = (context: RequestContext, key: TrendKey): Promise<TrendPointRow[]> =>
  loaderOf<TrendKey, TrendPointRow[]>(
    context,
    'validationTrends',
    () =>
      new DataLoader((keys) => findTrends(context, keys), { cacheKeyFn: ({ check, table }) => `${check} ${table}` }),
  ).load(key);

/** Thresholds that were set, by the names of their checks. */
export const loadThresholds = (context: RequestContext): Promise<ThresholdRow[]> => findThresholds(context);

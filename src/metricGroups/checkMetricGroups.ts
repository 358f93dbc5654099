import { checkFilter } from '../conditions/checkFilter.js';
import type { ConditionTree } from '../conditions/conditionTree.js';
import { checkRange } from '../lib/checks/checkRange.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { listOf } from '../lib/relay/page.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import { checkEither } from '../population/checkEither.js';
import { checkKeyPlace, checkLengths } from '../population/groups/checkGroups.js';
import type { TimeGrain } from '../population/groups/timeGrain.js';
import { listLimits } from '../words/limits.js';
import { checkMetrics, distinctTexts } from '../levels/askedMetrics.js';
import type { Scope } from '../scope.js';
import { grainsOf, type DefinitionRow } from '../levels/definitions.js';
import type { AskedCondition, AskedMetricGroups, AskedMetricOrder, MetricGroupsQuestion } from './askedMetricGroups.js';

function metricsNamed(names: readonly string[], known: ReadonlyMap<string, DefinitionRow>): DefinitionRow[] {
  distinctTexts(names, 'names', listLimits.groupedMetrics);
  if (names.length === 0) throw new UserError('"names" is empty: name at least one metric.');
  return [...new Set(names)].map((name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    throw new UserError(`There is no metric "${shortened(name)}".${didYouMean(name, known.keys())}`, 'UNKNOWN_METRIC');
  });
}

function checkGrain(grain: TimeGrain, metrics: readonly DefinitionRow[]): void {
  for (const metric of metrics) {
    const grains: readonly TimeGrain[] = grainsOf(metric);
    if (!grains.includes(grain))
      throw new UserError(
        `"grain" is ${grain}, and "${metric.name}" can be asked for by ${grains.join(', ')} only.`,
        'GRAIN_NOT_SUPPORTED',
      );
  }
}

function checkAmong(metric: string, names: readonly string[], path: string): void {
  if (!names.includes(metric))
    throw new UserError(
      `"${path}" is about "${shortened(metric)}", which is not among "names".${didYouMean(metric, names)}`,
      'METRIC_NOT_ASKED',
    );
}

function checkConditions(
  asked: AskedMetricGroups['having'],
  names: readonly string[],
  path: string,
): readonly AskedCondition[] {
  return (asked ?? []).map(({ metric, number }, n) => {
    checkAmong(metric, names, `${path}[${n}]`);
    checkFilter({ number }, `${path}[${n}]`);
    return { metric, number };
  });
}

function checkOrder({ metric, key }: AskedMetricOrder, names: readonly string[], keys: number, path: string): void {
  checkEither('metric', metric, 'key', key, path);
  if (metric == null) checkKeyPlace(key ?? 0, keys, path);
  else checkAmong(metric, names, path);
}

/**
 * Checks which groups of values are asked for, at the instant of the scope, of the metrics that there are. Throws a
 * `UserError` that names what is wrong.
 */
export function checkMetricGroups(
  scope: Pick<Scope, 'apps' | 'now'>,
  asked: AskedMetricGroups,
  known: ReadonlyMap<string, DefinitionRow>,
): MetricGroupsQuestion {
  const { level, groupBy, orderBy, having, values } = asked;
  const lists = { groupBy: groupBy ?? [], values: values ?? [], having: having ?? [], orderBy: orderBy ?? [] };
  checkLengths(lists);
  const metrics = metricsNamed(asked.names, known);
  const names = metrics.map(({ name }) => name);
  const grain = asked.grain ?? null;
  if (grain !== null) checkGrain(grain, metrics);
  const [filter, from, to] = [(asked.filter ?? {}) as ConditionTree, asked.from ?? null, asked.to ?? null];
  checkFilter(filter);
  checkRange({ from, to });
  const keys = lists.groupBy.length + (grain === null ? 0 : 1);
  lists.orderBy.forEach((one, n) => checkOrder(one, names, keys, `orderBy[${n}]`));
  const { app, dates } = checkMetrics(scope, asked);
  const question = {
    level,
    app,
    names,
    dates,
    from,
    to,
    filter,
    values: checkConditions(values, names, 'values'),
    groupBy: lists.groupBy,
    grain,
    having: checkConditions(having, names, 'having'),
    orderBy: lists.orderBy,
  };
  return { ...question, metrics, list: listOf('metricsAggregate', question) };
}

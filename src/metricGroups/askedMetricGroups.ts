import type { ConditionTree } from '../conditions/conditionTree.js';
import type { PagedList } from '../lib/relay/page.js';
import type { AskedGroupOrder } from '../population/groups/askedGroups.js';
import type { TimeGrain } from '../population/groups/timeGrain.js';
import type { AggregationLevel } from '../words/levels.js';
import type { Operators } from '../words/conditionOperators.js';
import type { AskedMetrics, MetricsQuestion } from '../levels/askedMetrics.js';
import type { DefinitionRow } from '../levels/definitions.js';

/** What must hold of the value of a metric. */
export interface AskedCondition {
  readonly metric: string;
  readonly number: Operators;
}

/** A term of an order of groups: a metric, or a key by its place, from 1. */
export interface AskedMetricOrder extends Pick<AskedGroupOrder, 'key' | 'direction' | 'nulls'> {
  readonly metric?: string | null | undefined;
}

/** Which groups of values a client asks for, as it says it. */
export interface AskedMetricGroups extends Omit<AskedMetrics, 'names'> {
  readonly level: AggregationLevel;
  readonly names: readonly string[];
  readonly filter?: object | null | undefined;
  readonly values?: readonly { readonly metric: string; readonly number: object }[] | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** Values of the enum `MetricGrouping`. */
  readonly groupBy?: readonly string[] | null | undefined;
  readonly grain?: TimeGrain | null | undefined;
  readonly having?: readonly { readonly metric: string; readonly number: object }[] | null | undefined;
  readonly orderBy?: readonly AskedMetricOrder[] | null | undefined;
}

/** Which groups of values a client asks for, checked. */
export interface MetricGroupsQuestion extends MetricsQuestion {
  readonly names: readonly string[];
  readonly level: AggregationLevel;
  /** In the order asked, each once. */
  readonly metrics: readonly DefinitionRow[];
  readonly filter: ConditionTree;
  readonly values: readonly AskedCondition[];
  readonly from: string | null;
  readonly to: string | null;
  readonly groupBy: readonly string[];
  readonly grain: TimeGrain | null;
  readonly having: readonly AskedCondition[];
  readonly orderBy: readonly AskedMetricOrder[];
  /** How its cursors know it. */
  readonly list: PagedList;
}

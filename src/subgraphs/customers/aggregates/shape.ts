import type { Connection } from '../../../lib/relay/page.js';
import type { AskedMeasure } from '../../../population/groups/askedGroups.js';
import { toGroupKey, toText, type GroupKey, type GroupKeyRow } from '../../../population/groups/groupKey.js';
import type { MeasureFunction } from '../../../population/groups/measure.js';
import type { Operand } from '../../../population/operand.js';

/** The fields of `CustomerAggregate` that are measures. */
export const measureFields: ReadonlyMap<string, MeasureFunction> = new Map([
  ['count', 'COUNT'],
  ['sum', 'SUM'],
  ['average', 'AVERAGE'],
  ['minimum', 'MINIMUM'],
  ['maximum', 'MAXIMUM'],
  ['distinct', 'DISTINCT'],
]);

/** What stands behind a `CustomerAggregate`: its keys, and the asked measures as texts by what they were asked as. */
export interface CustomerAggregateRow {
  readonly keys: readonly GroupKeyRow[];
  readonly measures: ReadonlyMap<string, string | null>;
}

/** What stands behind a `CustomerAggregateConnection`: a page, and how many groups it is a page of, counted when first asked. */
export interface CustomerAggregateConnectionRow extends Connection<CustomerAggregateRow> {
  readonly count: () => Promise<number>;
}

/** Tells what measures were asked as. */
export const askedAs = ({ measure, column, attribute }: AskedMeasure): string =>
  `${measure} ${column ?? ''} ${attribute ?? ''}`;

/** A group, from the texts of its keys and of its measures, each with what it was asked as. */
export const toAggregate = (
  keys: readonly GroupKey[],
  measures: readonly (readonly [askedAs: string, operand: Operand])[],
  textOf: (operand: Operand) => string | null,
): CustomerAggregateRow => ({
  keys: keys.map((key) => toGroupKey(key, textOf(key.operand))),
  measures: new Map(measures.map(([as, operand]) => [as, toText(operand, textOf(operand))])),
});

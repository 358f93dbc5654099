import { isoInstant } from '../../../lib/isoInstant.js';
import type { Connection } from '../../../lib/page.js';
import type { AskedMeasure } from '../../../population/groups/askedGroups.js';
import type { MeasureFunction } from '../../../population/groups/measure.js';
import type { TimeGrain } from '../../../population/groups/timeGrain.js';
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

/** What stands behind a `CustomerGroupKey`. */
export interface CustomerGroupKeyRow {
  readonly name: string;
  readonly grain: TimeGrain | null;
  readonly value: string | null;
}

/** What stands behind a `CustomerAggregate`: its keys, and the asked measures as texts by what they were asked as. */
export interface CustomerAggregateRow {
  readonly keys: readonly CustomerGroupKeyRow[];
  readonly measures: ReadonlyMap<string, string | null>;
}

/** What stands behind a `CustomerAggregateConnection`: a page, and how many groups it is a page of, counted when first asked. */
export interface CustomerAggregateConnectionRow extends Connection<CustomerAggregateRow> {
  readonly count: () => Promise<number>;
}

/** Tells what measures were asked as. */
export const askedAs = ({ measure, column, attribute }: AskedMeasure): string =>
  `${measure} ${column ?? ''} ${attribute ?? ''}`;

/** A value as the API writes it elsewhere, from the text that PostgreSQL prints. */
const toText = ({ kind }: Operand, text: string | null): string | null =>
  text !== null && kind === 'dateTime' ? isoInstant(text) : text;

/** A key of the groups of a page. */
export interface GroupKey {
  readonly operand: Operand;
  readonly grain: TimeGrain | null;
}

/** A key of a group with its text. */
export const toGroupKey = ({ operand, grain }: GroupKey, text: string | null): CustomerGroupKeyRow => ({
  name: operand.name,
  grain,
  value: toText(operand, text),
});

/** A group, from the texts of its keys and of its measures, each with what it was asked as. */
export const toAggregate = (
  keys: readonly GroupKey[],
  measures: readonly (readonly [askedAs: string, operand: Operand])[],
  textOf: (operand: Operand) => string | null,
): CustomerAggregateRow => ({
  keys: keys.map((key) => toGroupKey(key, textOf(key.operand))),
  measures: new Map(measures.map(([as, operand]) => [as, toText(operand, textOf(operand))])),
});

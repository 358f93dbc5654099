import type { Connection } from '../../lib/relay/page.js';
import type { Operand } from '../../operands/operand.js';
import type { AskedMeasure, AskedValue, ValueName } from './askedGroups.js';
import { toGroupKey, toText, type GroupKey, type GroupKeyRow } from './groupKey.js';
import type { MeasureFunction } from './measure.js';

/** The fields of groups that are measures. */
export const measureFields: ReadonlyMap<string, MeasureFunction> = new Map([
  ['count', 'COUNT'],
  ['orders', 'ORDERS'],
  ['customers', 'CUSTOMERS'],
  ['sum', 'SUM'],
  ['average', 'AVERAGE'],
  ['minimum', 'MINIMUM'],
  ['maximum', 'MAXIMUM'],
  ['distinct', 'DISTINCT'],
]);

/** A measure that is asked for, and the name of its field in the answer. */
export interface SelectedMeasure extends AskedMeasure {
  readonly path: string;
}

/** A field that is asked of groups. */
interface AskedField {
  readonly field: string;
  readonly args: AskedValue;
  /** Its name in the answer. */
  readonly path: string;
}

/** The measures among the fields that are asked of groups. */
export const selectedMeasures = (calls: readonly AskedField[]): SelectedMeasure[] =>
  calls.flatMap(({ field, args, path }) => {
    const measure = measureFields.get(field);
    return measure === undefined ? [] : [{ ...args, measure, path }];
  });

/** What stands behind a group in an answer: its keys, and the asked measures as texts by what they were asked as. */
export interface AggregateRow {
  readonly keys: readonly GroupKeyRow[];
  readonly measures: ReadonlyMap<string, string | null>;
}

/** What stands behind a page of groups: how many groups it is a page of is counted when first asked. */
export interface AggregateConnectionRow extends Connection<AggregateRow> {
  readonly count: () => Promise<number>;
}

/** By what measures name their values. */
const names: readonly ValueName[] = ['column', 'attribute'];

/** Tells what measures were asked as. */
export const askedAs = (asked: AskedMeasure): string =>
  [asked.measure, ...names.map((name) => asked[name] ?? '')].join(' ');

/** A group, from the texts of its keys and of its measures, each with what it was asked as. */
export const toAggregate = (
  keys: readonly GroupKey[],
  measures: readonly (readonly [askedAs: string, operand: Operand])[],
  textOf: (operand: Operand) => string | null,
): AggregateRow => ({
  keys: keys.map((key) => toGroupKey(key, textOf(key.operand))),
  measures: new Map(measures.map(([as, operand]) => [as, toText(operand, textOf(operand))])),
});

const textIn = ({ measures }: AggregateRow, asked: AskedMeasure): string | null => measures.get(askedAs(asked)) ?? null;

const numberIn = (row: AggregateRow, asked: AskedMeasure): number => Number(textIn(row, asked) ?? 0);

/** What the measures of a group are in the answer, by their fields. */
export const measuresIn = {
  count: (row: AggregateRow): number => numberIn(row, { measure: 'COUNT' }),
  orders: (row: AggregateRow): number => numberIn(row, { measure: 'ORDERS' }),
  customers: (row: AggregateRow): number => numberIn(row, { measure: 'CUSTOMERS' }),
  sum: (row: AggregateRow, value: AskedValue): string | null => textIn(row, { ...value, measure: 'SUM' }),
  average: (row: AggregateRow, value: AskedValue): string | null => textIn(row, { ...value, measure: 'AVERAGE' }),
  minimum: (row: AggregateRow, value: AskedValue): string | null => textIn(row, { ...value, measure: 'MINIMUM' }),
  maximum: (row: AggregateRow, value: AskedValue): string | null => textIn(row, { ...value, measure: 'MAXIMUM' }),
  distinct: (row: AggregateRow, value: AskedValue): number => numberIn(row, { ...value, measure: 'DISTINCT' }),
};

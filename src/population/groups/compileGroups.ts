import { UserError } from '../../lib/errors/UserError.js';
import type { Operators } from '../../words/conditionOperators.js';
import type { Order, OrderKey } from '../keyset.js';
import type { Operand } from '../../operands/operand.js';
import type {
  AskedGroupOrder,
  AskedGrouping,
  AskedGroups,
  AskedHaving,
  AskedMeasure,
  AskedValue,
} from './askedGroups.js';
import type { MeasureCondition } from './groups.js';
import { isRowMeasure, kindInWords, measureKinds, measureOf, rowCount, type RowMeasure } from './measure.js';
import { periodOf } from './timeGrain.js';

/** What the names in a question about groups stand for. */
export interface GroupNames {
  /** The operand over a row; a `UserError` for an unknown name, or one whose values the viewer may not read. */
  readonly operand: (value: AskedValue, path: string) => Operand;
  /** The IANA zone of the periods that instants lie in. */
  readonly timeZone: string;
  /** What is counted beside the rows themselves, and in their place where a row stands several times. */
  readonly counts?: Readonly<Partial<Record<RowMeasure, Operand>>>;
}

/** What a client says of groups, over the operands of rows. */
export interface CompiledGroups {
  readonly keys: readonly Operand[];
  readonly having: readonly MeasureCondition[];
  /** Ends with all keys. */
  readonly order: Order;
}

function countOf({ counts = {} }: GroupNames, measure: RowMeasure): Operand {
  const count = counts[measure] ?? (measure === 'COUNT' ? rowCount : undefined);
  if (count === undefined) throw new TypeError(`The schema knows no ${measure} of these rows`);
  return count;
}

/** The measure that a client names. Throws a `UserError`, naming the path, where it cannot be worked out of its values. */
export const measureNamed = (names: GroupNames, asked: AskedMeasure, path: string): Operand =>
  isRowMeasure(asked.measure)
    ? countOf(names, asked.measure)
    : measureOf(asked.measure, names.operand(asked, path), path);

function keyOf({ operand, timeZone }: GroupNames, asked: AskedGrouping, path: string): Operand {
  const value = operand(asked, path);
  return asked.grain == null ? value : periodOf(value, asked.grain, timeZone, `${path}.grain`);
}

function condition(names: GroupNames, asked: AskedHaving, path: string): MeasureCondition {
  const measure = measureNamed(names, asked, path);
  const given = measureKinds.find((kind) => asked[kind] !== undefined) ?? 'number';
  if (measure.kind !== given)
    throw new UserError(
      `"${path}" is about ${measure.name}, which is ${kindInWords(measure)}: give "${measure.kind}", not "${given}".`,
      'ATTRIBUTE_TYPE_MISMATCH',
    );
  return { measure, operators: asked[given] as Operators, path: `${path}.${given}` };
}

/** A term of an order with what a client says of its direction. */
export const toOrderKey = (
  operand: Operand,
  { direction, nulls }: Pick<AskedGroupOrder, 'direction' | 'nulls'>,
): OrderKey => ({ operand, descending: direction === 'DESC', nullsFirst: nulls === 'FIRST' });

/** The order of the terms, in which the keys that they do not name decide between equals. */
export function withAllKeys(terms: Order, keys: readonly Operand[]): Order {
  const others = keys.filter((key) => terms.every(({ operand }) => operand !== key));
  return [...terms, ...others.map((operand) => toOrderKey(operand, {}))];
}

function orderKey(names: GroupNames, keys: readonly Operand[], asked: AskedGroupOrder, path: string): OrderKey {
  const { measure, key } = asked;
  const ofKey = keys[(key ?? 0) - 1];
  const operand = measure == null ? ofKey : measureNamed(names, { ...asked, measure }, path);
  if (operand === undefined) throw new TypeError(`"${path}" was not checked`);
  return toOrderKey(operand, asked);
}

/** Compiles a checked question (see `checkGroups`). Throws a `UserError` for an unknown name or a measure of another kind. */
export function compileGroups(asked: AskedGroups, names: GroupNames): CompiledGroups {
  const keys = asked.groupBy.map((one, n) => keyOf(names, one, `groupBy[${n}]`));
  const terms = asked.orderBy.map((one, n) => orderKey(names, keys, one, `orderBy[${n}]`));
  return {
    keys,
    having: asked.having.map((one, n) => condition(names, one, `having[${n}]`)),
    order: withAllKeys(terms, keys),
  };
}

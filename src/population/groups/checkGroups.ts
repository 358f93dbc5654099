import { checkLength } from '../../lib/checks/checkLength.js';
import { checkFilter } from '../../conditions/checkFilter.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import { listLimits } from '../../words/limits.js';
import { checkEither } from '../checkEither.js';
import type {
  AskedGroupOrder,
  AskedGroups,
  AskedHaving,
  AskedMeasure,
  AskedValue,
  GivenGroups,
  GroupedRows,
  ValueName,
} from './askedGroups.js';
import { checkOneOf } from './checkOneOf.js';
import { isRowMeasure, measureKinds, type RowMeasure } from './measure.js';

const most = {
  groupBy: listLimits.groupings,
  values: listLimits.groupConditions,
  having: listLimits.groupConditions,
  orderBy: listLimits.orderTerms,
} as const;

const valueNames = ['column', 'attribute', 'productColumn', 'customerColumn', 'customerAttribute'] as const;

/** By what a value is named; undefined where none is. */
const nameOf = (value: AskedValue): ValueName | undefined => valueNames.find((name) => value[name] != null);

function checkCount(measure: RowMeasure, value: AskedValue, { rows, measures }: GroupedRows, path: string): void {
  const name = nameOf(value);
  if (name === undefined) return;
  const word = measure.toLowerCase();
  const is = measure === 'COUNT' ? `a count is of ${rows}` : `${word} are counted by themselves`;
  throw new UserError(
    `"${path}" asks for the ${word} of "${shortened(value[name] ?? '')}": ${is}; leave ` +
      `${measures.map((one) => `"${one}"`).join(' and ')} out, or ask for "DISTINCT".`,
  );
}

/** Checks what a measure is of. Throws a `UserError` that names the path. */
export function checkMeasure(asked: AskedMeasure, of: GroupedRows, path: string): void {
  if (isRowMeasure(asked.measure)) checkCount(asked.measure, asked, of, path);
  else checkOneOf(of.measures, asked, path);
}

function checkHaving(asked: AskedHaving, of: GroupedRows, path: string): void {
  checkMeasure(asked, of, path);
  // What is null is refused below.
  const given = measureKinds.filter((kind) => asked[kind] !== undefined);
  if (given.length !== 1)
    throw new UserError(
      `"${path}" has ${given.length === 0 ? 'no condition' : given.map((kind) => `"${kind}"`).join(' and ')}: give ` +
        'exactly one of "number", "text", "date" and "dateTime".',
    );
  for (const kind of given) checkFilter({ [kind]: asked[kind] }, path);
}

/** Checks the place of a key in an order, of so many. Throws a `UserError` that names the path. */
export function checkKeyPlace(key: number, keys: number, path: string): void {
  if (key < 1 || key > keys)
    throw new UserError(
      `"${path}.key" is ${key}: it is the place of a key in "groupBy", which has ${keys}; the first is 1.`,
    );
}

function checkOrder(asked: AskedGroupOrder, keys: number, of: GroupedRows, path: string): void {
  const { measure, key } = asked;
  checkEither('measure', measure, 'key', key, path);
  if (measure != null) return checkMeasure({ ...asked, measure }, of, path);
  const name = nameOf(asked);
  if (name !== undefined)
    throw new UserError(`"${path}" names ${name === 'attribute' ? 'an' : 'a'} ${name} beside a key: leave it out.`);
  checkKeyPlace(key ?? 0, keys, path);
}

/** Checks how much a client says of groups. Throws a `UserError` that names the list that is too long. */
export function checkLengths(asked: Readonly<Partial<Record<keyof typeof most, readonly unknown[]>>>): void {
  for (const name of ['groupBy', 'values', 'having', 'orderBy'] as const)
    checkLength(asked[name] ?? [], name, most[name]);
}

/** What a client says of groups of some rows, checked in form. Throws a `UserError` that names the bad part. */
export function checkGroups(given: GivenGroups, of: GroupedRows): AskedGroups {
  const asked = { groupBy: given.groupBy ?? [], having: given.having ?? [], orderBy: given.orderBy ?? [] };
  checkLengths(asked);
  asked.groupBy.forEach((one, n) => checkOneOf(of.keys, one, `groupBy[${n}]`));
  asked.having.forEach((one, n) => checkHaving(one, of, `having[${n}]`));
  asked.orderBy.forEach((one, n) => checkOrder(one, asked.groupBy.length, of, `orderBy[${n}]`));
  return asked;
}

/** Whether any of what a client names is an attribute of a customer, which is read on a day. */
export const namesAttribute = (
  values: readonly AskedValue[],
  name: 'attribute' | 'customerAttribute' = 'attribute',
): boolean => values.some((value) => value[name] != null);

import { checkLength } from '../../lib/checks/checkLength.js';
import { checkFilter } from '../../conditions/checkFilter.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import { listLimits } from '../../words/limits.js';
import { checkEither } from '../checkEither.js';
import type { AskedGroupOrder, AskedGroups, AskedHaving, AskedMeasure, AskedValue } from './askedGroups.js';
import { measureKinds } from './measure.js';

const most = {
  groupBy: listLimits.groupings,
  values: listLimits.groupConditions,
  having: listLimits.groupConditions,
  orderBy: listLimits.orderTerms,
} as const;

/** Checks what a measure is of. Throws a `UserError` that names the path. */
export function checkMeasure({ measure, column, attribute }: AskedMeasure, path: string): void {
  if (measure !== 'COUNT') checkEither('column', column, 'attribute', attribute, path);
  else if (column != null || attribute != null)
    throw new UserError(
      `"${path}" asks for the count of "${shortened(column ?? attribute ?? '')}": a count is of customers; leave ` +
        '"column" and "attribute" out, or ask for "DISTINCT".',
    );
}

function checkHaving(asked: AskedHaving, path: string): void {
  checkMeasure(asked, path);
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

function checkOrder({ measure, key, column, attribute }: AskedGroupOrder, keys: number, path: string): void {
  checkEither('measure', measure, 'key', key, path);
  if (measure != null) return checkMeasure({ measure, column, attribute }, path);
  if (column != null || attribute != null)
    throw new UserError(`"${path}" names ${column == null ? 'an attribute' : 'a column'} beside a key: leave it out.`);
  checkKeyPlace(key ?? 0, keys, path);
}

/** Checks how much a client says of groups. Throws a `UserError` that names the list that is too long. */
export function checkLengths(asked: Readonly<Partial<Record<keyof typeof most, readonly unknown[]>>>): void {
  for (const name of ['groupBy', 'values', 'having', 'orderBy'] as const)
    checkLength(asked[name] ?? [], name, most[name]);
}

/** Checks in form what a client says of groups. Throws a `UserError` that names the bad part. */
export function checkGroups(asked: AskedGroups): void {
  checkLengths({ groupBy: asked.groupBy, having: asked.having, orderBy: asked.orderBy });
  asked.groupBy.forEach(({ column, attribute }, n) =>
    checkEither('column', column, 'attribute', attribute, `groupBy[${n}]`),
  );
  asked.having.forEach((one, n) => checkHaving(one, `having[${n}]`));
  asked.orderBy.forEach((one, n) => checkOrder(one, asked.groupBy.length, `orderBy[${n}]`));
}

/** Whether any of what a client names is an attribute, which is read on a day. */
export const namesAttribute = (values: readonly AskedValue[]): boolean =>
  values.some(({ attribute }) => attribute != null);

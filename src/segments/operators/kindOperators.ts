import { UserError } from '../../lib/errors/UserError.js';
import { ValueKind, valueKinds } from '../../words/dataTypes.js';
import type { SegmentOperators } from './segmentOperators.js';

/** Operators under the kind of values that they are for; exactly one. */
export type KindOperators = { readonly [Kind in ValueKind]?: SegmentOperators | undefined };

/** The kind that operators are given for; `text` where there is none, which the form has refused. */
export const kindGiven = (given: KindOperators): ValueKind =>
  valueKinds.find((kind) => given[kind] !== undefined) ?? ValueKind.text;

/** The operators, where they are for the kind of the values. Throws a `UserError` that names the path where they are for another. */
export function operatorsFor(
  { name, kind, type }: { readonly name: string; readonly kind: ValueKind | 'score'; readonly type?: string },
  given: KindOperators,
  path: string,
): SegmentOperators {
  const [asked, operators] = [kindGiven(given), given[kindGiven(given)] ?? {}];
  if (asked === kind) return operators;
  throw new UserError(
    `"${name}" is ${type ?? `a ${kind}`}: ask for it with "${kind}", not "${asked}" ("${path}.${asked}").`,
    'ATTRIBUTE_TYPE_MISMATCH',
  );
}

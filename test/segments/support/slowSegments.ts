import { every, some, type Truth } from '../../conditions/plainConditions.js';

/** Whether what is given of a kind holds of a customer, by plain looking at what is known. */
export type SlowKind = (given: never, customer: string) => Truth;

interface Group {
  readonly join?: string;
  readonly conditions: readonly Readonly<Record<string, unknown>>[];
}

/** A definition as the tests make it. */
export interface SlowDefinition {
  readonly include?: { readonly join?: string; readonly groups?: readonly Group[] };
  readonly exclude?: readonly Group[];
}

/** One condition of a customer. */
export function slowCondition(
  condition: Readonly<Record<string, unknown>>,
  customer: string,
  kinds: Readonly<Record<string, SlowKind>>,
): Truth {
  const [name, given] = Object.entries(condition)[0] ?? ['', undefined];
  const kind = kinds[name];
  if (kind === undefined) throw new Error(`The tests do not know conditions of ${name}`);
  return kind(given as never, customer);
}

const slowGroup = ({ join, conditions }: Group, customer: string, kinds: Readonly<Record<string, SlowKind>>): boolean =>
  (join === 'OR' ? some : every)(conditions.map((one) => slowCondition(one, customer, kinds))) === true;

/** Whether a customer is a member: in the included groups, and in no excluded one. */
export function isMember(
  { include, exclude = [] }: SlowDefinition,
  customer: string,
  kinds: Readonly<Record<string, SlowKind>>,
): boolean {
  const groups = (include?.groups ?? []).map((group) => slowGroup(group, customer, kinds));
  const included = groups.length === 0 || (include?.join === 'OR' ? groups.includes(true) : !groups.includes(false));
  return included && !exclude.some((group) => slowGroup(group, customer, kinds));
}

import { checkLength } from '../lib/checks/checkLength.js';
import { listLimits } from '../words/limits.js';
import type { Scope } from '../scope.js';
import { checkEither } from './checkEither.js';
import { columnOfEnum } from '../operands/customerColumns.js';
import type { Order, OrderKey } from './keyset.js';
import { asOrdered, attributeOperand, columnOperand, customerKey } from '../operands/operands.js';
import { relevance } from './search.js';

/** One term of an order as a client gives it: a column or an attribute. */
export interface OrderTerm {
  /** A value of the enum `CustomerColumn`. */
  readonly column?: string | null | undefined;
  readonly attribute?: string | null | undefined;
  readonly direction?: 'ASC' | 'DESC' | null | undefined;
  readonly nulls?: 'FIRST' | 'LAST' | null | undefined;
}

/** Checks the terms of an order. Throws a `UserError` that names the bad one. */
export function checkTerms(terms: readonly OrderTerm[]): readonly OrderTerm[] {
  checkLength(terms, 'orderBy', listLimits.orderTerms);
  terms.forEach(({ column, attribute }, n) => {
    checkEither('column', column, 'attribute', attribute, `orderBy[${n}]`);
  });
  return terms;
}

/** What an order is made for. */
interface OrderedQuestion {
  /** The day that attributes are read on. */
  readonly day: string | null;
  /** The words of the search: without terms the best fit comes first. */
  readonly words: readonly string[];
}

function keyOf(scope: Scope, term: OrderTerm, day: string | null, path: string): OrderKey {
  const { column, attribute, direction, nulls } = term;
  const operand =
    attribute == null
      ? columnOperand(scope, columnOfEnum(column ?? ''), path)
      : attributeOperand(scope, attribute, day, path);
  return { operand: asOrdered(operand), descending: direction === 'DESC', nullsFirst: nulls === 'FIRST' };
}

/** By the key, which stands in every cursor whatever is asked. */
const idKey = (descending: boolean): OrderKey => ({ operand: customerKey, descending, nullsFirst: false });

/** An order that ends with the customer's key, in the direction of the first term, so that one index can serve both. */
export function orderOf(scope: Scope, terms: readonly OrderTerm[], { day, words }: OrderedQuestion): Order {
  if (terms.length === 0 && words.length > 0)
    return [{ operand: relevance(scope, words), descending: true, nullsFirst: false }, idKey(false)];
  const keys = terms.map((term, n) => keyOf(scope, term, day, `orderBy[${n}]`));
  // Behind the key there is nothing left to put in order.
  const end = terms.findIndex(({ column }) => column === 'ID');
  return end === -1 ? [...keys, idKey(keys[0]?.descending ?? false)] : keys.slice(0, end + 1);
}

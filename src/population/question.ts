import { checkFilter } from '../conditions/checkFilter.js';
import type { ConditionTree } from '../conditions/conditionTree.js';
import type { ConditionOperator } from '../words/conditionOperators.js';
import { listOf, type PagedList } from '../lib/relay/page.js';
import { checkTerms, type OrderTerm } from './order.js';
import { searchWords } from './search.js';
import { checkSegmentLeaves, segmentLeafNames, type SegmentLeaf } from './segmentLeaves.js';

/** Which customers a client asks for, as it says it. */
export interface AskedCustomers {
  readonly filter?: ConditionTree | null | undefined;
  readonly search?: string | null | undefined;
  /** The day that attributes are read on: the newest complete one on or before it. */
  readonly asOf?: string | null | undefined;
}

/** Which customers a client asks for, checked in all that needs no database. */
export interface CustomersQuestion {
  readonly filter: ConditionTree;
  /** The words of the search; [] without one. */
  readonly words: readonly string[];
  readonly asOf: string | null;
  /** Whether the filter names attributes, which are read on a day. */
  readonly filterUsesAttributes: boolean;
  /** Whether the filter names attributes, or a segment, which may. */
  readonly filterUsesDay: boolean;
  /** What the filter says in the words of segments. */
  readonly leaves: readonly SegmentLeaf[];
}

/** Checks a question. Throws a `UserError` that names what is wrong with it. */
export function checkCustomers({ filter, search, asOf }: AskedCustomers): CustomersQuestion {
  const tree = filter ?? {};
  const { named, given } = checkFilter(tree, 'filter', { others: segmentLeafNames });
  return {
    filter: tree,
    words: searchWords(search),
    asOf: asOf ?? null,
    filterUsesAttributes: named.has('attributes'),
    filterUsesDay: named.has('attributes') || named.has('segment'),
    leaves: checkSegmentLeaves(given),
  };
}

/** A question for a list of customers in an order. */
export interface ListQuestion extends CustomersQuestion {
  readonly terms: readonly OrderTerm[];
  /** Whether filter or order name attributes, or a segment that may. */
  readonly usesAttributes: boolean;
  /** Whether it is answered in the order of the keys, and by them alone. */
  readonly isByKey: boolean;
  /** How its cursors know it. */
  readonly list: PagedList;
}

const keyOperators: ReadonlySet<string> = new Set<ConditionOperator>(['is', 'in', 'gt', 'gte', 'lt', 'lte', 'between']);

/** Whether a filter compares keys, and does nothing else. */
const comparesKeys = (filter: ConditionTree): boolean =>
  Object.entries(filter).every(
    ([name, conditions]) =>
      name === 'id' && Object.keys((conditions as object | null) ?? {}).every((operator) => keyOperators.has(operator)),
  );

/** Checks a question for a list in all that needs no database. Throws a `UserError` that names what is wrong with it. */
export function checkCustomerList(
  name: string,
  asked: AskedCustomers & { readonly orderBy?: readonly OrderTerm[] | null | undefined },
): ListQuestion {
  const question = checkCustomers(asked);
  const terms = checkTerms(asked.orderBy ?? []);
  const { filter, words, asOf } = question;
  return {
    ...question,
    terms,
    usesAttributes: question.filterUsesDay || terms.some(({ attribute }) => attribute != null),
    isByKey: terms.length === 0 && words.length === 0 && comparesKeys(filter),
    list: listOf(name, [filter, words, asOf, terms]),
  };
}

import { hashOf, type PagedList } from '../lib/page.js';
import { checkFilter } from './checkFilter.js';
import type { FilterTree } from './conditions.js';
import { checkTerms, type OrderTerm } from './order.js';
import { searchWords } from './search.js';

/** Which customers a client asks for, as it says it. */
export interface AskedCustomers {
  readonly filter?: FilterTree | null | undefined;
  readonly search?: string | null | undefined;
  /** The day that attributes are read on: the newest complete one on or before it. */
  readonly asOf?: string | null | undefined;
}

/** The same, checked in all that needs no database. */
export interface CustomersQuestion {
  readonly filter: FilterTree;
  /** The words of the search; [] without one. */
  readonly words: readonly string[];
  readonly asOf: string | null;
  /** Whether the filter names attributes, which are read on a day. */
  readonly filterUsesAttributes: boolean;
}

/** Checks a question. Throws a `UserError` that names what is wrong with it. */
export function checkCustomers({ filter, search, asOf }: AskedCustomers): CustomersQuestion {
  const tree = filter ?? {};
  const { usesAttributes } = checkFilter(tree);
  return { filter: tree, words: searchWords(search), asOf: asOf ?? null, filterUsesAttributes: usesAttributes };
}

/** A question for a list of customers in an order. */
export interface ListQuestion extends CustomersQuestion {
  readonly terms: readonly OrderTerm[];
  /** Whether filter or order name attributes. */
  readonly usesAttributes: boolean;
  /** How its cursors know it. */
  readonly list: PagedList;
}

/** Checks a question for a list; the same with filter, search and day. */
export function checkList(
  name: string,
  asked: AskedCustomers & { readonly orderBy?: readonly OrderTerm[] | null | undefined },
): ListQuestion {
  const question = checkCustomers(asked);
  const terms = checkTerms(asked.orderBy ?? []);
  const { filter, words, asOf } = question;
  return {
    ...question,
    terms,
    usesAttributes: question.filterUsesAttributes || terms.some(({ attribute }) => attribute != null),
    list: { name, question: hashOf([filter, words, asOf, terms]) },
  };
}

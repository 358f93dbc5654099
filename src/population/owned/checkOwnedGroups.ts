import { checkFilter } from '../../conditions/checkFilter.js';
import type { ConditionTree } from '../../conditions/conditionTree.js';
import { listOf, type PagedList } from '../../lib/relay/page.js';
import type { AskedGroups, GivenGroups, GroupedRows, ValueName } from '../groups/askedGroups.js';
import { checkGroups } from '../groups/checkGroups.js';
import { checkSegmentLeaves, segmentLeafNames, type SegmentLeaf } from '../segmentLeaves.js';

/** Rows that belong to customers, and are put together. */
export interface OwnedTable extends GroupedRows {
  /** The leaves of their filters that are filters of what they belong to. */
  readonly trees: readonly string[];
}

/** Which of such rows a client asks for in groups, as it says it. */
export interface GivenOwnedGroups extends GivenGroups {
  readonly filter?: ConditionTree | null | undefined;
  /** The day that attributes of customers are read on: the newest complete one on or before it. */
  readonly asOf?: string | null | undefined;
}

/** A checked question for groups of rows that belong to customers. */
export interface OwnedGroupsQuestion {
  readonly filter: ConditionTree;
  readonly asOf: string | null;
  readonly groups: AskedGroups;
  /** The names in the filter, in its trees behind the names of these: `customer.city`. */
  readonly named: ReadonlySet<string>;
  readonly usesCustomers: boolean;
  /** Whether it names attributes of customers, or a segment that may. */
  readonly usesAttributes: boolean;
  /** What the filter says of customers in the words of segments. */
  readonly leaves: readonly SegmentLeaf[];
  /** How its cursors know it. */
  readonly list: PagedList;
}

/** Whether rows are put together by a value of some name. */
export const groupsBy = ({ groupBy }: AskedGroups, name: ValueName): boolean =>
  groupBy.some((one) => one[name] != null);

/** Checks a question in all that needs no database. Throws a `UserError` that names what is wrong with it. */
export function checkOwnedGroups(name: string, of: OwnedTable, given: GivenOwnedGroups): OwnedGroupsQuestion {
  const [filter, asOf] = [given.filter ?? {}, given.asOf ?? null];
  const { named, given: leaves } = checkFilter(filter, 'filter', { trees: of.trees, others: segmentLeafNames });
  const groups = checkGroups(given, of);
  return {
    filter,
    asOf,
    groups,
    named,
    usesCustomers: named.has('customer') || groupsBy(groups, 'customerColumn'),
    usesAttributes:
      named.has('customer.attributes') || named.has('customer.segment') || groupsBy(groups, 'customerAttribute'),
    leaves: checkSegmentLeaves(leaves),
    list: listOf(name, [filter, asOf, groups]),
  };
}

import { checkFilter } from '../../../conditions/checkFilter.js';
import type { ConditionTree } from '../../../conditions/conditionTree.js';
import { listOf, type PagedList } from '../../../lib/relay/page.js';
import type { AskedGroups, GivenGroups, ValueName } from '../../../population/groups/askedGroups.js';
import { checkGroups } from '../../../population/groups/checkGroups.js';
import { checkSegmentLeaves, segmentLeafNames, type SegmentLeaf } from '../../../population/segmentLeaves.js';
import type { GroupedOrders } from './grouped.js';

/** Which orders or lines a client asks for in groups, as it says it. */
export interface GivenOrderGroups extends GivenGroups {
  readonly filter?: ConditionTree | null | undefined;
  /** The day that attributes of customers are read on: the newest complete one on or before it. */
  readonly asOf?: string | null | undefined;
}

/** A checked question for groups of orders or lines. */
export interface OrderGroupsQuestion {
  readonly filter: ConditionTree;
  readonly asOf: string | null;
  readonly groups: AskedGroups;
  readonly usesCustomers: boolean;
  /** Whether it names attributes of customers, or a segment that may. */
  readonly usesAttributes: boolean;
  /** What the filter says of customers in the words of segments. */
  readonly leaves: readonly SegmentLeaf[];
  readonly usesProducts: boolean;
  /** How its cursors know it. */
  readonly list: PagedList;
}

/** Checks a question in all that needs no database. Throws a `UserError` that names what is wrong with it. */
export function checkOrderGroups(name: string, of: GroupedOrders, given: GivenOrderGroups): OrderGroupsQuestion {
  const [filter, asOf] = [given.filter ?? {}, given.asOf ?? null];
  const { named, given: leaves } = checkFilter(filter, 'filter', { trees: of.trees, others: segmentLeafNames });
  const groups = checkGroups(given, of);
  const groupsBy = (key: ValueName): boolean => groups.groupBy.some((one) => one[key] != null);
  return {
    filter,
    asOf,
    groups,
    usesCustomers: named.has('customer') || groupsBy('customerColumn'),
    usesAttributes: named.has('customer.attributes') || named.has('customer.segment') || groupsBy('customerAttribute'),
    leaves: checkSegmentLeaves(leaves),
    usesProducts: named.has('product') || groupsBy('productColumn'),
    list: listOf(name, [filter, asOf, groups]),
  };
}

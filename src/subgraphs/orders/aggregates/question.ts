import {
  checkOwnedGroups,
  groupsBy,
  type GivenOwnedGroups,
  type OwnedGroupsQuestion,
} from '../../../population/owned/checkOwnedGroups.js';
import type { GroupedOrders } from './grouped.js';

/** A checked question for groups of orders or lines. */
export interface OrderGroupsQuestion extends OwnedGroupsQuestion {
  readonly usesProducts: boolean;
}

/** Checks a question in all that needs no database. Throws a `UserError` that names what is wrong with it. */
export function checkOrderGroups(name: string, of: GroupedOrders, given: GivenOwnedGroups): OrderGroupsQuestion {
  const question = checkOwnedGroups(name, of, given);
  return { ...question, usesProducts: question.named.has('product') || groupsBy(question.groups, 'productColumn') };
}

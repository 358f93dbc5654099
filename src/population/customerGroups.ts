import { listOf, type Page, type PagedList } from '../lib/relay/page.js';
import type { Scope } from '../scope.js';
import { columnOfEnum } from './customerColumns.js';
import type { AskedGroups } from './groups/askedGroups.js';
import { checkGroups, namesAttribute } from './groups/checkGroups.js';
import type { CompiledGroups, GroupNames } from './groups/compileGroups.js';
import type { Groups } from './groups/groups.js';
import { attributeOperand, columnOperand } from './operands.js';
import { customersOf, whereOf, type Population } from './population.js';
import { dayOfCursors } from './position.js';
import { questionDay, type FindDay } from './profileDays.js';
import { checkCustomers, type AskedCustomers, type CustomersQuestion } from './question.js';

type Given<L> = { readonly [K in keyof L]?: L[K] | null | undefined };

/** A checked question for groups of customers. */
export interface CustomerGroupsQuestion extends CustomersQuestion {
  readonly groups: AskedGroups;
  /** Whether anything but the selected measures names attributes. */
  readonly usesAttributes: boolean;
  /** How its cursors know it. */
  readonly list: PagedList;
}

/** Checks a question in all that needs no database. Throws a `UserError` that names what is wrong with it. */
export function checkCustomerGroups(name: string, asked: AskedCustomers & Given<AskedGroups>): CustomerGroupsQuestion {
  const question = checkCustomers(asked);
  const groups = { groupBy: asked.groupBy ?? [], having: asked.having ?? [], orderBy: asked.orderBy ?? [] };
  checkGroups(groups);
  const { filter, words, asOf } = question;
  return {
    ...question,
    groups,
    usesAttributes:
      question.filterUsesAttributes || namesAttribute([...groups.groupBy, ...groups.having, ...groups.orderBy]),
    list: listOf(name, [filter, words, asOf, groups]),
  };
}

/**
 * The day that attributes are read on, which the page's own cursors keep too; null where none is read, or there is no
 * snapshot. A page that reads none carries the day of its cursors on. See `questionDay`.
 */
export async function groupsDay(
  findDay: FindDay,
  { usesAttributes, asOf }: CustomerGroupsQuestion,
  page: Page,
  measuresUseAttributes: boolean,
): Promise<string | null> {
  const ofCursors = dayOfCursors(page) ?? null;
  if (!usesAttributes && !measuresUseAttributes) return ofCursors;
  // Another page may have selected no attribute: its cursors then know no day, and say nothing about there being none.
  const known = usesAttributes || ofCursors !== null;
  return questionDay(findDay, asOf, known ? page : undefined);
}

/** What names stand for in questions about groups of customers on a day. */
export const customerGroupNames = (scope: Scope, day: string | null): GroupNames => ({
  operand: ({ column, attribute }) =>
    attribute == null ? columnOperand(columnOfEnum(column ?? '')) : attributeOperand(scope, attribute, day),
  timeZone: scope.timeZone,
});

/** The groups of the customers of a population. */
export const groupsOfCustomers = (scope: Scope, population: Population, { keys, having }: CompiledGroups): Groups => ({
  rows: (operands) => ({
    from: customersOf(scope, population, population.ofProfile || operands.some(({ ofProfile }) => ofProfile)),
    where: whereOf(population),
  }),
  keys,
  having,
});

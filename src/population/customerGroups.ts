import { listOf, type Page, type PagedList } from '../lib/relay/page.js';
import type { Scope } from '../scope.js';
import { columnOfEnum } from '../operands/customerColumns.js';
import type { AskedGroups, GivenGroups, GroupedRows } from './groups/askedGroups.js';
import { checkGroups, namesAttribute } from './groups/checkGroups.js';
import type { GroupNames } from './groups/compileGroups.js';
import type { Groups } from './groups/groups.js';
import { attributeOperand, columnOperand } from '../operands/operands.js';
import { customersOf } from '../operands/customersOf.js';
import { whereOf, type Population } from './population.js';
import { dayOfCursors } from './position.js';
import { questionDay, type FindDay } from './profileDays.js';
import { checkCustomers, type AskedCustomers, type CustomersQuestion } from './question.js';

/** Customers as rows that are put together. */
export const groupedCustomers: GroupedRows = {
  rows: 'customers',
  keys: ['column', 'attribute'],
  measures: ['column', 'attribute'],
};

/** A checked question for groups of customers. */
export interface CustomerGroupsQuestion extends CustomersQuestion {
  readonly groups: AskedGroups;
  /** Whether anything but the selected measures names attributes, or a segment that may. */
  readonly usesAttributes: boolean;
  /** How its cursors know it. */
  readonly list: PagedList;
}

/** Checks a question in all that needs no database. Throws a `UserError` that names what is wrong with it. */
export function checkCustomerGroups(name: string, asked: AskedCustomers & GivenGroups): CustomerGroupsQuestion {
  const question = checkCustomers(asked);
  const groups = checkGroups(asked, groupedCustomers);
  const { filter, words, asOf } = question;
  return {
    ...question,
    groups,
    usesAttributes: question.filterUsesDay || namesAttribute([...groups.groupBy, ...groups.having, ...groups.orderBy]),
    list: listOf(name, [filter, words, asOf, groups]),
  };
}

/**
 * The day that attributes are read on, which the page's own cursors keep too; null where none is read, or there is no
 * snapshot. A page that reads none carries the day of its cursors on. See `questionDay`.
 */
export async function groupsDay(
  findDay: FindDay,
  { usesAttributes, asOf }: Pick<CustomerGroupsQuestion, 'usesAttributes' | 'asOf'>,
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
  operand: ({ column, attribute }, path) =>
    attribute == null
      ? columnOperand(scope, columnOfEnum(column ?? ''), path)
      : attributeOperand(scope, attribute, day, path),
  timeZone: scope.timeZone,
});

/** The rows of the customers of a population. */
export const rowsOfCustomers =
  (scope: Scope, population: Population): Groups['rows'] =>
  (operands) => ({
    from: customersOf(scope, population, population.ofProfile || operands.some(({ ofProfile }) => ofProfile)),
    where: whereOf(population),
  });

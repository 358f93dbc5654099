import { sql, type SQL } from 'drizzle-orm';
import { list } from '../../db/sql.js';
import { customersOf } from '../../operands/customersOf.js';
import { attributeOperand } from '../../operands/operands.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import type { CompiledCondition } from '../../segments/conditions/ConditionKind.js';
import { dataTypes, ValueKind } from '../../words/dataTypes.js';
import { PiiPolicy } from '../../words/rights.js';
import { leavesAttribute } from '../../access/lists/fieldLists.js';
import { policyOf } from '../../access/rights.js';
import { attributeOn } from '../../catalogue/attributeOn.js';
import { ContactChannel } from '../../words/contactChannels.js';

/** The attributes that say what a customer bought in the year up to a day. */
const names = { orders: 'L12M_ORDER_FREQUENCY', revenue: 'L12M_ORDER_REVENUE', items: 'L12M_TOTAL_ITEMS' } as const;

/** Whether the snapshot of the day says what customers bought in the year: there each attribute has a meaning, which is a number that the viewer may read. */
export function knowsYear({ scope, moment }: CompileContext): boolean {
  if (moment.profileDay === null) return false;
  return Object.values(names).every((name) => {
    if (!scope.catalogue.names.has(name.toLowerCase())) return false;
    const { dataType, column, pii, graphqlNames } = attributeOn(scope.catalogue, name, moment.profileDay);
    const isNumber = dataTypes[dataType].kind === ValueKind.number;
    const isLeft = leavesAttribute(scope.viewer.role, graphqlNames);
    return isNumber && column !== null && isLeft && policyOf(scope.viewer, pii) === PiiPolicy.show;
  });
}

/** The unit of the year's revenue, which is a currency where it is known; null where there is none. */
export const currencyOfYear = ({ scope: { catalogue } }: CompileContext): string | null =>
  catalogue.names.get(names.revenue.toLowerCase())?.meanings.at(-1)?.unit ?? null;

/** The column that says whether a customer is in the n-th of some segments. */
export const memberColumn = (n: number): SQL => sql.raw(`s${n}`);

const year = (context: CompileContext): Readonly<Record<keyof typeof names, SQL>> => {
  const nothing = { orders: sql`null::numeric`, revenue: sql`null::numeric`, items: sql`null::numeric` };
  if (!knowsYear(context)) return nothing;
  const { scope, moment } = context;
  const read = (name: string): SQL => attributeOperand(scope, name, moment.profileDay, 'insights').sql;
  return { orders: read(names.orders), revenue: read(names.revenue), items: read(names.items) };
};

/** Whether a customer can be reached in a way, whatever segments may be made by. */
function isReached(context: CompileContext, channel: ContactChannel): SQL {
  const { notSegmentable: _, ...scope } = context.scope;
  const conditions = [{ contactable: { by: [channel] } }];
  return compileSegment({ ...context, scope }, { include: { groups: [{ conditions }] } }).sql;
}

/** A column of members beside those that all have. */
interface MoreColumn {
  readonly sql: SQL;
  readonly ofProfile: boolean;
  readonly column: SQL;
}

/** What was bought in the year (`orders`, `items`), and by which ways customers are reached (`email`, `phone`, `address`). */
export function worthColumns(context: CompileContext): MoreColumn[] {
  const { orders, items } = year(context);
  const reached = (way: ContactChannel) => sql`(${isReached(context, way)}) is true`;
  const columns = [
    [orders, sql`orders`],
    [items, sql`items`],
    [reached(ContactChannel.EMAIL), sql`email`],
    [reached(ContactChannel.PHONE), sql`phone`],
    [reached(ContactChannel.ADDRESS), sql`address`],
  ] as const;
  return columns.map(([value, column]) => ({ sql: value, ofProfile: false, column }));
}

/**
 * All customers as a query: `customer_id`, whether each is in the segments (`s0`, `s1`, …), what was spent in the year (`revenue`, and
 * `is_active` of who bought), and more columns.
 */
export function memberRows(
  context: CompileContext,
  members: readonly CompiledCondition[],
  more: readonly MoreColumn[] = [],
): SQL {
  const { scope, moment } = context;
  const { orders, revenue } = year(context);
  const ofProfile = knowsYear(context) || [...members, ...more].some((one) => one.ofProfile);
  const columns = [
    sql`c.customer_id`,
    ...members.map((member, n) => sql`(${member.sql}) is true as ${memberColumn(n)}`),
    sql`coalesce(${orders}, 0) > 0 as is_active`,
    sql`${revenue} as revenue`,
    ...more.map((one) => sql`${one.sql} as ${one.column}`),
  ];
  return sql`select ${list(columns)} from ${customersOf(scope, { day: moment.profileDay }, ofProfile && moment.profileDay !== null)}`;
}

import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../../conditions/allOf.js';
import type { CompileContext } from '../../CompileContext.js';
import { operatorConditions } from '../../operators/operatorConditions.js';
import type { SegmentOperators } from '../../operators/segmentOperators.js';
import type { CompiledCondition } from '../ConditionKind.js';
import { ofMembers } from '../../sets/ofMembers.js';

/** What conditions on campaigns and on deliveries say alike: of all the rows of a customer that the others leave. */
export interface ContactsGiven {
  readonly has?: boolean | undefined;
  readonly times?: SegmentOperators | undefined;
  readonly first?: SegmentOperators | undefined;
  readonly last?: SegmentOperators | undefined;
}

/** Rows of customers, each of a day. */
export interface Contacts {
  /** What stands behind `from`, with `t` as the row. */
  readonly from: SQL;
  readonly where: SQL;
  /** When it was: a column of `t`. */
  readonly at: SQL;
  /** The conditions on a day of one of them. */
  readonly onDay: (at: SQL, given: SegmentOperators | undefined, path: string) => SQL[];
  /** The day as a text. */
  readonly dayText: (at: SQL) => SQL;
}

/** The customers who have such rows, so many of them, on such first and last days, as a query of `customer_id`. */
function contactsSet(context: CompileContext, given: ContactsGiven, contacts: Contacts, path: string): SQL {
  const { from, where, at, onDay } = contacts;
  const { times = {}, first, last } = given;
  const having = [
    ...operatorConditions(context, { kind: 'number', sql: sql`count(*)` }, times, `${path}.times`),
    ...onDay(sql`min(${at})`, first, `${path}.first`),
    ...onDay(sql`max(${at})`, last, `${path}.last`),
  ];
  const grouped = having.length === 0 ? sql`` : sql`group by t.customer_id having ${allOf(having)}`;
  return sql`select t.customer_id from ${from} where ${where} ${grouped}`;
}

/** How many there are, with the first and the last day: `3, from 2026-03-01 to 2026-05-31`; `0` without any. */
const contactsValue = ({ from, where, at, dayText }: Contacts): SQL => sql`(
  select concat(count(*), ', from ' || ${dayText(sql`min(${at})`)} || ' to ' || ${dayText(sql`max(${at})`)})
  from ${from} where ${where} and t.customer_id = c.customer_id)`;

/** Whether a customer has such rows, or has none. */
export function contactsCondition(
  context: CompileContext,
  given: ContactsGiven,
  contacts: Contacts,
  path: string,
): CompiledCondition {
  return {
    ...ofMembers(contactsSet(context, given, contacts, path), given.has),
    hasPast: true,
    value: contactsValue(contacts),
  };
}

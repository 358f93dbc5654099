import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../../context.js';
import { anyOf } from '../../../db/sql.js';
import { byKey, groupByKey } from '../../../lib/byKey.js';
import type { Page } from '../../../lib/page.js';
import { behind, orderTerms, rangesBehind } from '../../../population/keyset.js';
import type { TargetingRow, TargetingState } from '../shape.js';
import { columns, joins, keyColumns, rowsOfKeys } from './columns.js';
import { isControlOf, narrowed, stateIs } from './conditions.js';
import type { CustomerDay, TargetingKey, TargetingQuestion } from './shape.js';
import { ofCampaign, ofCustomer, type Side } from './sides.js';

/** For each customer one page of targetings and one more; [] without any. Only keys are put in order, then the page is read. */
export async function findTargetingsOfCustomers(
  { db }: Scope,
  customerIds: readonly string[],
  question: TargetingQuestion,
  page: Page,
): Promise<TargetingRow[][]> {
  const { owner, ownerOf, order } = ofCustomer;
  const pastCursor = page.after === undefined ? [] : behind(order, page.after);
  const most = page.size + 1;
  // More rows than the limit cannot be left: it tells the planner how few they are, so that it looks them up by key.
  const rows = await db.query<TargetingRow>(sql`
    select ${columns} from (
      select * from (
        select ${keyColumns}, row_number() over (partition by ${owner} order by ${orderTerms(order)}) as place
        from facet.campaign_targetings t
        where ${anyOf(owner, customerIds)} and ${narrowed(question, pastCursor)}
      ) placed where place <= ${most} limit ${most * customerIds.length}
    ) k ${rowsOfKeys} ${joins}
    order by k.customer_id, k.place`);
  return groupByKey(customerIds, rows, ownerOf);
}

/**
 * For each campaign that is known one page of targetings and one more, read in the order of its index; [] without any. One
 * day may have very many: behind a cursor, what is left of its day and the days before are two ranges of the index. Where
 * states are asked, the index alone is read for those that do not fit.
 */
export async function findTargetingsOfCampaigns(
  { db }: Scope,
  planIds: readonly string[],
  question: TargetingQuestion,
  page: Page,
): Promise<TargetingRow[][]> {
  const { owner, ownerOf, order } = ofCampaign;
  const isFiltered = question.states !== null;
  const ranges = page.after === undefined ? [[]] : rangesBehind(order, page.after);
  const pages = ranges.map(
    (range) => sql`(
      select ${isFiltered ? keyColumns : sql`t.*`} from facet.campaign_targetings t
      where ${owner} = c.plan_id and ${narrowed(question, range, isControlOf(sql`c.plan_id`))}
      order by ${orderTerms(order)} limit ${page.size + 1})`,
  );
  const rows = await db.query<TargetingRow>(sql`
    select ${columns} from facet.campaigns c
    cross join lateral (select * from (${sql.join(pages, sql` union all `)}) as read limit ${page.size + 1})
    ${isFiltered ? sql`k ${rowsOfKeys}` : sql`t`} ${joins}
    where ${anyOf(sql`c.plan_id`, planIds)} order by t.plan_id, ${orderTerms(order)}`);
  return groupByKey(planIds, rows, ownerOf);
}

/** How many targetings customers or campaigns have, in the order of keys; 0 without any. */
export async function countTargetings(
  { db }: Scope,
  { owner }: Side,
  ids: readonly string[],
  question: TargetingQuestion,
): Promise<number[]> {
  const rows = await db.query<{ id: string; count: number }>(sql`
    select ${owner} as id, count(*)::int as count from facet.campaign_targetings t
    where ${anyOf(owner, ids)} and ${narrowed(question)} group by ${owner}`);
  return byKey(ids, rows, ({ id }) => id).map((row) => row?.count ?? 0);
}

/** Those of the customers of some keys, each bound once. */
const ofCustomers = (keys: readonly Pick<CustomerDay, 'customerId'>[]): SQL =>
  anyOf(sql`t.customer_id`, [...new Set(keys.map(({ customerId }) => customerId))]);

/** From the first to the last of some days: what else is known of a customer is not read in vain. */
const within = (days: readonly string[]): SQL => {
  const sorted = days.toSorted();
  return sql`t.execution_date between ${sorted[0]}::date and ${sorted.at(-1)}::date`;
};

const textOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** Targetings by key, in the order of keys; null where there is none. */
export async function findTargetings({ db }: Scope, keys: readonly TargetingKey[]): Promise<(TargetingRow | null)[]> {
  const customers = sql.param(keys.map(({ customerId }) => customerId));
  const days = keys.map(({ executionDate }) => executionDate);
  const rows = await db.query<TargetingRow>(sql`
    select ${columns} from facet.campaign_targetings t ${joins}
    where ${ofCustomers(keys)} and t.customer_id <> '' and ${within(days)}
      and (t.customer_id, t.execution_date, t.plan_id) in (select * from unnest(${customers}::text[],
        ${sql.param(days)}::date[],
        ${sql.param(keys.map(({ planId }) => planId))}::text[]))`);
  const keyOf = ({ customerId, executionDate, planId }: TargetingKey) => textOf(customerId, executionDate, planId);
  return byKey(keys.map(keyOf), rows, keyOf);
}

/** The targetings of days of customers, on one day by campaign; [] without any. */
export async function findTargetingsOfDays(
  { db }: Scope,
  keys: readonly CustomerDay[],
  states: readonly TargetingState[] | null,
): Promise<TargetingRow[][]> {
  const customers = sql.param(keys.map(({ customerId }) => customerId));
  const days = keys.map(({ date }) => date);
  const rows = await db.query<TargetingRow>(sql`
    select ${columns} from facet.campaign_targetings t ${joins}
    where ${ofCustomers(keys)} and t.customer_id <> '' and ${within(days)}
      and (t.customer_id, t.execution_date) in (select * from unnest(${customers}::text[], ${sql.param(days)}::date[]))
      ${states === null ? sql`` : sql`and ${stateIs(states)}`}
    order by t.customer_id, t.execution_date, t.plan_id`);
  return groupByKey(
    keys.map(({ customerId, date }) => textOf(customerId, date)),
    rows,
    ({ customerId, executionDate }) => textOf(customerId, executionDate),
  );
}

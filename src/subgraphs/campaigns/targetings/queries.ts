import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../../context.js';
import { anyOf } from '../../../db/sql.js';
import { byKey, groupByKey } from '../../../lib/byKey.js';
import type { Page } from '../../../lib/page.js';
import { behind, orderTerms, rangesBehind } from '../../../population/keyset.js';
import type { TargetingRow, TargetingState } from '../shape.js';
import type { CustomerDay, TargetingKey, TargetingQuestion } from './shape.js';
import { ofCampaign, ofCustomer, type Side } from './sides.js';

const withActions = sql`left join facet.campaign_actions a on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id`;

const state = sql`facet.targeting_state(t.plan_detail_id, a.campaign_action_id)`;

/** The columns that make a `TargetingRow`, and the joins behind `facet.campaign_targetings t` that they need. */
const columns = sql`
  t.customer_id as "customerId", t.execution_date as "executionDate", t.plan_id as "planId", ${state} as state,
  t.plan_detail_id as "planDetailId", a.campaign_action_id as "campaignActionId",
  a.campaign_action_name as "campaignActionName", t.exclusion_reason_id as "exclusionReasonId",
  t.exclusion_reason as "exclusionReason", t.exclusion_reason_desc as "exclusionReasonDescription",
  t.taken_from_plan_id as "takenFromPlanId", t.lifecycle_stage as "lifecycleStage", t.brand,
  t.last_updated_time as "lastUpdatedTime",
  coalesce(l.finished_at, l.started_at, t.last_updated_time) as "computedAt"`;
const joins = sql`${withActions} left join facet.loads l on l.load_id = t.load_id`;

const stateIs = (states: readonly TargetingState[]): SQL => anyOf(state, states);

/** What `narrowed` needs beside `facet.campaign_targetings t`: the action only where states are asked. */
const narrowing = ({ states }: TargetingQuestion): SQL => (states === null ? sql`` : withActions);

const narrowed = ({ states, from, to, planIds }: TargetingQuestion, more: readonly SQL[] = []): SQL =>
  sql.join(
    [
      sql`t.customer_id <> ''`,
      ...(from === null ? [] : [sql`t.execution_date >= ${from}::date`]),
      ...(to === null ? [] : [sql`t.execution_date <= ${to}::date`]),
      ...(planIds === null ? [] : [anyOf(sql`t.plan_id`, planIds)]),
      ...(states === null ? [] : [stateIs(states)]),
      ...more,
    ],
    sql` and `,
  );

const pastCursor = ({ order }: Side, { after }: Page): SQL[] => (after === undefined ? [] : behind(order, after));

/** For each customer one page of targetings and one more; [] without any. */
export async function findTargetingsOfCustomers(
  { db }: Scope,
  customerIds: readonly string[],
  question: TargetingQuestion,
  page: Page,
): Promise<TargetingRow[][]> {
  const { owner, ownerOf, order } = ofCustomer;
  // Customers need not be in `facet.customers`, so there is no lateral join to make of it.
  const rows = await db.query<TargetingRow>(sql`
    select ${columns} from (
      select t.*, row_number() over (partition by ${owner} order by ${orderTerms(order)}) as place
      from facet.campaign_targetings t ${narrowing(question)}
      where ${anyOf(owner, customerIds)} and ${narrowed(question, pastCursor(ofCustomer, page))}
    ) t ${joins}
    where t.place <= ${page.size + 1} order by t.customer_id, t.place`);
  return groupByKey(customerIds, rows, ownerOf);
}

/**
 * For each campaign that is known one page of targetings and one more, read in the order of its index; [] without any. One
 * day may have very many: behind a cursor, what is left of its day and the days before are two ranges of the index.
 */
export async function findTargetingsOfCampaigns(
  { db }: Scope,
  planIds: readonly string[],
  question: TargetingQuestion,
  page: Page,
): Promise<TargetingRow[][]> {
  const { owner, ownerOf, order } = ofCampaign;
  const ranges = page.after === undefined ? [[]] : rangesBehind(order, page.after);
  const pages = ranges.map(
    (range) => sql`(
      select t.* from facet.campaign_targetings t ${narrowing(question)}
      where ${owner} = c.plan_id and ${narrowed(question, range)}
      order by ${orderTerms(order)} limit ${page.size + 1})`,
  );
  const rows = await db.query<TargetingRow>(sql`
    select ${columns} from facet.campaigns c
    cross join lateral (select * from (${sql.join(pages, sql` union all `)}) as read limit ${page.size + 1}) t ${joins}
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
    select ${owner} as id, count(*)::int as count from facet.campaign_targetings t ${narrowing(question)}
    where ${anyOf(owner, ids)} and ${narrowed(question)} group by ${owner}`);
  return byKey(ids, rows, ({ id }) => id).map((row) => row?.count ?? 0);
}

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
    where t.customer_id = any(${customers}::text[]) and t.customer_id <> '' and ${within(days)}
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
    where t.customer_id = any(${customers}::text[]) and t.customer_id <> '' and ${within(days)}
      and (t.customer_id, t.execution_date) in (select * from unnest(${customers}::text[], ${sql.param(days)}::date[]))
      ${states === null ? sql`` : sql`and ${stateIs(states)}`}
    order by t.customer_id, t.execution_date, t.plan_id`);
  return groupByKey(
    keys.map(({ customerId, date }) => textOf(customerId, date)),
    rows,
    ({ customerId, executionDate }) => textOf(customerId, executionDate),
  );
}

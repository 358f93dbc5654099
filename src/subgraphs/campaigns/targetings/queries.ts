import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../../scope.js';
import { anyOf, list } from '../../../db/sql.js';
import { joinedColumn, writtenColumn } from '../../../db/writtenJson.js';
import type { WrittenText } from '../../../lib/written/shape.js';
import { byKey, groupByKey } from '../../../lib/byKey.js';
import type { Page } from '../../../lib/relay/page.js';
import { conditionsAfter, orderTerms, rangesAfter } from '../../../population/keyset.js';
import type { TargetingState } from '../../../words/targetingStates.js';
import type { TargetingRow } from '../shape.js';
import { visibleRows } from '../../../visibleRows.js';
import {
  everyColumn,
  joins,
  keyColumns,
  rowsOfKeys,
  selectList,
  writableTargeting,
  type AskedTargeting,
} from './columns.js';
import { isControl, isControlOf, narrowed, stateIs } from './conditions.js';
import type { CustomerDay, TargetingKey, TargetingQuestion } from './shape.js';
import { ofCampaign, ofCustomer, type Side } from './sides.js';

/** Which rows of each owner are read, and what of them. */
export interface TargetingPage {
  readonly question: TargetingQuestion;
  readonly page: Page;
  readonly asked: AskedTargeting;
}

/** Edges, whose nodes the targetings are. */
const writableEdge = { fields: { node: { type: writableTargeting } } };

const selectOf = (asked: AskedTargeting): SQL =>
  selectList(
    asked,
    asked.texts.map((shape) => writtenColumn(shape, writableTargeting)),
  );

/** The newest targetings of customers who are known, in the order of the key: so many of each. */
function newestStatement(
  scope: Scope,
  customerIds: readonly string[],
  { question, page }: Pick<TargetingPage, 'question' | 'page'>,
  size: number,
  { selected, joined }: { readonly selected: SQL; readonly joined: SQL },
): SQL {
  const { owner, order } = ofCustomer;
  const pastCursor = page.after === undefined ? [] : conditionsAfter(order, page.after);
  // `offset 0`: PostgreSQL would else look for the campaigns of each customer by themselves, in twice the time for a page of 50.
  return sql`
    select ${selected}
    from (
      select t.* from ${visibleRows(scope, 'customers', 'c')}
      cross join lateral (
        select t.* from ${visibleRows(scope, 'campaign_targetings', 't')}
        where ${owner} = c.customer_id and ${narrowed(question, isControl(scope), pastCursor)}
        order by ${orderTerms(order)} limit ${size}
      ) t
      where ${anyOf(sql`c.customer_id`, customerIds)} offset 0
    ) t ${joined}
    order by t.customer_id, ${orderTerms(order)}`;
}

/** For each customer who is known one page of targetings and one more, read in the order of the key; [] without any. */
export async function findTargetingsOfCustomers(
  scope: Scope,
  customerIds: readonly string[],
  { asked, ...page }: TargetingPage,
): Promise<TargetingRow[][]> {
  const read = { selected: selectOf(asked), joined: joins(scope, asked) };
  const rows = await scope.db.query<TargetingRow>(newestStatement(scope, customerIds, page, page.page.size + 1, read), {
    genericPlan: true,
  });
  return groupByKey(customerIds, rows, ofCustomer.ownerOf);
}

/** A page of a customer's targetings as JSON: how many they are, and the texts of the shapes that were asked for. */
export interface WrittenTargetings {
  readonly count: number;
  readonly [property: string]: string | number;
}

/** For each customer one page as `findTargetingsOfCustomers` finds it, without the one more, written by the statement; null without any. */
export async function findWrittenTargetings(
  scope: Scope,
  customerIds: readonly string[],
  { shapes, ...page }: Pick<TargetingPage, 'question' | 'page'> & { readonly shapes: readonly WrittenText[] },
): Promise<(WrittenTargetings | null)[]> {
  const newest = newestStatement(scope, customerIds, page, page.page.size, {
    selected: list([keyColumns, ...shapes.map((shape) => writtenColumn(shape, writableEdge))]),
    joined: joins(scope, { columns: [], texts: shapes }),
  });
  const texts = shapes.map((shape) => joinedColumn(shape, orderTerms(ofCustomer.order)));
  const found = await scope.db.query<WrittenTargetings & { readonly customerId: string }>(
    sql`
    select ${list([sql`t.customer_id as "customerId"`, sql`count(*)::int as count`, ...texts])}
    from (${newest}) as t group by t.customer_id`,
    { genericPlan: true },
  );
  return byKey(customerIds, found, ({ customerId }) => customerId);
}

/**
 * For each campaign that is known one page of targetings and one more, read in the order of its index; [] without any. One
 * day may have very many: behind a cursor, what is left of its day and the days before are two ranges of the index. Where
 * states are asked, the index alone is read for those that do not fit.
 */
export async function findTargetingsOfCampaigns(
  scope: Scope,
  planIds: readonly string[],
  { question, page, asked }: TargetingPage,
): Promise<TargetingRow[][]> {
  const { owner, ownerOf, order } = ofCampaign;
  const isFiltered = question.states !== null;
  const ranges = page.after === undefined ? [[]] : rangesAfter(order, page.after);
  const pages = ranges.map(
    (range) => sql`(
      select ${isFiltered ? keyColumns : sql`t.*`} from ${visibleRows(scope, 'campaign_targetings', 't')}
      where ${owner} = c.plan_id and ${narrowed(question, isControlOf(scope, sql`c.plan_id`), range)}
      order by ${orderTerms(order)} limit ${page.size + 1})`,
  );
  const rows = await scope.db.query<TargetingRow>(sql`
    select ${selectOf(asked)} from ${visibleRows(scope, 'campaigns', 'c')}
    cross join lateral (select * from (${sql.join(pages, sql` union all `)}) as read limit ${page.size + 1})
    ${isFiltered ? sql`k ${rowsOfKeys(scope)}` : sql`t`} ${joins(scope, asked)}
    where ${anyOf(sql`c.plan_id`, planIds)} order by t.plan_id, ${orderTerms(order)}`);
  return groupByKey(planIds, rows, ownerOf);
}

/** How many targetings customers or campaigns have, in the order of keys; 0 without any. */
export async function countTargetings(
  scope: Scope,
  { owner }: Side,
  ids: readonly string[],
  question: TargetingQuestion,
): Promise<number[]> {
  const rows = await scope.db.query<{ id: string; count: number }>(sql`
    select ${owner} as id, count(*)::int as count from ${visibleRows(scope, 'campaign_targetings', 't')}
    where ${anyOf(owner, ids)} and ${narrowed(question, isControl(scope))} group by ${owner}`);
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
export async function findTargetings(scope: Scope, keys: readonly TargetingKey[]): Promise<(TargetingRow | null)[]> {
  const customers = sql.param(keys.map(({ customerId }) => customerId));
  const days = keys.map(({ executionDate }) => executionDate);
  const rows = await scope.db.query<TargetingRow>(sql`
    select ${selectList(everyColumn)} from ${visibleRows(scope, 'campaign_targetings', 't')} ${joins(scope, everyColumn)}
    where ${ofCustomers(keys)} and t.customer_id <> '' and ${within(days)}
      and (t.customer_id, t.execution_date, t.plan_id) in (select * from unnest(${customers}::text[],
        ${sql.param(days)}::date[],
        ${sql.param(keys.map(({ planId }) => planId))}::text[]))`);
  const keyOf = ({ customerId, executionDate, planId }: TargetingKey) => textOf(customerId, executionDate, planId);
  return byKey(keys.map(keyOf), rows, keyOf);
}

/** The targetings of days of customers, on one day by campaign; [] without any. */
export async function findTargetingsOfDays(
  scope: Scope,
  keys: readonly CustomerDay[],
  states: readonly TargetingState[] | null,
  asked: AskedTargeting,
): Promise<TargetingRow[][]> {
  const customers = sql.param(keys.map(({ customerId }) => customerId));
  const days = keys.map(({ date }) => date);
  const rows = await scope.db.query<TargetingRow>(sql`
    select ${selectOf(asked)} from ${visibleRows(scope, 'campaign_targetings', 't')} ${joins(scope, asked)}
    where ${ofCustomers(keys)} and t.customer_id <> '' and ${within(days)}
      and (t.customer_id, t.execution_date) in (select * from unnest(${customers}::text[], ${sql.param(days)}::date[]))
      ${states === null ? sql`` : sql`and ${stateIs(states, isControl(scope))}`}
    order by t.customer_id, t.execution_date, t.plan_id`);
  return groupByKey(
    keys.map(({ customerId, date }) => textOf(customerId, date)),
    rows,
    ({ customerId, executionDate }) => textOf(customerId, executionDate),
  );
}

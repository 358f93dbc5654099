import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../../../conditions/allOf.js';
import { folded, hasFolded } from '../../../../db/folded.js';
import { anyOf } from '../../../../db/sql.js';
import type { Page } from '../../../../lib/relay/page.js';
import { branchesOf } from '../../../../population/branches.js';
import { orderTerms, type Order } from '../../../../population/keyset.js';
import type { CampaignResultsRow } from '../../../../results/CampaignResultsRow.js';
import type { ResultsQuestion } from '../../../../results/findResults.js';
import { findGroupedResults, type ResultGrouping } from '../../../../results/groupedResults.js';
import type { Scope } from '../../../../scope.js';
import { visibleRows } from '../../../../visibleRows.js';
import { selectCampaign, type CampaignColumn } from '../../columns.js';
import type { CampaignActionChannelRow, CampaignActionRow, CampaignRow } from '../../shape.js';
import type { ScheduledCampaignRow } from '../shape.js';
import type { CampaignConditions } from './filter.js';
import { campaignOrder, scheduledOrder } from './orders.js';

const anyNumber = (column: SQL, numbers: readonly number[]): SQL => sql`${column} = any(${sql.param(numbers)}::int[])`;

/** The text in what a campaign is called by, or the key itself; nothing is found by no text. */
function searchCondition(search: string): SQL {
  if (search === '') return sql`false`;
  const has = (column: SQL): SQL => hasFolded(folded(column), search);
  return sql`(${has(sql`c.campaign_name`)} or ${has(sql`c.marketing_action_name`)}
    or ${has(sql`c.target_group_name`)} or ${folded(sql`c.plan_id`)} = ${folded(sql`${search}::text`)}
    or exists (select 1 from unnest(c.tag_names) as tag where ${has(sql`tag`)}))`;
}

type Conditions = { readonly [K in keyof CampaignConditions]-?: (given: NonNullable<CampaignConditions[K]>) => SQL };
type ChannelMember = 'channelIds' | 'channelNames';

/** What the members of a filter ask of campaigns `c`. */
const ofCampaigns: Omit<Conditions, ChannelMember> = {
  planIds: (keys) => anyOf(sql`c.plan_id`, keys),
  from: (day) => sql`(c.execution_end_date is null or c.execution_end_date >= ${day}::date)`,
  to: (day) => sql`c.execution_start_date <= ${day}::date`,
  targetGroupIds: (keys) => anyOf(sql`c.target_group_id`, keys),
  targetGroupNames: (names) => anyOf(sql`c.target_group_name`, names),
  tagNames: (tags) => sql`c.tag_names && ${sql.param(tags)}::text[]`,
  statuses: (statuses) => anyOf(sql`c.status`, statuses),
  types: (types) => anyNumber(sql`c.campaign_type`, types),
  search: searchCondition,
};

/** What they ask of channels `ch`. */
const ofChannels: Pick<Conditions, ChannelMember> = {
  channelIds: (numbers) => anyNumber(sql`ch.channel_id`, numbers),
  channelNames: (names) => anyOf(sql`ch.channel_name`, names),
};

/** A channel counts where its action is known: the view, too, comes to channels by their actions. */
const usesChannel = (scope: Scope, condition: SQL): SQL => sql`exists (
  select 1 from ${visibleRows(scope, 'campaign_actions', 'a')}
  join ${visibleRows(scope, 'campaign_action_channels', 'ch')} on ch.plan_id = a.plan_id and ch.plan_detail_id = a.plan_detail_id
  where a.plan_id = c.plan_id and ${condition})`;

const conditionsOf = (asked: CampaignConditions, ofChannel: (condition: SQL) => SQL): SQL[] =>
  Object.entries(asked).map(([name, given]) => {
    const make = { ...ofCampaigns, ...ofChannels }[name as keyof Conditions] as (value: unknown) => SQL;
    return name in ofChannels ? ofChannel(make(given)) : make(given);
  });

/** What a filter asks of campaigns `c`. */
const campaignConditions = (scope: Scope, asked: CampaignConditions): SQL[] =>
  conditionsOf(asked, (condition) => usesChannel(scope, condition));

const campaignsFrom = (scope: Scope, asked: CampaignConditions) => ({
  from: visibleRows(scope, 'campaigns', 'c'),
  where: campaignConditions(scope, asked),
});

const scheduledFrom = (scope: Scope, asked: CampaignConditions) => ({
  from: sql`${visibleRows(scope, 'campaigns', 'c')}
    left join ${visibleRows(scope, 'campaign_actions', 'a')} on a.plan_id = c.plan_id
    left join ${visibleRows(scope, 'campaign_action_channels', 'ch')} on ch.plan_id = a.plan_id and ch.plan_detail_id = a.plan_detail_id`,
  where: conditionsOf(asked, (condition) => condition),
});

type Source = ReturnType<typeof campaignsFrom>;

/** The first keys of both orders are never null: one branch is all there is. */
function pageStatement(columns: SQL, { from, where }: Source, order: Order, page: Page): SQL | undefined {
  const [branch] = branchesOf(() => order, page);
  if (branch === undefined) return undefined;
  return sql`select ${columns} from ${from} where ${allOf([...where, ...branch.conditions])}
    order by ${orderTerms(branch.order)} limit ${page.size + 1}`;
}

async function countOf(scope: Scope, { from, where }: Source): Promise<number> {
  const [row] = await scope.db.query<{ count: number }>(sql`
    select count(*)::int as count from ${from} where ${allOf(where)}`);
  return row?.count ?? 0;
}

/** A page of campaigns with some columns in the order of `campaignOrder`, and one more; [] beyond the end. */
export async function findCampaignPage(
  scope: Scope,
  asked: CampaignConditions,
  page: Page,
  columns: readonly CampaignColumn[],
): Promise<CampaignRow[]> {
  const statement = pageStatement(selectCampaign(columns), campaignsFrom(scope, asked), campaignOrder, page);
  return statement === undefined ? [] : scope.db.query<CampaignRow>(statement);
}

/** How many campaigns fit. */
export const countCampaigns = (scope: Scope, asked: CampaignConditions): Promise<number> =>
  countOf(scope, campaignsFrom(scope, asked));

type Nullable<R> = { readonly [K in keyof R]: R[K] | null };
type FlatRow = CampaignRow &
  Nullable<Omit<CampaignActionRow, 'planId'>> &
  Nullable<Omit<CampaignActionChannelRow, 'planId' | 'planDetailId'>>;

const scheduledColumns = (
  columns: readonly CampaignColumn[],
): SQL => sql`${selectCampaign(columns)}, a.plan_detail_id as "planDetailId",
  a.campaign_action_id as "campaignActionId", a.campaign_action_name as "campaignActionName",
  ch.plan_detail_channel_id as "planDetailChannelId", ch.channel_id as "channelId", ch.channel_name as "channelName",
  ch.template_id as "templateId", ch.template_name as "templateName", ch.promotion_id as "promotionId"`;

/** The flat row has all columns of each part: only whether there is the part is to be told. */
const toScheduled = (row: FlatRow): ScheduledCampaignRow => ({
  campaign: row,
  action: row.planDetailId === null ? null : (row as CampaignActionRow),
  channel: row.planDetailChannelId === null ? null : (row as CampaignActionChannelRow),
});

/** A page of campaigns, with some of their columns, by action and channel in the order of `scheduledOrder`, and one more; [] beyond the end. */
export async function findScheduledPage(
  scope: Scope,
  asked: CampaignConditions,
  page: Page,
  columns: readonly CampaignColumn[],
): Promise<ScheduledCampaignRow[]> {
  const statement = pageStatement(scheduledColumns(columns), scheduledFrom(scope, asked), scheduledOrder, page);
  return statement === undefined ? [] : (await scope.db.query<FlatRow>(statement)).map(toScheduled);
}

/** How many campaigns by action and channel fit. */
export const countScheduled = (scope: Scope, asked: CampaignConditions): Promise<number> =>
  countOf(scope, scheduledFrom(scope, asked));

/** A page of the results of campaigns put together, and one more. Throws a `UserError` for money of several currencies. */
export const findResultsPage = (
  scope: Scope,
  grouping: ResultGrouping,
  asked: CampaignConditions,
  page: Page,
  question: ResultsQuestion,
): Promise<CampaignResultsRow[]> =>
  findGroupedResults(scope, grouping, campaignConditions(scope, asked), page, question);

import type { TestDatabase } from '../../../support/database.js';

type Database = Pick<TestDatabase, 'client'>;

interface SamplePlan {
  readonly id: string;
  readonly start: string;
  readonly end?: string;
  readonly name?: string;
  readonly marketingAction?: string;
  /** Key, name and priority of the target group. */
  readonly group?: readonly [id: string | null, name: string | null, priority: number | null];
  readonly type?: readonly [type: number, name: string];
  readonly status?: string;
  readonly tags?: readonly string[];
  readonly brand?: string;
}

/** Campaigns without actions. */
export async function addPlans({ client }: Database, plans: readonly SamplePlan[]): Promise<void> {
  for (const { id, start, end, name, marketingAction, group, type, status, tags, brand } of plans)
    await client`
      insert into facet.campaigns (plan_id, campaign_name, marketing_action_name, target_group_id, target_group_name,
        target_group_priority, campaign_type, campaign_type_name, status, tag_names, execution_start_date,
        execution_end_date, brand)
      values (${id}, ${name ?? `Name of ${id}`}, ${marketingAction ?? null}, ${group?.[0] ?? null}, ${group?.[1] ?? null},
        ${group?.[2] ?? null}, ${type?.[0] ?? null}, ${type?.[1] ?? null}, ${status ?? null}, ${[...(tags ?? [])]}::text[],
        ${start}, ${end ?? null}, ${brand ?? null})`;
}

type SampleAction = readonly [plan: string, detail: string, actionId: number, actionName: string];

/** Actions of campaigns. */
export async function addActions({ client }: Database, actions: readonly SampleAction[]): Promise<void> {
  for (const [plan, detail, id, name] of actions)
    await client`
      insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
      values (${plan}, ${detail}, ${id}, ${name})`;
}

type SampleChannel = readonly [
  plan: string,
  detail: string,
  key: string,
  channelId: number,
  channelName: string,
  template?: readonly [id: string, name: string],
  promotion?: string,
];

/** Channels of actions. */
export async function addChannels({ client }: Database, channels: readonly SampleChannel[]): Promise<void> {
  for (const [plan, detail, key, channelId, channelName, template, promotion] of channels)
    await client`
      insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name,
        template_id, template_name, promotion_id)
      values (${plan}, ${detail}, ${key}, ${channelId}, ${channelName}, ${template?.[0] ?? null}, ${template?.[1] ?? null},
        ${promotion ?? null})`;
}

type SampleTargeting = readonly [customer: string, day: string, plan: string, detail: string | null];

/** What became of customers in occurrences of campaigns. */
export async function addTargetings({ client }: Database, targetings: readonly SampleTargeting[]): Promise<void> {
  for (const [customer, day, plan, detail] of targetings)
    await client`
      insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
      values (${customer}, ${day}, ${plan}, ${detail}, ${`${day}T06:00:00Z`}, 0)`;
}

type SampleRedemption = readonly [customer: string, key: string, plan: string, day: string];

/** Uses of one coupon. */
export async function addRedemptions({ client }: Database, redemptions: readonly SampleRedemption[]): Promise<void> {
  for (const [customer, key, plan, day] of redemptions)
    await client`
      insert into facet.coupon_redemptions (customer_id, redemption_id, plan_id, coupon_id, redemption_date, load_id)
      values (${customer}, ${key}, ${plan}, 'C1', ${day}, 0)`;
}

/** A page of a list, as it comes in an answer. */
export interface ListPage<N = Readonly<Record<string, unknown>>> {
  readonly totalCount?: number;
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

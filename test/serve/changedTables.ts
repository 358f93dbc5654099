import type { TestDatabase } from '../support/database.js';
import { until } from '../gateway/testServer.js';

type Database = Pick<TestDatabase, 'client'>;

/** A column of one row of each table that servers hold, and where an answer shows it. */
export const changes = [
  { table: 'campaigns', column: 'campaign_name', shown: ({ campaign }: Shown) => campaign.name },
  {
    table: 'campaign_actions',
    column: 'campaign_action_name',
    shown: ({ campaign }: Shown) => campaign.actions[0]?.campaignActionName,
  },
  {
    table: 'campaign_action_channels',
    column: 'channel_name',
    shown: ({ campaign }: Shown) => campaign.actions[0]?.channels[0]?.channelName,
  },
  {
    table: 'metric_definitions',
    column: 'label',
    shown: ({ metricDefinitions }: Shown) => metricDefinitions[0]?.label,
  },
] as const;

type Change = (typeof changes)[number];

interface Shown {
  readonly campaign: {
    readonly name: string;
    readonly actions: readonly {
      readonly campaignActionName: string;
      readonly channels: readonly { readonly channelName: string }[];
    }[];
  };
  readonly metricDefinitions: readonly { readonly label: string }[];
}

const question = `{ campaign(planId: "P") { name actions { campaignActionName channels { channelName } } } metricDefinitions { label } }`;

/** One row of each of those tables. */
export async function addTables({ client }: Database): Promise<void> {
  await client`insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('P', 'x', '2026-05-01')`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    values ('P', 'D', 2, 'x')`;
  await client`
    insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name)
    values ('P', 'D', 'E', 4, 'x')`;
  await client`insert into facet.metric_definitions (metric_name, description, label, load_id) values ('M', 'M.', 'x', 0)`;
}

/** Asks servers for the changed columns: what each of them shows. */
export function createAsk(urls: () => readonly string[], headers: Record<string, string> = {}) {
  const ask = async (url: string): Promise<Shown> => {
    const response = await fetch(`${url}/graphql?query=${encodeURIComponent(question)}`, { headers });
    return ((await response.json()) as { data: Shown }).data;
  };
  return async ({ shown }: Change): Promise<(string | undefined)[]> => (await Promise.all(urls().map(ask))).map(shown);
}

type Ask = ReturnType<typeof createAsk>;

let made = 0;

/** Gives a column a value that it never had, by SQL in which it is `$1`. */
const newValue = (): string => `value ${(made += 1)}`;

const update = ({ table, column }: Change, value: string): string => `update facet.${table} set ${column} = '${value}'`;

/** Changes without a notice until all servers go on showing what was there before: they hold the table. */
export const untilHeld = ({ client }: Database, ask: Ask, change: Change): Promise<void> =>
  until(async () => {
    const value = newValue();
    await client.begin(async (transaction) => {
      await transaction.unsafe('set local session_replication_role = replica');
      await transaction.unsafe(update(change, value));
    });
    return (await ask(change)).every((shown) => shown !== value);
  });

/** Changes a value, and waits until all servers show it: sooner than they would read the table again by themselves. */
export async function changeSeen({ client }: Database, ask: Ask, change: Change): Promise<void> {
  const value = newValue();
  await client.unsafe(update(change, value));
  await until(async () => (await ask(change)).every((shown) => shown === value));
}

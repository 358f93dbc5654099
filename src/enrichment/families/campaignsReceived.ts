import { sql } from 'drizzle-orm';
import { TargetingState } from '../../words/targetingStates.js';
import type { BaseAttribute, AttributeFamily } from '../definitions/definition.js';
import { dayRows, attributeColumns } from '../definitions/familyRows.js';

const { TARGETED, CONTROL, EXCLUDED } = TargetingState;

const inLastMonth = "t.execution_date > days.day - interval '1 month'";

const count = { dataType: 'integer', unit: 'count', absent: '0', category: 'Campaigns', piiClass: 'NONE' } as const;

const attributes: readonly BaseAttribute[] = [
  {
    ...count,
    name: 'numberofcampaigns',
    alias: 'NUMBEROFCAMPAIGNS',
    description: 'Campaigns received up to the day; control left out.',
    sql: `count(*) filter (where t.state = '${TARGETED}')`,
  },
  {
    ...count,
    name: 'numberofcampaigns_1m',
    alias: 'NUMBEROFCAMPAIGNS_1M',
    description: 'Campaigns received in the month that ends with the day; control left out.',
    sql: `count(*) filter (where t.state = '${TARGETED}' and ${inLastMonth})`,
  },
  {
    ...count,
    name: 'number_of_control_1m',
    alias: 'NUMBEROFCONTROLS_1M',
    description: 'Campaigns for which the customer was held as control in the month that ends with the day.',
    sql: `count(*) filter (where t.state = '${CONTROL}' and ${inLastMonth})`,
  },
  {
    ...count,
    name: 'number_of_exclusions_1m',
    alias: 'NUMBEROFEXCLUSIONS_1M',
    description: 'Campaigns the customer was excluded from in the month that ends with the day.',
    sql: `count(*) filter (where t.state = '${EXCLUDED}' and ${inLastMonth})`,
  },
  {
    name: 'last_campaign_date',
    alias: 'LAST_CAMPAIGN_DATE',
    category: 'Campaigns',
    piiClass: 'NONE',
    description: 'The newest day up to the day on which a campaign was received; control left out.',
    dataType: 'date',
    sql: `max(t.execution_date) filter (where t.state = '${TARGETED}')`,
  },
];

/** Campaign attributes. Rows: `t` is one targeting on or before `days.day`. */
export const campaignsReceived: AttributeFamily = {
  name: 'campaigns_received',
  source: 'Campaign targetings',
  attributes,
  rows: (wanted, context) => sql`
    select t.customer_id, days.day, ${attributeColumns(wanted)}
    from ${dayRows(context)}
    join (
      select t.customer_id, t.execution_date, facet.targeting_state(t.plan_detail_id, a.campaign_action_id) as state
      from facet.campaign_targetings t
      left join facet.campaign_actions a on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id
      where t.customer_id <> ''
      offset 0 -- each targeting is looked up once, not once a day
    ) t on t.execution_date <= days.day
    group by t.customer_id, days.day`,
};

import { sql } from 'drizzle-orm';

/** The columns of `facet.campaigns c` that make a `CampaignRow`. */
export const campaignColumns = sql`
  c.plan_id as "planId", c.campaign_name as name, c.campaign_type as type, c.campaign_type_name as "typeName",
  c.target_group_id as "targetGroupId", c.target_group_name as "targetGroupName",
  c.target_group_priority as "targetGroupPriority", c.marketing_action_name as "marketingActionName", c.status,
  c.tag_names as "tagNames", c.execution_start_date as "executionStartDate", c.execution_end_date as "executionEndDate",
  c.brand`;

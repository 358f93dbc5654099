import { sql, type SQL } from 'drizzle-orm';
import type { WritableType } from '../../lib/written/shape.js';
import type { CampaignRow } from './shape.js';

/** A column of a `CampaignRow`. */
export type CampaignColumn = keyof CampaignRow;

/** Where each comes from, of `facet.campaigns`. */
const columnNames: Readonly<Record<CampaignColumn, string>> = {
  planId: 'plan_id',
  name: 'campaign_name',
  type: 'campaign_type',
  typeName: 'campaign_type_name',
  targetGroupId: 'target_group_id',
  targetGroupName: 'target_group_name',
  targetGroupPriority: 'target_group_priority',
  marketingActionName: 'marketing_action_name',
  status: 'status',
  tagNames: 'tag_names',
  executionStartDate: 'execution_start_date',
  executionEndDate: 'execution_end_date',
  brand: 'brand',
};

/** All columns of a `CampaignRow`. */
export const campaignColumns = Object.keys(columnNames) as CampaignColumn[];

const columnOf = (alias: string, column: CampaignColumn): SQL => sql.raw(`${alias}.${columnNames[column]}`);

/** The select list of some columns of `facet.campaigns c`, the key among them. */
export const selectCampaign = (columns: readonly CampaignColumn[]): SQL =>
  sql.join(
    campaignColumns
      .filter((one) => one === 'planId' || columns.includes(one))
      .map((one) => sql`${columnOf('c', one)} as ${sql.identifier(one)}`),
    sql`, `,
  );

/** How a statement writes campaigns as JSON, under an alias of `facet.campaigns`. Lists it does not write: nobody would look at their items. */
export const writableCampaign = (alias: string): WritableType<SQL> => ({
  fields: Object.fromEntries(
    campaignColumns
      .filter((column) => column !== 'tagNames')
      .map((column) => [column, { value: columnOf(alias, column) }]),
  ),
});

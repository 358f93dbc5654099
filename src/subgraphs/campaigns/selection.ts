import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { selectedFields } from '../../lib/relay/selection.js';
import { campaignColumns, type CampaignColumn } from './columns.js';

/** What the fields of `Campaign` need that are no columns themselves. Those that are not named need the key alone. */
const columnsBehind: Readonly<Record<string, readonly CampaignColumn[]>> = {
  targetGroup: ['targetGroupId', 'targetGroupName', 'targetGroupPriority'],
};

const isColumn = (field: string): field is CampaignColumn => campaignColumns.some((one) => one === field);

/** The columns beside the key that a selection below field nodes of campaigns needs. */
export const campaignColumnsBelow = (info: GraphQLResolveInfo, nodes: readonly FieldNode[]): CampaignColumn[] =>
  [...selectedFields(info, 'Campaign', nodes).keys()].flatMap((field) =>
    isColumn(field) ? [field] : (columnsBehind[field] ?? []),
  );

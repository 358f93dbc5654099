import type { GraphQLResolveInfo } from 'graphql';
import { askedBelow, type Way } from '../../../execution/askedBelow.js';
import { keptOf } from '../../../execution/keptOf.js';
import { isColumn, type AskedTargeting, type TargetingColumn } from './columns.js';

/** What the fields of `CampaignTargeting` need that are no columns themselves. Those of other subgraphs need the key alone. */
const columnsBehind: Readonly<Record<string, readonly TargetingColumn[]>> = {
  channels: ['planDetailId', 'state'],
  takenFromCampaign: ['takenFromPlanId'],
};

const askedAt = (info: GraphQLResolveInfo, way: Way): AskedTargeting =>
  keptOf(info, `targetings ${way.join('.')}`, () => {
    const { texts, names } = askedBelow(info, way, isColumn);
    return { columns: names.flatMap((name) => (isColumn(name) ? [name] : (columnsBehind[name] ?? []))), texts };
  });

/** What is asked of the targetings behind the resolved field. */
export const askedTargetings = (info: GraphQLResolveInfo): AskedTargeting => askedAt(info, ['CampaignTargeting']);

/** What is asked of the targetings behind the resolved field, a connection. */
export const askedPage = (info: GraphQLResolveInfo): AskedTargeting =>
  askedAt(info, ['CampaignTargetingConnection', 'edges', 'node']);

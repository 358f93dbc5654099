import type { Scope } from '../../scope.js';
import type { OpenMembers } from '../audience/SegmentMembers.js';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';

/** Who changes planned campaigns, with the ways to what their definitions name. */
export interface CampaignAsker {
  readonly scope: Pick<Scope, 'db' | 'viewer' | 'now' | 'timeZone'>;
  readonly openMembers: OpenMembers;
  /** Throws a `UserError` where a destination is unknown, or something that it is to be given. */
  readonly checkDestinations: (definition: CampaignDefinition) => void;
}

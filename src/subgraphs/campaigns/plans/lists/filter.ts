import type { FacetCampaignFilter } from '../../../../generated/resolvers.js';
import { checkListFilter, type GivenMembers } from '../../../../lib/checks/checkListFilter.js';
import { listLimits } from '../../../../words/limits.js';

/** Which campaigns a client asks for, checked. */
export type CampaignConditions = GivenMembers<FacetCampaignFilter>;

/** Checks a filter and trims keys and search as the import does. Throws a `UserError` that names the bad member. */
export const checkCampaignFilter = (filter: FacetCampaignFilter): CampaignConditions =>
  checkListFilter(filter, { planIds: listLimits.keys, targetGroupIds: listLimits.listValues });

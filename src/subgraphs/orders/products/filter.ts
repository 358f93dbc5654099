import type { FacetProductFilter } from '../../../generated/resolvers.js';
import { checkListFilter, type GivenMembers } from '../../../lib/checks/checkListFilter.js';
import { listLimits } from '../../../words/limits.js';

/** Which products a client asks for, checked. */
export type ProductConditions = GivenMembers<FacetProductFilter>;

/** Checks a filter and trims keys and search as the import does. Throws a `UserError` that names the bad member. */
export const checkProductFilter = (filter: FacetProductFilter): ProductConditions =>
  checkListFilter(filter, { ids: listLimits.keys });

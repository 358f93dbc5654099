import type { CampaignFilter } from '../../../../generated/resolvers.js';
import { checkKey } from '../../../../lib/checks/checkKey.js';
import { checkLength } from '../../../../lib/checks/checkLength.js';
import { UserError } from '../../../../lib/errors/UserError.js';
import { trimmed } from '../../../../lib/text/whiteSpace.js';
import { checkValue } from '../../../../lib/checks/checkValue.js';
import { listLimits, textLimits } from '../../../../words/limits.js';

/** Which campaigns a client asks for, checked: what is undefined sets no condition, an empty list fits nothing. */
export type CampaignConditions = { readonly [K in keyof CampaignFilter]?: NonNullable<CampaignFilter[K]> };

const { campaignSearch: longestSearch } = textLimits;

const checkKeys = (keys: readonly string[], path: string): string[] =>
  keys.map((key, n) => checkKey(key, `${path}[${n}]`));

const keyLists: ReadonlySet<string> = new Set(['filter.planIds', 'filter.targetGroupIds']);

function checkMember(value: unknown, path: string): void {
  if (value == null)
    throw new UserError(
      `"${path}" is null, which would ask for nothing in particular: give it a value, or leave it out.`,
    );
  if (!Array.isArray(value)) return checkValue(value, path);
  checkLength(value, path, path === 'filter.planIds' ? listLimits.keys : listLimits.campaignValues);
  if (!keyLists.has(path)) value.forEach((entry, n) => checkValue(entry, `${path}[${n}]`));
}

function checkSearch(search: string): string {
  const text = trimmed(search);
  if (text.length > longestSearch)
    throw new UserError(
      `"filter.search" has ${text.length} characters, and ${longestSearch} are the most.`,
      'SEARCH_TOO_LARGE',
    );
  return text;
}

/** Checks a filter and trims keys and search as the import does. Throws a `UserError` that names the bad member. */
export function checkCampaignFilter(filter: CampaignFilter): CampaignConditions {
  for (const [name, value] of Object.entries(filter)) checkMember(value, `filter.${name}`);
  const { planIds, targetGroupIds, search, ...others } = filter as CampaignConditions;
  return {
    ...others,
    ...(planIds !== undefined && { planIds: checkKeys(planIds, 'filter.planIds') }),
    ...(targetGroupIds !== undefined && { targetGroupIds: checkKeys(targetGroupIds, 'filter.targetGroupIds') }),
    ...(search !== undefined && { search: checkSearch(search) }),
  };
}

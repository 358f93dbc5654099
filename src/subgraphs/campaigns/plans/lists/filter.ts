import { trimmed } from '../../../../lib/whiteSpace.js';
import type { CampaignFilter } from '../../../../generated/resolvers.js';
import { UserError } from '../../../../lib/UserError.js';
import { checkValue } from '../../../../population/operand.js';

/** Which campaigns a client asks for, checked: what is undefined sets no condition, an empty list fits nothing. */
export type CampaignConditions = { readonly [K in keyof CampaignFilter]?: NonNullable<CampaignFilter[K]> };

const mostKeys = 1000;
const mostEntries = 100;
const longestSearch = 200;

function checkList(entries: readonly unknown[], path: string): void {
  const most = path === 'filter.planIds' ? mostKeys : mostEntries;
  if (entries.length > most)
    throw new UserError(`"${path}" has ${entries.length} entries, and ${most} are the most.`, 'FILTER_TOO_LARGE');
  entries.forEach((entry, n) => {
    checkValue(entry, `${path}[${n}]`);
  });
}

function checkMember(value: unknown, path: string): void {
  if (value == null)
    throw new UserError(
      `"${path}" is null, which would ask for nothing in particular: give it a value, or leave it out.`,
    );
  if (Array.isArray(value)) checkList(value, path);
  else checkValue(value, path);
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
    ...(planIds !== undefined && { planIds: planIds.map(trimmed) }),
    ...(targetGroupIds !== undefined && { targetGroupIds: targetGroupIds.map(trimmed) }),
    ...(search !== undefined && { search: checkSearch(search) }),
  };
}

import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';
import { PlannedCampaignStatus } from '../../words/plannedCampaignWords.js';
import type { PlannedCampaignRow } from '../store/PlannedCampaignRow.js';

/** What to do first where a campaign stands at a status. */
const remedies: Readonly<Record<PlannedCampaignStatus, string>> = {
  DRAFT: 'it was changed by somebody else meanwhile; look at it again',
  SCHEDULED: 'unschedule it first',
  DELIVERING: 'wait until that has ended',
  DELIVERED: 'it was changed by somebody else meanwhile; look at it again',
  ERROR: 'have it delivered again, or archive it',
  ARCHIVED: 'make a new one of its definition',
};

/** The error of a change that is not for where a campaign stands; `change` is what cannot be done, such as "scheduled". */
export const statusRefusal = ({ name, status, error }: PlannedCampaignRow, change: string): UserError => {
  const why = status === PlannedCampaignStatus.ERROR && error !== null ? ` (${printable(error)})` : '';
  return new UserError(
    `The campaign "${printable(name)}" cannot be ${change} while it is ${status}${why}: ${remedies[status]}.`,
    'CAMPAIGN_STATUS',
  );
};

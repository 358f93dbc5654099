import { UserError } from '../../lib/errors/UserError.js';
import { SegmentStatus } from '../../words/segmentWords.js';
import type { Asker } from '../../membership/openContext.js';
import { findUsers } from '../../membership/readSegments.js';
import { requireSegment } from '../../membership/requireSegment.js';
import type { StoredSegment } from '../../membership/StoredSegment.js';
import type { Scope } from '../../scope.js';
import type { Author } from './ChangedSegment.js';
import { findCampaignUsers } from './findCampaignUsers.js';
import { refuseForeign } from './updateSegment.js';
import { setStatus } from './writeSegment.js';

const shown = 10;

/** What names a segment, as sentences call it: other segments and planned campaigns. */
async function usersOf(scope: Scope, id: string): Promise<string[]> {
  const [users = []] = await findUsers(scope, [id]);
  const campaigns = await findCampaignUsers(scope, id);
  return [...users.map((user) => `"${user.id}"`), ...campaigns.map((campaign) => `the campaign "${campaign}"`)];
}

/** Throws a `UserError` where something names a segment. */
async function refuseUsed(scope: Scope, id: string): Promise<void> {
  const users = await usersOf(scope, id);
  if (users.length === 0) return;
  const more = users.length > shown ? ` and ${users.length - shown} more` : '';
  throw new UserError(
    `The segment "${id}" is named by ${users.slice(0, shown).join(', ')}${more}: change or put ${users.length === 1 ? 'that' : 'those'} away first.`,
    'SEGMENT_IN_USE',
  );
}

/**
 * Puts a segment away: it is listed no more, and no definition can name it; its versions and the history of its members stay.
 * Throws a `UserError` that names those that use it.
 */
export async function archiveSegment(
  { scope }: Pick<Asker, 'scope'>,
  id: string,
  author: Author,
): Promise<StoredSegment> {
  const stored = await requireSegment(scope, id, 'id');
  if (stored.status === SegmentStatus.ARCHIVED) return stored;
  refuseForeign(stored, author);
  await refuseUsed(scope, id);
  await setStatus(scope, id, SegmentStatus.ARCHIVED, author);
  // Whoever named it at the same moment was either refused, or is seen now.
  try {
    await refuseUsed(scope, id);
  } catch (error) {
    await setStatus(scope, id, SegmentStatus.ACTIVE, { name: stored.updatedBy });
    throw error;
  }
  return requireSegment(scope, id, 'id');
}

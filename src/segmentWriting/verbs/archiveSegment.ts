import { UserError } from '../../lib/errors/UserError.js';
import { SegmentStatus } from '../../words/segmentWords.js';
import type { Asker } from '../../membership/openContext.js';
import { findUsers, type SegmentUser } from '../../membership/readSegments.js';
import { requireSegment } from '../../membership/requireSegment.js';
import type { StoredSegment } from '../../membership/StoredSegment.js';
import type { Author } from './ChangedSegment.js';
import { refuseForeign } from './updateSegment.js';
import { setStatus } from './writeSegment.js';

const shown = 10;

const inUse = (id: string, users: readonly SegmentUser[]): UserError => {
  const names = users.slice(0, shown).map((user) => `"${user.id}"`);
  const more = users.length > shown ? ` and ${users.length - shown} more` : '';
  return new UserError(
    `The segment "${id}" is named by ${names.join(', ')}${more}: change or put ${users.length === 1 ? 'that' : 'those'} away first.`,
    'SEGMENT_IN_USE',
  );
};

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
  const [users = []] = await findUsers(scope, [id]);
  if (users.length > 0) throw inUse(id, users);
  await setStatus(scope, id, SegmentStatus.ARCHIVED, author);
  // Whoever named it at the same moment was either refused, or is seen now.
  const [late = []] = await findUsers(scope, [id]);
  if (late.length > 0) {
    await setStatus(scope, id, SegmentStatus.ACTIVE, { name: stored.updatedBy });
    throw inUse(id, late);
  }
  return requireSegment(scope, id, 'id');
}

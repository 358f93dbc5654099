import { UserError } from '../../lib/errors/UserError.js';
import { checkSegmentId, checkSegmentName, idOfName } from '../checkNames.js';
import type { Asker } from '../../membership/openContext.js';
import { findSegments } from '../../membership/readSegments.js';
import { requireSegment } from '../../membership/requireSegment.js';
import { contentOf, type GivenSegment } from './contentOf.js';
import { refuseUnused } from './refuseUnused.js';
import type { Author, ChangedSegment } from './ChangedSegment.js';
import { familyChanged } from './updateSegment.js';
import { insertSegment } from './writeSegment.js';

const taken = (id: string): UserError =>
  new UserError(`There is a segment "${id}" already: change it, or choose another "id".`, 'SEGMENT_TAKEN');

function idFor(id: string | null | undefined, name: string, path: string): string {
  if (id != null) return checkSegmentId(id, `${path}id`);
  const made = idOfName(checkSegmentName(name, `${path}name`));
  if (made === '') throw new UserError(`"${path}id" is missing, and no id can be made of the name.`);
  return made;
}

/**
 * Makes a segment. Its id is made of the name where none is given. Throws a `UserError` for an id that is taken, and for a definition
 * that cannot be.
 */
export async function createSegment(
  asker: Asker,
  given: GivenSegment & { readonly id?: string | null | undefined },
  author: Author,
  path = '',
): Promise<ChangedSegment> {
  const { scope } = asker;
  const id = idFor(given.id, given.name, path);
  const [known] = await findSegments(scope, [id]);
  if (known != null) throw taken(id);
  const content = await contentOf(asker, given, { id, path });
  if (!(await insertSegment(scope, id, content, author))) {
    await refuseUnused(scope, content.uses);
    const [other] = await findSegments(scope, [id]);
    throw other == null ? familyChanged(id) : taken(id);
  }
  return { segment: await requireSegment(scope, id, 'id'), isChanged: true, sizeBefore: null, size: content.size };
}

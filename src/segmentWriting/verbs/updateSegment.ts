import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../lib/errors/UserError.js';
import { SegmentStatus, type Materialisation } from '../../words/segmentWords.js';
import type { Asker } from '../../membership/openContext.js';
import { requireSegment } from '../../membership/requireSegment.js';
import type { StoredSegment } from '../../membership/StoredSegment.js';
import { contentOf } from './contentOf.js';
import { refuseUnused } from './refuseUnused.js';
import type { Author, ChangedSegment } from './ChangedSegment.js';
import { updateSegmentRow, type SegmentContent } from './writeSegment.js';

/** What is to be changed; what is left out stays. */
export interface GivenUpdate {
  readonly name?: string | null | undefined;
  /** Null takes it away. */
  readonly description?: string | null | undefined;
  readonly materialise?: Materialisation | null | undefined;
  readonly definition?: unknown;
  /** The version that the change is of; by default the newest. */
  readonly version?: number | null | undefined;
}

const changed = ({ id, version, updatedBy, updatedAt }: StoredSegment, of: number): UserError =>
  new UserError(
    `The segment "${id}" has version ${version}, written by "${updatedBy}" at ${updatedAt}, and the change is of version ${of}: read it again.`,
    'SEGMENT_CHANGED',
  );

/** The refusal of a definition that names segments which somebody changed while it was checked. */
export const familyChanged = (id: string): UserError =>
  new UserError(`Somebody changed a segment that "${id}" names at the same time: try again.`, 'SEGMENT_CHANGED');

/** Refuses what nobody may change, or not this author. Throws a `UserError`. */
export function refuseForeign({ id, isFromConfig }: StoredSegment, { isConfig = false }: Author): void {
  if (isFromConfig && !isConfig)
    throw new UserError(`The segment "${id}" is what the config file says: change it there.`, 'SEGMENT_FROM_CONFIG');
}

const says = ({ name, description, materialise, definition }: SegmentContent | StoredSegment): unknown => ({
  name,
  description,
  materialise,
  definition,
});

/**
 * Writes the next version of a segment, or nothing where nothing is changed. Throws a `UserError` where the segment has another
 * version by now than the change is of: of two at once one is refused.
 */
export async function updateSegment(
  asker: Asker,
  id: string,
  given: GivenUpdate,
  author: Author,
  path = '',
): Promise<ChangedSegment> {
  const { scope } = asker;
  const stored = await requireSegment(scope, id, `${path}id`);
  if (stored.status === SegmentStatus.ARCHIVED)
    throw new UserError(`The segment "${id}" has been put away, and is not changed any more.`, 'SEGMENT_ARCHIVED');
  refuseForeign(stored, author);
  const of = given.version ?? stored.version;
  if (of !== stored.version) throw changed(stored, of);
  const whole = {
    name: given.name ?? stored.name,
    description: given.description === undefined ? stored.description : given.description,
    materialise: given.materialise ?? stored.materialise,
    definition: given.definition ?? stored.definition,
  };
  const { sizeBefore, ...content } = await contentOf(asker, whole, { id, path }, stored.definition);
  const isSame = isDeepStrictEqual(says(content), says(stored)) && stored.isFromConfig === (author.isConfig === true);
  if (isSame) return { segment: stored, isChanged: false, sizeBefore, size: content.size };
  if (!(await updateSegmentRow(scope, stored, content, author))) {
    await refuseUnused(scope, content.uses);
    const now = await requireSegment(scope, id, `${path}id`);
    throw now.version === of ? familyChanged(id) : changed(now, of);
  }
  return { segment: await requireSegment(scope, id, `${path}id`), isChanged: true, sizeBefore, size: content.size };
}

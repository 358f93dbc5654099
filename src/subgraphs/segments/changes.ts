import type { RequestContext } from '../../federation/requestContext.js';
import { requireWriter } from '../../federation/requireWriter.js';
import type {
  MutationArchiveSegmentArgs,
  MutationCreateSegmentArgs,
  MutationUpdateSegmentArgs,
} from '../../generated/resolvers.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { StoredSegment } from '../../membership/StoredSegment.js';
import { archiveSegment } from '../../segmentWriting/verbs/archiveSegment.js';
import { createSegment } from '../../segmentWriting/verbs/createSegment.js';
import type { ChangedSegment } from '../../segmentWriting/verbs/ChangedSegment.js';
import { updateSegment } from '../../segmentWriting/verbs/updateSegment.js';
import { Materialisation } from '../../words/segmentWords.js';
import { askerIn } from './loaders.js';

const authorOf = ({ viewer }: RequestContext) => ({ name: viewer.name });

/** Makes a segment. Throws a `UserError` for a viewer who may only read, and for what cannot be. */
export function addSegment(
  context: RequestContext,
  { id, name, description, definition, materialise }: MutationCreateSegmentArgs,
): Promise<ChangedSegment> {
  requireWriter(context);
  const given = { id, name, description, definition, materialise: materialise ?? Materialisation.NONE };
  return createSegment(askerIn(context), given, authorOf(context));
}

/** What may be left out of a change and may not be null: a variable that was forgotten must not be taken for one. */
function refuseNulls(given: Readonly<Record<string, unknown>>): void {
  const name = ['version', 'name', 'definition', 'materialise'].find((one) => given[one] === null);
  if (name !== undefined)
    throw new UserError(`"${name}" is null, which says nothing: give it a value, or leave it out.`);
}

/** Writes the next version of a segment. Throws a `UserError` for a viewer who may only read, and for what cannot be. */
export async function changeSegment(
  context: RequestContext,
  { id, ...given }: MutationUpdateSegmentArgs,
): Promise<ChangedSegment> {
  requireWriter(context);
  refuseNulls(given);
  return updateSegment(askerIn(context), id, given, authorOf(context));
}

/** Puts a segment away. Throws a `UserError` for a viewer who may only read, and while others name it. */
export async function removeSegment(
  context: RequestContext,
  { id }: MutationArchiveSegmentArgs,
): Promise<StoredSegment> {
  requireWriter(context);
  return archiveSegment(askerIn(context), id, authorOf(context));
}

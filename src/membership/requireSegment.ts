import { sql } from 'drizzle-orm';
import { UserError } from '../lib/errors/UserError.js';
import { nearNames } from '../lib/text/nearNames.js';
import { shortened } from '../lib/text/shortened.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';
import { findSegments } from './readSegments.js';
import type { StoredSegment } from './StoredSegment.js';

/** The error of an id that no segment has, with near ones. */
export async function unknownSegment(scope: Scope, id: string, path: string): Promise<UserError> {
  const known = await scope.db.query<{ id: string }>(sql`
    select s.segment_id as id from ${visibleRows(scope, 'segments', 's')} order by id limit 10000`);
  const near = nearNames(
    id,
    known.map((one) => one.id),
  ).map((one) => `"${one}"`);
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  return new UserError(`There is no segment "${shortened(id)}" ("${path}").${hint}`, 'UNKNOWN_SEGMENT');
}

/** A segment by its id. Throws a `UserError` that suggests near ones where there is none. */
export async function requireSegment(scope: Scope, id: string, path: string): Promise<StoredSegment> {
  const [found] = await findSegments(scope, [id]);
  if (found == null) throw await unknownSegment(scope, id, path);
  return found;
}

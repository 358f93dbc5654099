import { sql, type SQL } from 'drizzle-orm';
import { seesAllRows } from '../access/viewer.js';
import { allOf } from '../conditions/allOf.js';
import { hasFolded, folded } from '../db/folded.js';
import { anyOf } from '../db/sql.js';
import { groupByKey, byKey } from '../lib/byKey.js';
import type { Page } from '../lib/relay/page.js';
import { conditionsAfter, orderTerms, type Order } from '../population/keyset.js';
import { columnKey } from '../population/lists/columnKey.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';
import type { SegmentStatus } from '../words/segmentWords.js';
import type { StoredVersion, StoredSegment } from './StoredSegment.js';

/** Segments in the order of their ids. */
export const segmentOrder: Order = [columnKey('id', 'text', 'NONE', sql`s.segment_id`)];

const columns = sql`s.segment_id as id, s.name, s.description, s.status, s.version, s.materialise,
  s.from_config as "isFromConfig", v.definition, v.sentence, s.created_by as "createdBy", s.created_at as "createdAt",
  s.updated_by as "updatedBy", s.updated_at as "updatedAt"`;

const stored = (scope: Scope): SQL => sql`${visibleRows(scope, 'segments', 's')}
  join ${visibleRows(scope, 'segment_versions', 'v')} on v.segment_id = s.segment_id and v.version = s.version`;

/** Segments by id, in the order of the ids; null where unknown. */
export async function findSegments(scope: Scope, ids: readonly string[]): Promise<(StoredSegment | null)[]> {
  const rows = await scope.db.query<StoredSegment>(sql`
    select ${columns} from ${stored(scope)} where ${anyOf(sql`s.segment_id`, ids)}`);
  return byKey(ids, rows, ({ id }) => id);
}

/** Which segments are listed. */
export interface AskedSegments {
  /** Undefined: whatever became of them. */
  readonly statuses?: readonly SegmentStatus[] | undefined;
  /** A part of the name, id or description, whatever its case and accents. */
  readonly search?: string | undefined;
  /** Those alone that the viewer may be told of, by their ids; null or left out: all. */
  readonly among?: readonly string[] | null | undefined;
}

function conditionsOf({ statuses, search, among }: AskedSegments): SQL[] {
  const text = sql`s.segment_id || ' ' || s.name || ' ' || coalesce(s.description, '')`;
  return [
    ...(statuses === undefined ? [] : [anyOf(sql`s.status`, statuses)]),
    ...(search === undefined ? [] : [hasFolded(folded(text), search)]),
    ...(among == null ? [] : [anyOf(sql`s.segment_id`, among)]),
  ];
}

/** A page of segments in the order of their ids, and one more; [] beyond the end. */
export async function findSegmentPage(
  scope: Scope,
  asked: AskedSegments,
  { after, size }: Page,
): Promise<StoredSegment[]> {
  const behind = after === undefined ? [] : conditionsAfter(segmentOrder, after);
  return scope.db.query<StoredSegment>(sql`
    select ${columns} from ${stored(scope)}
    where ${allOf([...conditionsOf(asked), ...behind])} order by ${orderTerms(segmentOrder)} limit ${size + 1}`);
}

/** How many segments there are. */
export async function countSegments(scope: Scope, asked: AskedSegments): Promise<number> {
  const [row] = await scope.db.query<{ count: number }>(sql`
    select count(*)::int as count from ${visibleRows(scope, 'segments', 's')} where ${allOf(conditionsOf(asked))}`);
  return row?.count ?? 0;
}

/** All segments that are in use, in the order of their ids. */
export const findActiveSegments = (scope: Scope): Promise<StoredSegment[]> =>
  scope.db.query<StoredSegment>(sql`
    select ${columns} from ${stored(scope)} where s.status = 'ACTIVE' order by s.segment_id`);

/** All segments, also those that have been put away, in the order of their ids. */
export const findEverySegment = (scope: Scope): Promise<StoredSegment[]> =>
  scope.db.query<StoredSegment>(sql`select ${columns} from ${stored(scope)} order by s.segment_id`);

/**
 * The newest `most` versions of segments, the newest first, in the order of the ids; [] of an unknown one. Their sizes are of all customers, whoever
 * they belong to: who does not see all rows is not told.
 */
export async function findVersions(scope: Scope, ids: readonly string[], most: number): Promise<StoredVersion[][]> {
  const rows = await scope.db.query<StoredVersion & { readonly id: string }>(sql`
    select v.segment_id as id, v.version, v.name, v.description, v.definition, v.sentence,
      ${seesAllRows(scope.viewer) ? sql`v.size` : sql`null`} as size, v.created_by as "createdBy", v.created_at as "createdAt"
    from ${visibleRows(scope, 'segment_versions', 'v')}
    join ${visibleRows(scope, 'segments', 's')} on s.segment_id = v.segment_id
    where ${anyOf(sql`v.segment_id`, ids)} and v.version > s.version - ${most} order by v.version desc`);
  return groupByKey(ids, rows, ({ id }) => id);
}

/** What names a segment. */
export interface SegmentUser {
  readonly id: string;
  readonly name: string;
  /** The id of the one that it names. */
  readonly used: string;
}

/** The segments in use whose definitions name others, in the order of the ids of those; [] where none does. */
export async function findUsers(scope: Scope, ids: readonly string[]): Promise<SegmentUser[][]> {
  const rows = await scope.db.query<SegmentUser>(sql`
    select distinct s.segment_id as id, s.name, named.value #>> '{}' as used
    from ${stored(scope)},
      jsonb_path_query(v.definition, '$.**.segment.id') as named (value)
    where s.status = 'ACTIVE' and ${anyOf(sql`named.value #>> '{}'`, ids)}
    order by id`);
  return groupByKey(ids, rows, ({ used }) => used);
}

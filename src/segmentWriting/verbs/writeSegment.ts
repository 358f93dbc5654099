import { sql, type SQL } from 'drizzle-orm';
import { anyOf } from '../../db/sql.js';
import type { Scope } from '../../scope.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import type { Materialisation, SegmentStatus } from '../../words/segmentWords.js';
import type { Author } from './ChangedSegment.js';

/** All that a version says, checked. */
export interface SegmentContent {
  readonly name: string;
  readonly description: string | null;
  readonly materialise: Materialisation;
  readonly definition: SegmentDefinition;
  readonly sentence: string;
  /** The segments that the definition names. */
  readonly uses: readonly string[];
  /** These and all that they name, as they were when the definition was checked. */
  readonly family: ReadonlyMap<string, SegmentDefinition>;
  /** How many customers are in it now. */
  readonly size: number;
}

/**
 * The segments that are named, and those of the whole family that are as they were checked, held until the statement has ended: none of
 * them is put away or changed meanwhile.
 */
const usedSegments = ({ uses, family }: SegmentContent): SQL => sql`
  used as materialized (
    select segment_id from facet.segments where ${anyOf(sql`segment_id`, uses)} and status = 'ACTIVE' for share),
  unchanged as materialized (
    select s.segment_id
    from jsonb_each(${JSON.stringify(Object.fromEntries(family))}::text::jsonb) f
    join facet.segments s on s.segment_id = f.key collate "C"
    join facet.segment_versions v on v.segment_id = s.segment_id and v.version = s.version and v.definition = f.value
    for share of s)`;

const allUsed = ({ uses, family }: SegmentContent): SQL =>
  sql`(select count(*) from used) = ${uses.length}::int and (select count(*) from unchanged) = ${family.size}::int`;

/** Whether a row was written; not where another writer holds what this one waits for, and waits for what it holds. */
async function isWritten(scope: Scope, statement: SQL): Promise<boolean> {
  try {
    return (await scope.db.query(statement)).length > 0;
  } catch (error) {
    if ((error as { code?: unknown }).code !== '40P01') throw error;
    return false;
  }
}

const instant = (now: Date): SQL => sql`${now.toISOString()}::timestamptz`;

const versionOf = (
  changed: SQL,
  { name, description, definition, sentence, size }: SegmentContent,
  author: Author,
  now: Date,
): SQL => sql`
  insert into facet.segment_versions (segment_id, version, name, description, definition, sentence, size, created_by, created_at)
  select segment_id, version, ${name}::text, ${description}::text, ${JSON.stringify(definition)}::text::jsonb, ${sentence}::text,
    ${size}::bigint, ${author.name}::text, ${instant(now)}
  from ${changed} returning version`;

/** Writes a new segment and its first version; false where there is one of the id, or one that it names is changed or not in use. */
export async function insertSegment(
  scope: Scope,
  id: string,
  content: SegmentContent,
  author: Author,
): Promise<boolean> {
  const { name, description, materialise } = content;
  return isWritten(
    scope,
    sql`
    with ${usedSegments(content)},
    made as (
      insert into facet.segments (segment_id, name, description, version, materialise, from_config, created_by, created_at,
        updated_by, updated_at)
      select ${id}::text, ${name}::text, ${description}::text, 1, ${materialise}::text, ${author.isConfig === true}::boolean,
        ${author.name}::text, ${instant(scope.now)}, ${author.name}::text, ${instant(scope.now)}
      where ${allUsed(content)}
      on conflict (segment_id) do nothing returning segment_id, version)
    ${versionOf(sql`made`, content, author, scope.now)}`,
  );
}

/** Writes the next version of a segment; false where it has another version by now, or one that it names is changed or not in use. */
export async function updateSegmentRow(
  scope: Scope,
  { id, version }: { readonly id: string; readonly version: number },
  content: SegmentContent,
  author: Author,
): Promise<boolean> {
  const { name, description, materialise } = content;
  return isWritten(
    scope,
    sql`
    with ${usedSegments(content)},
    changed as (
      update facet.segments set name = ${name}, description = ${description}::text, materialise = ${materialise},
        from_config = ${author.isConfig === true}::boolean, version = version + 1, updated_by = ${author.name},
        updated_at = ${instant(scope.now)}
      where segment_id = ${id} and version = ${version} and status = 'ACTIVE' and ${allUsed(content)}
      returning segment_id, version)
    ${versionOf(sql`changed`, content, author, scope.now)}`,
  );
}

/** Puts a segment away, or takes it back; false where that has been done already. */
export async function setStatus(scope: Scope, id: string, status: SegmentStatus, author: Author): Promise<boolean> {
  const rows = await scope.db.query(sql`
    update facet.segments set status = ${status}, updated_by = ${author.name}, updated_at = ${instant(scope.now)}
    where segment_id = ${id} and status <> ${status} returning segment_id`);
  return rows.length > 0;
}

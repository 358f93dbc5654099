import { sql } from 'drizzle-orm';
import { anyOf } from '../db/sql.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';
import type { SegmentStore } from './prepareSegments.js';
import type { SegmentDefinition } from './SegmentDefinition.js';

interface DefinitionRow {
  readonly id: string;
  readonly definition: SegmentDefinition;
}

/**
 * Where definitions find segments and lists that are kept: whole families of segments by one statement, those that have been put away
 * too, for definitions of the past name them.
 */
export const storedSegments = (scope: Scope): SegmentStore => ({
  async definitions(ids) {
    const rows = await scope.db.query<DefinitionRow>(sql`
      with recursive named (id) as (
        select unnest(${sql.param(ids)}::text[]) collate "C"
        union select (below.value #>> '{}') collate "C"
        from named join ${visibleRows(scope, 'segments', 's')} on s.segment_id = named.id
        join ${visibleRows(scope, 'segment_versions', 'v')} on v.segment_id = s.segment_id and v.version = s.version,
          jsonb_path_query(v.definition, '$.**.segment.id') as below (value))
      select s.segment_id as id, v.definition from named join ${visibleRows(scope, 'segments', 's')} on s.segment_id = named.id
      join ${visibleRows(scope, 'segment_versions', 'v')} on v.segment_id = s.segment_id and v.version = s.version`);
    return new Map(rows.map(({ id, definition }) => [id, definition]));
  },
  async lists(ids) {
    const rows = await scope.db.query<{ id: string }>(sql`
      select l.list_id as id from ${visibleRows(scope, 'segment_lists', 'l')} where ${anyOf(sql`l.list_id`, ids)}`);
    return new Set(rows.map(({ id }) => id));
  },
});

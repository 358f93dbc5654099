import type { Sql } from '../db/client.js';
import type { ViewColumn } from './viewColumns.js';

/** Gives the columns of a view their comments, in a transaction; those that have them already are not touched. */
export async function commentColumns(
  client: Sql,
  view: string,
  columns: readonly Pick<ViewColumn, 'name' | 'comment'>[],
): Promise<void> {
  const commented = columns.filter(({ comment }) => comment !== undefined);
  const stale = await client<{ statement: string }[]>`
    select format('comment on column %s.%I is %L', ${view}::text, a.attname, wanted.comment) as statement
    from unnest(${commented.map(({ name }) => name)}::text[], ${commented.map(({ comment = '' }) => comment)}::text[])
      as wanted (name, comment)
    join pg_attribute a on a.attrelid = to_regclass(${view}) and a.attname = wanted.name
    where col_description(a.attrelid, a.attnum) is distinct from wanted.comment`;
  if (stale.length > 0) await client.unsafe(stale.map(({ statement }) => statement).join(';\n'));
}

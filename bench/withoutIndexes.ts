import type { Sql } from '../src/db/client.js';

interface IndexToRestore {
  readonly drop: string;
  readonly create: string;
}

/** Runs `work` while a table of the schema `facet` has no index, and makes its indexes again: a load goes faster so. */
export async function withoutIndexes(client: Sql, table: string, work: () => Promise<void>): Promise<void> {
  const indexes = await client<IndexToRestore[]>`
    select case when conname is null then format('drop index %s', i.indexrelid::regclass)
        else format('alter table facet.%I drop constraint %I', ${table}::text, conname) end as drop,
      case when conname is null then pg_get_indexdef(i.indexrelid)
        else format('alter table facet.%I add constraint %I %s', ${table}::text, conname, pg_get_constraintdef(c.oid)) end as create
    from pg_index as i left join pg_constraint as c on c.conindid = i.indexrelid and c.contype = 'p'
    where i.indrelid = format('facet.%I', ${table}::text)::regclass`;
  for (const { drop } of indexes) await client.unsafe(drop);
  await work();
  // `on only` is how the definition of a partitioned index is printed: it would leave out the partitions.
  for (const { create } of indexes) await client.unsafe(create.replace(' ON ONLY ', ' ON '));
}

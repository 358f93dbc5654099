import type { Sql } from '../../db/client.js';
import { enrichedMark } from '../../enrichment/enriched/findEnrichedTable.js';
import { partitionMonths } from '../../db/partitions/partitionMonths.js';
import type { BackedTable } from '../format/BackupManifest.js';
import { leftOut } from './leftOut.js';

interface FoundTable {
  readonly name: string;
  readonly isPartitioned: boolean;
  readonly comment: string | null;
  readonly columns: string[];
}

/** Tables of Facet's schema, without parts of others. Generated columns are worked out anew. */
const findTables = (client: Sql): Promise<FoundTable[]> => client<FoundTable[]>`
  select c.relname as name, c.relkind = 'p' as "isPartitioned", obj_description(c.oid, 'pg_class') as comment,
    array(select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
  from pg_class c
  where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname collate "C"`;

/** How a table is made that no migration makes. */
async function describeMade(client: Sql, name: string, comment: string): Promise<BackedTable['made']> {
  const columns = await client<{ name: string; type: string; collation: 'C' | null; comment: string | null }[]>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      case when a.attcollation = '"C"'::regcollation then 'C' end as collation, col_description(a.attrelid, a.attnum) as comment
    from pg_attribute a where a.attrelid = ('facet.' || quote_ident(${name}))::regclass and a.attnum > 0 and not a.attisdropped
    order by a.attnum`;
  const indexes = await client<{ isPrimary: boolean; columns: string[] }[]>`
    select i.indisprimary as "isPrimary",
      array(select a.attname::text from unnest(i.indkey) with ordinality k (attnum, place)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum order by k.place) as columns
    from pg_index i where i.indrelid = ('facet.' || quote_ident(${name}))::regclass and i.indexprs is null`;
  return {
    columns: [...columns],
    comment,
    primaryKey: indexes.find(({ isPrimary }) => isPrimary)?.columns ?? [],
    indexes: indexes.filter(({ isPrimary }) => !isPrimary).map((index) => index.columns),
  };
}

/** The tables of a database that are backed up, by name; `others` are those in Facet's schema that are not Facet's. */
export async function describeTables(
  client: Sql,
  own: ReadonlySet<string>,
): Promise<{ readonly tables: readonly BackedTable[]; readonly others: readonly string[] }> {
  const tables: BackedTable[] = [];
  const others: string[] = [];
  for (const { name, isPartitioned, comment, columns } of await findTables(client)) {
    if (name in leftOut) continue;
    const isMade = comment?.startsWith(enrichedMark) === true;
    if (!isMade && !own.has(name)) {
      others.push(name);
      continue;
    }
    const months = isPartitioned ? await partitionMonths(client, name) : [];
    tables.push({ name, columns, months, ...(isMade && { made: await describeMade(client, name, comment ?? '') }) });
  }
  return { tables, others };
}

/** The newest numbers that columns of tables were given. */
export const readSequences = (client: Sql) => client<{ table: string; column: string; last: string }[]>`
  select c.relname as table, a.attname as column, coalesce(s.last_value, 0)::text as last
  from pg_sequences s join pg_class q on q.relname = s.sequencename and q.relnamespace = 'facet'::regnamespace
  join pg_depend d on d.objid = q.oid and d.classid = 'pg_class'::regclass and d.deptype in ('i', 'a')
  join pg_class c on c.oid = d.refobjid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
  where s.schemaname = 'facet' and c.relname <> 'migrations' order by 1, 2`;

import type { Sql } from '../db/client.js';

/**
 * Lets the role `facet_bi` read the schema `bi` and all in it that the user owns. Does nothing where the role is missing
 * or may read all already; what others put into the schema is left alone.
 */
export async function grantToBi(sql: Sql): Promise<void> {
  const missing = await sql<{ statement: string }[]>`
    select 'grant usage on schema bi to facet_bi' as statement
    from pg_roles r join pg_namespace n on n.nspname = 'bi'
    where r.rolname = 'facet_bi' and not has_schema_privilege(r.oid, n.oid, 'usage')
    union all
    select format('grant select on bi.%I to facet_bi', c.relname)
    from pg_roles r join pg_class c on c.relnamespace = 'bi'::regnamespace and c.relkind in ('v', 'm', 'r', 'p')
    where r.rolname = 'facet_bi' and pg_has_role(c.relowner, 'usage') and not has_table_privilege(r.oid, c.oid, 'select')`;
  for (const { statement } of missing) await sql.unsafe(statement);
}

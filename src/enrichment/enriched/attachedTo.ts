import type { Sql } from '../../db/client.js';

/** Objects that depend on a table and would be dropped with it. */
export interface Attached {
  /** All of them in words of the database, such as `policy own_rows on table scores`; views by their names. */
  readonly names: readonly string[];
  /** Foreign keys onto the table: they forbid deleting its rows. */
  readonly foreignKeys: readonly string[];
}

/** Finds what dropping a table would lose, but for its primary key and the plain index on `keyColumn`, which every run makes. */
export async function attachedTo(db: Sql, table: string, keyColumn: string): Promise<Attached> {
  const found = await db<{ name: string; isKey: boolean }[]>`
    with own as (select c.oid, c.reltype, c.relowner, c.relrowsecurity or c.relforcerowsecurity as secured from pg_class c where c.oid = ${table}::regclass)
    select case when d.classid = 'pg_rewrite'::regclass then r.ev_class::regclass::text
        else pg_describe_object(d.classid, d.objid, d.objsubid) end as name,
      coalesce(k.contype = 'f' and k.confrelid = own.oid, false) as "isKey"
    from own join pg_depend d on d.deptype <> 'i'
      and ((d.refclassid = 'pg_class'::regclass and d.refobjid = own.oid) or (d.refclassid = 'pg_type'::regclass and d.refobjid = own.reltype))
    left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
    left join pg_constraint k on d.classid = 'pg_constraint'::regclass and k.oid = d.objid
    left join pg_index i on d.classid = 'pg_class'::regclass and i.indexrelid = d.objid
    where d.classid <> 'pg_publication_rel'::regclass
      and k.contype is distinct from 'p' and k.contype is distinct from 'n'
      and not coalesce(not i.indisunique and i.indnatts = 1 and i.indpred is null and i.indkey[0] = (
        select attnum from pg_attribute where attrelid = own.oid and attname = ${keyColumn}), false)
    union select 'row-level security', false from own where secured
    union select 'its owner ' || pg_get_userbyid(relowner), false from own where pg_get_userbyid(relowner) <> current_user
    union select 'publication ' || p.pubname, false from own
      join pg_publication_tables p on format('%I.%I', p.schemaname, p.tablename)::regclass = own.oid
    order by 1`;
  return {
    names: found.map(({ name }) => name),
    foreignKeys: found.filter(({ isKey }) => isKey).map(({ name }) => name),
  };
}

import type { Sql } from '../db/client.js';
import { policyNames } from '../db/rowRights/policies.js';
import { placements } from './placements.js';

/** Triggers of Facet that go when their table becomes a reference table, where they would run on each copy and tell nobody. */
export const droppedTriggers = ['tell_change', 'tell_day_change'] as const;

interface Fault {
  readonly fault: string;
}

/** Tables with their placements, as they are to be: what each rule reads. */
function wanted() {
  const all = Object.entries(placements);
  return {
    names: all.map(([name]) => name),
    kinds: all.map(([, { kind }]) => kind),
    columns: all.map(([, placement]) => (placement.kind === 'distributed' ? placement.by : null)),
  };
}

/** Constraints and indexes: one shard sees no other, so what is unique must be so by the column that leads to the shard. */
const uniqueFaults = (client: Sql, { names, kinds, columns }: ReturnType<typeof wanted>): Promise<Fault[]> => client<
  Fault[]
>`
  with wanted as (select * from unnest(${names}::text[], ${kinds}::text[], ${columns}::text[]) as w (name, kind, by))
  select format('the index %I of %I is unique, or excludes rows, without the column %I', ic.relname, t.relname, w.by) as fault
  from wanted w
  join pg_class t on t.oid = to_regclass(format('facet.%I', w.name)) and w.kind = 'distributed'
  join pg_index i on i.indrelid = t.oid and (i.indisunique or i.indisexclusion)
  join pg_class ic on ic.oid = i.indexrelid
  join pg_attribute a on a.attrelid = t.oid and a.attname = w.by
  left join pg_constraint x on x.conindid = i.indexrelid and x.contype = 'x'
  where not exists (
    select 1 from unnest(i.indkey) with ordinality as k (column_number, place)
    where k.column_number = a.attnum and k.place <= i.indnkeyatts
      and (x.oid is null or (select o.oprname = '=' from pg_operator o where o.oid = x.conexclop[k.place])))
  order by 1`;

/** Foreign keys: between distributed tables by their columns, to reference tables from anywhere, between local ones. */
const foreignKeyFaults = (
  client: Sql,
  { names, kinds, columns }: ReturnType<typeof wanted>,
): Promise<Fault[]> => client<Fault[]>`
  with wanted as (
    select w.*, to_regclass(format('facet.%I', w.name)) as id
    from unnest(${names}::text[], ${kinds}::text[], ${columns}::text[]) as w (name, kind, by))
  select format('the foreign key %I leads from %I (%s) to %I (%s)', f.conname, c.relname, coalesce(child.kind, 'local'),
    p.relname, coalesce(parent.kind, 'local')) as fault
  from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
  left join wanted child on child.id = f.conrelid
  left join wanted parent on parent.id = f.confrelid
  where f.contype = 'f' and f.conparentid = 0
    and (child.kind in ('distributed', 'reference') or parent.kind in ('distributed', 'reference'))
    and case
      when parent.kind = 'reference' then false
      when child.kind = 'distributed' and parent.kind = 'distributed' then not exists (
        select 1 from unnest(f.conkey, f.confkey) as k (own, other)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.own and a.attname = child.by
        join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.other and b.attname = parent.by)
      else true
    end
  order by 1`;

/** The column that leads to a shard: the same type and collation in the whole group, never null, never calculated. */
const columnFaults = (client: Sql, { names, kinds, columns }: ReturnType<typeof wanted>): Promise<Fault[]> => client<
  Fault[]
>`
  with wanted as (select * from unnest(${names}::text[], ${kinds}::text[], ${columns}::text[]) as w (name, kind, by))
  select format('the column %I of %I is %s%s%s%s, not a text COLLATE "C" that is never null', w.by, w.name,
    coalesce(format_type(a.atttypid, a.atttypmod), 'not there'), coalesce(' COLLATE ' || quote_ident(l.collname), ''),
    case when a.attnotnull then '' else ' and may be null' end, case when a.attgenerated <> '' then ' and is calculated' else '' end) as fault
  from wanted w
  join pg_class t on t.oid = to_regclass(format('facet.%I', w.name)) and w.kind = 'distributed'
  left join pg_attribute a on a.attrelid = t.oid and a.attname = w.by and not a.attisdropped
  left join pg_collation l on l.oid = a.attcollation
  where a.attnum is null or a.atttypid <> 'text'::regtype or l.collname <> 'C' or not a.attnotnull or a.attgenerated <> ''
  order by 1`;

/** What Citus takes on no table that it places: triggers, policies with sub-queries, small identities, unfit partitions. */
const otherFaults = (client: Sql, { names, kinds, columns }: ReturnType<typeof wanted>): Promise<Fault[]> => client<
  Fault[]
>`
  with placed as (
    select w.name, w.kind, to_regclass(format('facet.%I', w.name)) as id
    from unnest(${names}::text[], ${kinds}::text[], ${columns}::text[]) as w (name, kind, by) where w.kind <> 'local')
  select format('the trigger %I of %I would not run on its shards', g.tgname, p.name) as fault
  from placed p join pg_trigger g on g.tgrelid = p.id
  where not g.tgisinternal and not (p.kind = 'reference' and g.tgname = any(${[...droppedTriggers]}::text[]))
  union all
  select format('the policy %I of %I has a sub-query', y.polname, p.name)
  from placed p join pg_policy y on y.polrelid = p.id
  where y.polname <> ${policyNames.viewer} and strpos(coalesce(y.polqual::text, '') || coalesce(y.polwithcheck::text, ''), '{SUBLINK') > 0
  union all
  select format('the identity %I of %I is no bigint', a.attname, p.name)
  from placed p join pg_attribute a on a.attrelid = p.id
  where a.attidentity <> '' and a.atttypid <> 'bigint'::regtype
  union all
  select format('%I has partitions, and a reference table cannot', p.name)
  from placed p join pg_class t on t.oid = p.id where p.kind = 'reference' and t.relkind = 'p'
  union all
  select format('the partition %I of %I has partitions itself', c.relname, p.name)
  from placed p join pg_inherits h on h.inhparent = p.id join pg_class c on c.oid = h.inhrelid and c.relkind = 'p'
  order by 1`;

/**
 * What Citus would refuse of the tables as PostgreSQL's catalogue shows them, each in words; empty where all can be placed as
 * `placements` says. Tables that are not there are left out.
 */
export async function placementFaults(client: Sql): Promise<readonly string[]> {
  const rules = [uniqueFaults, foreignKeyFaults, columnFaults, otherFaults];
  const found: string[] = [];
  for (const rule of rules) for (const { fault } of await rule(client, wanted())) found.push(fault);
  return found;
}

/** Tables of the schema `facet` for which no placement is known: they stay on the coordinator. */
export async function unplacedTables(client: Sql): Promise<readonly string[]> {
  const rows = await client<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = to_regnamespace('facet') and c.relkind in ('r', 'p', 'f') and not c.relispartition
      and c.relname <> all(${wanted().names}::text[]) order by 1`;
  return rows.map(({ name }) => name);
}

import type { Sql } from '../db/client.js';
import { biRolePattern, readBiRole, sharedRole } from './biRole.js';
import { readRoleSchemas } from './roleSchemas.js';

/**
 * Lets the BI role that was given its schema read all in it that the user owns: this database's own, or for the schema `bi` the
 * shared one of earlier versions. Does nothing where it may read all already; what others put into the schema is left alone.
 */
export async function grantToBi(client: Sql, role?: string): Promise<void> {
  const { name, schema } = await readBiRole(client, role);
  const missing = await client<{ statement: string }[]>`
    select format('grant select on %I.%I to %I', n.nspname, c.relname, r.rolname) as statement
    from pg_namespace n cross join aclexplode(n.nspacl) g join pg_roles r on r.oid = g.grantee
    join pg_class c on c.relnamespace = n.oid and c.relkind in ('v', 'm', 'r', 'p')
    where n.nspname = ${schema} and g.privilege_type = 'USAGE'
      and (r.rolname = ${name} or ${schema} = 'bi' and r.rolname = ${sharedRole})
      and pg_has_role(c.relowner, 'usage') and not has_table_privilege(r.oid, c.oid, 'select')`;
  for (const { statement } of missing) await client.unsafe(statement);
}

/** Takes a right from a BI role that is not this database's own. */
interface Revocation {
  readonly role: string;
  readonly statement: string;
  /** Whether the user may. */
  readonly may: boolean;
}

/**
 * What BI roles may in this database that are not its own: the shared one, and those of a database of which this one is a copy; and
 * what its own ones may in the schemas of others.
 */
export async function revocations(client: Sql): Promise<readonly Revocation[]> {
  const own = [await readBiRole(client)];
  for (const { role } of await readRoleSchemas(client)) own.push(await readBiRole(client, role));
  return client<Revocation[]>`
    with own as (
      select * from unnest(${own.map(({ name }) => name)}::text[], ${own.map(({ schema }) => schema)}::text[]) as o (name, schema)
    ), spaces as (
      select n.* from pg_namespace n join own on own.schema = n.nspname
    ), held as (
      select g.grantee, n.nspowner as owner, n.nspname as schema, format('all on schema %I', n.nspname) as what, '' as before
      from spaces n, aclexplode(n.nspacl) g
      union
      select g.grantee, c.relowner, n.nspname, format('all on %I.%I', n.nspname, c.relname), ''
      from spaces n join pg_class c on c.relnamespace = n.oid, aclexplode(c.relacl) g
      union
      select g.grantee, d.defaclrole, n.nspname, 'all on tables',
        format('alter default privileges for role %I in schema %I ', pg_get_userbyid(d.defaclrole), n.nspname)
      from spaces n join pg_default_acl d on d.defaclnamespace = n.oid, aclexplode(d.defaclacl) g where d.defaclobjtype = 'r'
      union
      select g.grantee, d.datdba, null, format('all on database %I', d.datname), ''
      from pg_database d, aclexplode(d.datacl) g where d.datname = current_database()
    )
    select r.rolname as role, format('%srevoke %s from %I', before, what, r.rolname) as statement,
      pg_has_role(owner, 'usage') as may
    from held join pg_roles r on r.oid = held.grantee
    where r.rolname ~ ${biRolePattern} and not exists (
      select 1 from own where own.name = r.rolname and (held.schema is null or own.schema = held.schema))
    order by statement`;
}

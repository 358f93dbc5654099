import type { Sql } from '../db/client.js';
import { biRolePattern, readBiRole, sharedRole } from './biRole.js';

/**
 * Lets the BI role that was given the schema `bi` read all in it that the user owns: this database's own, or the shared one of earlier
 * versions. Does nothing where it may read all already; what others put into the schema is left alone.
 */
export async function grantToBi(client: Sql): Promise<void> {
  const { name } = await readBiRole(client);
  const missing = await client<{ statement: string }[]>`
    select format('grant select on bi.%I to %I', c.relname, r.rolname) as statement
    from pg_namespace n cross join aclexplode(n.nspacl) g join pg_roles r on r.oid = g.grantee
    join pg_class c on c.relnamespace = n.oid and c.relkind in ('v', 'm', 'r', 'p')
    where n.nspname = 'bi' and g.privilege_type = 'USAGE' and r.rolname in (${name}, ${sharedRole})
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

/** What other BI roles may in this database: the shared one, and that of a database of which this one is a copy. */
export async function revocations(client: Sql): Promise<readonly Revocation[]> {
  const { name } = await readBiRole(client);
  return client<Revocation[]>`
    with held as (
      select g.grantee, n.nspowner as owner, 'all on schema bi' as what, '' as before
      from pg_namespace n, aclexplode(n.nspacl) g where n.nspname = 'bi'
      union
      select g.grantee, c.relowner, format('all on bi.%I', c.relname), ''
      from pg_class c, aclexplode(c.relacl) g where c.relnamespace = 'bi'::regnamespace
      union
      select g.grantee, d.defaclrole, 'all on tables',
        format('alter default privileges for role %I in schema bi ', pg_get_userbyid(d.defaclrole))
      from pg_default_acl d, aclexplode(d.defaclacl) g where d.defaclnamespace = 'bi'::regnamespace and d.defaclobjtype = 'r'
      union
      select g.grantee, d.datdba, format('all on database %I', d.datname), ''
      from pg_database d, aclexplode(d.datacl) g where d.datname = current_database()
    )
    select r.rolname as role, format('%srevoke %s from %I', before, what, r.rolname) as statement,
      pg_has_role(owner, 'usage') as may
    from held join pg_roles r on r.oid = held.grantee
    where r.rolname ~ ${biRolePattern} and r.rolname <> ${name} order by statement`;
}

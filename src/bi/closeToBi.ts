import type { OpenDatabase } from '../db/openDatabase.js';
import type { Sql } from '../db/client.js';
import { transact } from '../db/transact.js';
import type { Progress } from '../lib/process/progress.js';
import { biRolePattern, readBiRole } from './biRole.js';
import { lockViews } from './lockViews.js';

/** What everybody may in this database, and so the role: PostgreSQL cannot take it from a single one. */
interface OpenRight {
  readonly what: string;
  /** Gives it to the roles that have anything in this database, then takes it from everybody. */
  readonly statements: readonly string[];
  /** Whether the user may do so. */
  readonly may: boolean;
}

/** The rights that are still everybody's and that a reader has no use for. */
export async function openRights(client: Sql): Promise<readonly OpenRight[]> {
  return client<OpenRight[]>`
    with here as (
      select oid, datname, datdba, coalesce(datacl, acldefault('d', datdba)) as acl from pg_database where datname = current_database()
    ), kept as (
      select string_agg(quote_ident(rolname), ', ' order by rolname) as roles from pg_roles
      where not rolsuper and rolname !~ ${biRolePattern} and oid in (
        select s.refobjid from pg_shdepend s, here where s.refclassid = 'pg_authid'::regclass
          and (s.dbid = here.oid or s.classid = 'pg_database'::regclass and s.objid = here.oid))
    ), rights as (
      select case when proname ~ 'advisory' then 'advisory locks' else 'large objects' end as what,
        'execute on function ' || string_agg(
          format('pg_catalog.%I(%s)', proname, pg_get_function_identity_arguments(oid)), ', ' order by oid) as held,
        bool_and(pg_has_role(proowner, 'usage')) as may
      from pg_proc
      where pronamespace = 'pg_catalog'::regnamespace
        and (proname ~ '^(pg_(try_)?advisory_(xact_)?lock|lo_)' or proname in ('loread', 'lowrite'))
        and exists (select 1 from aclexplode(coalesce(proacl, acldefault('f', proowner))) g where g.grantee = 0)
      group by 1
      union all
      select case privilege_type when 'CONNECT' then 'connecting to this database' else 'temporary tables' end,
        format('%s on database %I', lower(privilege_type), datname), pg_has_role(datdba, 'usage')
      from here, aclexplode(acl) where grantee = 0 and privilege_type in ('CONNECT', 'TEMPORARY')
    )
    select what, array_remove(array['grant ' || held || ' to ' || roles, 'revoke ' || held || ' from public'], null) as statements, may
    from rights, kept order by what`;
}

/** Names, quoted for SQL, of the other databases that let everybody connect. */
async function openDatabases(client: Sql): Promise<readonly string[]> {
  const rows = await client<{ name: string }[]>`
    select quote_ident(datname) as name from pg_database
    where datallowconn and datname <> current_database()
      and exists (select 1 from aclexplode(coalesce(datacl, acldefault('d', datdba))) where grantee = 0 and privilege_type = 'CONNECT')
    order by datname`;
  return rows.map(({ name }) => name);
}

/** The database whose rights are taken, and where what stays open is said. */
export interface CloseScope {
  readonly client: Sql;
  readonly database: Pick<OpenDatabase, 'isEmbedded'>;
  readonly progress: Progress;
  /** The role of the config whose login is meant; left out: that of the schema `bi`. */
  readonly role?: string | undefined;
}

/** The first few of some names, and how many there are more. */
const listed = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;

/** Says which other databases of the server the role may connect to: they are not Facet's to close. */
export async function sayOpenDatabases({ client, progress, role }: CloseScope): Promise<void> {
  const { name } = await readBiRole(client, role);
  const others = await openDatabases(client);
  if (others.length > 0)
    progress.say(
      `${name} can also connect to ${listed(others)}, which let everybody in; "revoke connect on database NAME from ` +
        'public" closes one.',
    );
}

/**
 * Takes from everybody what a reader has no use for, as far as the user may: large objects, advisory locks, temporary tables, and
 * connections to this database; roles that have anything in it keep what they had. The embedded server's other databases are closed too.
 * Says in a sentence what stays open.
 */
export async function closeToBi(scope: CloseScope): Promise<void> {
  const { client, database, progress, role } = scope;
  const { name, database: called } = await readBiRole(client, role);
  await transact(client, async (inside) => {
    await lockViews(inside);
    for (const { may, statements } of await openRights(inside))
      if (may) for (const statement of statements) await inside.unsafe(statement);
    if (!database.isEmbedded) return;
    for (const other of await openDatabases(inside))
      await inside.unsafe(`revoke connect on database ${other} from public`);
  });
  const left = (await openRights(client)).map(({ what }) => what);
  if (left.length > 0)
    progress.say(
      `Everybody in "${called}", and so ${name}, keeps ${listed(left)}, which the database user may not take away: run ` +
        '"facet bi --refresh" as a superuser.',
    );
  await sayOpenDatabases(scope);
}

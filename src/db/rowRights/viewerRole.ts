import type { Sql } from '../client.js';

/** The role of the database that statements run as for viewers who do not see all rows. */
export interface ViewerRole {
  /** `facet_viewer_` and the name of the database, or that name's MD5 where it has more than 50 bytes: roles have 63 at most. */
  readonly name: string;
  /** The name as SQL takes it. */
  readonly quoted: string;
  readonly exists: boolean;
  /** The user's own schemas where one of them has its name, as SQL takes them: a path that names `$user` means another one as the role. */
  readonly searchPath: string | null;
  /** Whether the user may take it on. */
  readonly mayTake: boolean;
  /**
   * Whether the user has its rights, and so its policies, without taking it on, and owns no table that they would not hold for: what
   * sees everything would then see nothing.
   */
  readonly narrowsUser: boolean;
  /** What an administrator would run where it does not exist, or may not be taken on. */
  readonly statements: readonly string[];
}

type Found = Omit<ViewerRole, 'statements'> & { readonly user: string; readonly hasOptions: boolean };

/** Reads the role of the current database, whether it exists yet or not. */
export async function readViewerRole(client: Sql): Promise<ViewerRole> {
  const [found] = await client<Found[]>`
    with wanted as (
      select 'facet_viewer_' || case when octet_length(datname) <= 50 then datname else md5(datname) end as name,
        current_setting('server_version_num')::int >= 160000 as has_options
      from pg_database where datname = current_database()
    )
    select w.name, quote_ident(w.name) as quoted, quote_ident(current_user) as user, w.has_options as "hasOptions",
      r.oid is not null as exists,
      (select string_agg(quote_ident(s), ', ' order by place) from unnest(current_schemas(false)) with ordinality as p (s, place)
        having bool_or(s = current_user)) as "searchPath",
      coalesce(pg_has_role(r.oid, case when w.has_options then 'set' else 'member' end), false) as "mayTake",
      coalesce(pg_has_role(r.oid, 'usage'), false)
        and not coalesce((select pg_has_role(c.relowner, 'usage') from pg_class c where c.oid = to_regclass('facet.customers')), true)
        as "narrowsUser"
    from wanted w left join pg_roles r on r.rolname = w.name`;
  if (found === undefined) throw new Error('The connected database is not in pg_database');
  const { user, hasOptions, ...role } = found;
  const make = `create role ${role.quoted} nologin`;
  // Who has its rights by inheriting them would be narrowed by its policies.
  const give = `grant ${role.quoted} to ${user}${hasOptions ? ' with inherit false, set true' : ''}`;
  return { ...role, statements: [...(role.exists ? [] : [make]), ...(role.mayTake ? [] : [give])] };
}

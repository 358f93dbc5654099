import type { Sql } from '../db/client.js';

/** The role of BI tools in the connected database. */
export interface BiRole {
  /** `facet_bi_` and the name of the database, or that name's MD5 where it has more than 54 bytes: roles have 63 at most. */
  readonly name: string;
  /** The name as SQL takes it. */
  readonly quoted: string;
  readonly exists: boolean;
  /** Whether it was given the schema `bi` of this database. */
  readonly reads: boolean;
  readonly database: string;
}

/** Of earlier versions: one role for all databases of the server. */
export const sharedRole = 'facet_bi';

/** Matches the roles of BI tools of all databases, and the shared one. */
export const biRolePattern = '^facet_bi(_|$)';

/** Reads the role of BI tools of the current database, whether it exists yet or not. */
export async function readBiRole(client: Sql): Promise<BiRole> {
  const [role] = await client<BiRole[]>`
    with wanted as (
      select datname as database, 'facet_bi_' || case when octet_length(datname) <= 54 then datname else md5(datname) end as name
      from pg_database where datname = current_database()
    )
    select w.name, quote_ident(w.name) as quoted, r.oid is not null as exists, w.database::text, exists (
      select from pg_namespace n, aclexplode(n.nspacl) g where n.nspname = 'bi' and g.grantee = r.oid) as reads
    from wanted w left join pg_roles r on r.rolname = w.name`;
  if (role === undefined) throw new Error('The connected database is not in pg_database');
  return role;
}

/** The role with its password and settings; it may change all settings but the limit of its connections. */
export const roleStatements = ({ exists, quoted }: BiRole, password: string): string[] => [
  `${exists ? 'alter' : 'create'} role ${quoted} login password '${password}' connection limit 20`,
  `alter role ${quoted} set search_path = bi`,
  `alter role ${quoted} set default_transaction_read_only = on`,
  `alter role ${quoted} set statement_timeout = '5min'`,
  `alter role ${quoted} set idle_in_transaction_session_timeout = '1min'`,
];

/** What the role needs of the database besides its views. */
export const grantStatements = ({ quoted, database }: BiRole): string[] => [
  `grant connect on database "${database.replaceAll('"', '""')}" to ${quoted}`,
  `grant usage on schema bi to ${quoted}`,
];

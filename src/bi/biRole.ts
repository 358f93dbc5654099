import { hash } from 'node:crypto';
import type { Sql } from '../db/client.js';
import { UserError } from '../lib/errors/UserError.js';

/** A login of BI tools in the connected database. */
export interface BiRole {
  /**
   * `facet_bi_` and the name of the database, after that of the config's role and `_` where it has one; the MD5 of both where they
   * have more than 54 bytes: roles have 63 at most.
   */
  readonly name: string;
  /** The name as SQL takes it. */
  readonly quoted: string;
  readonly exists: boolean;
  /** Whether it was given its schema of this database. */
  readonly reads: boolean;
  readonly database: string;
  /** What it reads: `bi`, or the schema of the config's role. */
  readonly schema: string;
  /** The same as SQL takes it. */
  readonly quotedSchema: string;
  /** Other databases that it was let into by name. */
  readonly elsewhere: readonly string[];
}

/** Of earlier versions: one role for all databases of the server. */
export const sharedRole = 'facet_bi';

/** Matches the roles of BI tools of all databases, and the shared one. */
export const biRolePattern = '^facet_bi(_|$)';

/** The schema of a role of the config: `bi_` and its name, or the MD5 of that where it would have more than 63 bytes. */
export const schemaOfRole = (role: string): string => (role.length <= 60 ? `bi_${role}` : `bi_${hash('md5', role)}`);

/**
 * Reads the login of BI tools of the current database, whether it exists yet or not: the one that reads the schema `bi`, or that of
 * a role of the config.
 */
export async function readBiRole(client: Sql, role?: string): Promise<BiRole> {
  const schema = role === undefined ? 'bi' : schemaOfRole(role);
  const [login] = await client<BiRole[]>`
    with named as (
      select datname as database, ${role === undefined ? '' : `${role}_`}::text || datname as called, ${schema}::text as schema
      from pg_database where datname = current_database()
    ), wanted as (
      select database, schema, 'facet_bi_' || case when octet_length(called) <= 54 then called else md5(called) end as name from named
    )
    select w.name, quote_ident(w.name) as quoted, r.oid is not null as exists, w.database::text, w.schema,
      quote_ident(w.schema) as "quotedSchema",
      exists (select 1 from pg_namespace n, aclexplode(n.nspacl) g where n.nspname = w.schema and g.grantee = r.oid) as reads,
      array (select d.datname::text from pg_database d, aclexplode(d.datacl) g
        where g.grantee = r.oid and d.datname <> w.database order by 1) as elsewhere
    from wanted w left join pg_roles r on r.rolname = w.name`;
  if (login === undefined) throw new Error('The connected database is not in pg_database');
  return login;
}

/**
 * Whose login it is where it is that of another database: the names of a role and of a database, put together, can be those of
 * others, and one password would open both.
 */
export const otherOwner = ({ name, elsewhere }: Pick<BiRole, 'name' | 'elsewhere'>): string | undefined =>
  elsewhere.find((database) => name.endsWith(`_${database}`) || /^facet_bi_[0-9a-f]{32}$/.test(name));

/** Throws a `UserError` (`BI_LOGIN_TAKEN`) where the login is that of another database. */
export function requireOwnLogin(login: BiRole): void {
  const other = otherOwner(login);
  if (other === undefined) return;
  throw new UserError(
    `The login ${login.name} is there, and is let into the database "${other}": it is that of a role or database of another name. ` +
      'Give the role of the config another name, or revoke that login first.',
    'BI_LOGIN_TAKEN',
  );
}

/** The role with its password and settings; it may change all settings but the limit of its connections. */
export const roleStatements = ({ exists, quoted, quotedSchema }: BiRole, password: string): string[] => [
  `${exists ? 'alter' : 'create'} role ${quoted} login password '${password}' connection limit 20`,
  `alter role ${quoted} set search_path = ${quotedSchema}`,
  `alter role ${quoted} set default_transaction_read_only = on`,
  `alter role ${quoted} set statement_timeout = '5min'`,
  `alter role ${quoted} set idle_in_transaction_session_timeout = '1min'`,
];

/** What the role needs of the database besides its views. */
export const grantStatements = ({ quoted, quotedSchema, database }: BiRole): string[] => [
  `grant connect on database "${database.replaceAll('"', '""')}" to ${quoted}`,
  `grant usage on schema ${quotedSchema} to ${quoted}`,
];

import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { identifier } from '../../db/sql.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { UserError } from '../../lib/errors/UserError.js';

/** A table, view or foreign table of the database, as the configuration names it. */
export interface DatabaseTable {
  /** The key of the configuration that names it, e.g. `enrichment.activity_table`. */
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  /** Types by column as PostgreSQL names them (`bigint`, `timestamp with time zone`), in the table's order. */
  readonly columns: ReadonlyMap<string, string>;
  /** Whether its rows are stored in this database: a view or another server may give other rows each time. */
  readonly isStored: boolean;
}

/** The qualified, quoted name. */
export const tableSql = ({ schema, name }: Pick<DatabaseTable, 'schema' | 'name'>): SQL =>
  sql`${identifier(schema)}.${identifier(name)}`;

/** The error of a key of the configuration that does not fit the database. */
export const badKey = (key: string, sentence: string): UserError => new UserError(`${key}: ${sentence}`, 'BAD_CONFIG');

/** Parses a name as PostgreSQL does: letters are small unless quoted. */
async function parseName(client: Sql, key: string, name: string): Promise<readonly string[]> {
  try {
    const [parsed] = await client<{ parts: string[] }[]>`select parse_ident(${name}) as parts`;
    if (parsed !== undefined && parsed.parts.length <= 2) return parsed.parts;
  } catch {
    // Reported below, in a sentence.
  }
  throw badKey(key, `"${name}" is not the name of a table, such as facet.customers.`);
}

/**
 * Resolves a configured name to schema and table; without a schema that of the search path, else `public`. Throws a `UserError`.
 */
export async function tableName(client: Sql, key: string, name: string): Promise<{ schema: string; name: string }> {
  const parts = await parseName(client, key, name);
  const [schema, table] = parts.length === 2 ? parts : [undefined, parts[0]];
  if (schema !== undefined && table !== undefined) return { schema, name: table };
  const [found] = await client<{ schema: string | null }[]>`
    select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.oid = to_regclass(quote_ident(${table ?? ''}))`;
  return { schema: found?.schema ?? 'public', name: table ?? '' };
}

/** Finds a configured table with its columns. Throws a `UserError` that names the key where it is missing or not readable. */
export async function findTable(client: Sql, key: string, configured: string): Promise<DatabaseTable> {
  const { schema, name } = await tableName(client, key, configured);
  const columns = await client<{ column: string; type: string; kind: string; readable: boolean }[]>`
    select a.attname as column, format_type(a.atttypid, null) as type, c.relkind as kind,
      has_table_privilege(c.oid, 'select') as readable
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = ${schema} and c.relname = ${name} and c.relkind in ('r', 'p', 'v', 'm', 'f')
    order by a.attnum`;
  if (columns.length === 0) throw badKey(key, `there is no table "${configured}" in this database.`);
  if (columns[0]?.readable === false) throw badKey(key, `the database user may not read "${configured}".`);
  return {
    key,
    schema,
    name,
    columns: new Map(columns.map(({ column, type }) => [column, type])),
    isStored: !['v', 'f'].includes(columns[0]?.kind ?? ''),
  };
}

/** The type of a column that a key names. Throws a `UserError` that names the key, with near names. */
export function columnType(table: DatabaseTable, key: string, column: string): string {
  const type = table.columns.get(column);
  if (type !== undefined) return type;
  throw badKey(
    key,
    `${table.schema}.${table.name} has no column "${column}".${didYouMean(column, [...table.columns.keys()])}`,
  );
}

import type { Sql } from '../../db/client.js';
import { compile } from '../../db/sql.js';
import type { AttributeDefinition } from '../definitions/definition.js';
import { badKey, tableName, tableSql, type DatabaseTable } from '../tables/databaseTable.js';
import { attachedTo } from './attachedTo.js';

const key = 'enrichment.enriched_user_master_table';

/** The beginning of the comment of every table that Facet makes for results: others are left alone. */
export const enrichedMark = 'Made by facet enrich';

/** Bytes; PostgreSQL cuts longer names off. */
const longestIdentifier = 63;

/** The existing table of results. */
export interface PresentTable {
  /** Column names in order. */
  readonly columns: readonly string[];
  /** Objects that dropping it would lose: views, policies, triggers, indexes and others. */
  readonly attached: readonly string[];
}

/** The table that results go to, and what it is now; undefined where it does not exist. */
export interface EnrichedTable {
  readonly schema: string;
  readonly name: string;
  readonly present: PresentTable | undefined;
}

/** PostgreSQL's limit. */
const mostColumns = 1600;

const columnsOf = async (db: Sql, schema: string, name: string) =>
  db<{ column: string; comment: string | null; kind: string }[]>`
    select a.attname as column, obj_description(c.oid, 'pg_class') as comment, c.relkind as kind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = ${schema} and c.relname = ${name} order by a.attnum`;

async function checkSchema(db: Sql, schema: string): Promise<void> {
  const [found] = await db<{ mayCreate: boolean }[]>`
    select has_schema_privilege(oid, 'create') as "mayCreate" from pg_namespace where nspname = ${schema}`;
  if (found === undefined) throw badKey(key, `there is no schema "${schema}" in this database.`);
  if (!found.mayCreate) throw badKey(key, `the database user may not make tables in the schema "${schema}".`);
}

/** Only the owner can replace existing results, and only one who sees all of their rows. Throws a `UserError` for others. */
async function checkRights(db: Sql, configured: string, table: string): Promise<void> {
  const [found] = await db<{ owner: string; isOwner: boolean; isFiltered: boolean }[]>`
    select pg_get_userbyid(relowner) as owner, pg_has_role(relowner, 'usage') as "isOwner",
      row_security_active(oid) as "isFiltered"
    from pg_class where oid = ${table}::regclass`;
  if (found?.isOwner === false)
    throw badKey(
      key,
      `"${configured}" belongs to ${found.owner}, and the database user is no member of that role, so it cannot be replaced.`,
    );
  if (found?.isFiltered === true)
    throw badKey(
      key,
      `the policies of "${configured}" hold for the database user too, so that not all rows could be replaced.`,
    );
}

/**
 * Finds and checks the table of the results. Throws a `UserError` that names the key for a missing schema, a table that Facet did
 * not make, or a master that has a column named as an attribute.
 */
export async function findEnrichedTable(
  db: Sql,
  configured: string,
  {
    master,
    activity,
    keyColumn,
    attributes,
  }: {
    readonly master: DatabaseTable;
    readonly activity: DatabaseTable;
    readonly keyColumn: string;
    readonly attributes: readonly AttributeDefinition[];
  },
): Promise<EnrichedTable> {
  const { schema, name } = await tableName(db, key, configured);
  if (Buffer.byteLength(name) > longestIdentifier)
    throw badKey(key, `"${name}" is longer than the ${longestIdentifier} bytes that a name may have.`);
  for (const other of [master, activity])
    if (other.schema === schema && other.name === name)
      throw badKey(key, `"${configured}" is also ${other.key}, which is never altered; name another table.`);
  const clash = attributes.find((attribute) => master.columns.has(attribute.name));
  if (clash !== undefined)
    throw badKey(
      master.key,
      `${master.schema}.${master.name} has a column "${clash.name}" already, which is the name of a calculated attribute.`,
    );
  const width = master.columns.size + attributes.length;
  if (width > mostColumns)
    throw badKey(
      key,
      `"${configured}" would have ${width} columns, those of ${master.schema}.${master.name} and ${attributes.length} attributes, and ${mostColumns} are the most; enrichment.only chooses attributes.`,
    );
  await checkSchema(db, schema);
  const columns = await columnsOf(db, schema, name);
  if (columns.length === 0) return { schema, name, present: undefined };
  if (columns[0]?.comment?.startsWith(enrichedMark) !== true || columns[0].kind !== 'r')
    throw badKey(
      key,
      `"${configured}" is there already and was not made by facet enrich; it is left alone, name another table.`,
    );
  const { text } = compile(tableSql({ schema, name }));
  await checkRights(db, configured, text);
  const { names, foreignKeys } = await attachedTo(db, text, keyColumn);
  if (foreignKeys.length > 0)
    throw badKey(
      key,
      `every run takes all rows of "${configured}" away, and ${foreignKeys.join(', ')} holds them; drop that or name another table.`,
    );
  return { schema, name, present: { columns: columns.map(({ column }) => column), attached: names } };
}

import { sql, type SQL } from 'drizzle-orm';
import { retryLocked } from '../../catalogue/retryLocked.js';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { compile, identifier, list, literal } from '../../db/sql.js';
import { transact } from '../../db/transact.js';
import { UserError } from '../../lib/UserError.js';
import { badKey, tableName, tableSql, type DatabaseTable } from '../activity/databaseTable.js';
import type { MetricDefinition } from '../definition.js';
import { attachedTo } from './attached.js';

const key = 'enrichment.enriched_user_master_table';

/** Begins the comment of every table that is made here: another table of the name is somebody's own. */
const mark = 'Made by facet enrich';

/** Bytes; PostgreSQL cuts longer names off. */
const longestIdentifier = 63;

/** The name of new results until they take the place of the old ones. */
const newName = 'facet_enriched_new';

/** What is there under the result's name. */
interface PresentTable {
  /** Column names in order. */
  readonly columns: readonly string[];
  /** What dropping it would lose: views, policies, triggers, indexes and others. */
  readonly attached: readonly string[];
}

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

/** Old results can only be replaced by their owner, and whole only by one who sees all of their rows. */
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
 * Checks where the results go. Throws a `UserError` that names the key for a schema that is not there, a table that is not
 * Facet's own result, or a master that has a column named as a metric.
 */
export async function findEnrichedTable(
  db: Sql,
  configured: string,
  {
    master,
    activity,
    keyColumn,
    metrics,
  }: {
    readonly master: DatabaseTable;
    readonly activity: DatabaseTable;
    readonly keyColumn: string;
    readonly metrics: readonly MetricDefinition[];
  },
): Promise<EnrichedTable> {
  const { schema, name } = await tableName(db, key, configured);
  if (Buffer.byteLength(name) > longestIdentifier)
    throw badKey(key, `"${name}" is longer than the ${longestIdentifier} bytes that a name may have.`);
  for (const other of [master, activity])
    if (other.schema === schema && other.name === name)
      throw badKey(key, `"${configured}" is also ${other.key}, which is never altered; name another table.`);
  const clash = metrics.find((metric) => master.columns.has(metric.name));
  if (clash !== undefined)
    throw badKey(
      master.key,
      `${master.schema}.${master.name} has a column "${clash.name}" already, which is the name of a metric.`,
    );
  const width = master.columns.size + metrics.length;
  if (width > mostColumns)
    throw badKey(
      key,
      `"${configured}" would have ${width} columns, those of ${master.schema}.${master.name} and ${metrics.length} metrics, and ${mostColumns} are the most; enrichment.only chooses metrics.`,
    );
  await checkSchema(db, schema);
  const columns = await columnsOf(db, schema, name);
  if (columns.length === 0) return { schema, name, present: undefined };
  if (columns[0]?.comment?.startsWith(mark) !== true || columns[0].kind !== 'r')
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

const describe = (table: SQL, metrics: readonly MetricDefinition[], currency: string, asOf: string): SQL[] => [
  sql`comment on table ${table} is ${literal(`${mark} as of ${asOf}; it is made anew by every run.`)}`,
  ...metrics.map((metric) => {
    const unit = metric.unit === 'currency' ? currency : metric.unit;
    const words = `${metric.description}${unit === undefined ? '' : ` Unit: ${unit}.`}`;
    return sql`comment on column ${table}.${identifier(metric.name)} is ${literal(words)}`;
  }),
];

/** Gives the new table the rights of the old one, and its columns those of the columns that are still there. */
async function copyRights(db: Sql, to: SQL, { schema, name, columns }: EnrichedTable & PresentTable): Promise<void> {
  const grants = await db<{ grantee: string; privilege: string; grantable: boolean; column: string | null }[]>`
    with acls as (
      select c.relowner as owner, null::name as column, c.relacl as acl from pg_class c
      where c.oid = format('%I.%I', ${schema}::text, ${name}::text)::regclass
      union all
      select c.relowner, a.attname, a.attacl from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.oid = format('%I.%I', ${schema}::text, ${name}::text)::regclass
        and a.attacl is not null and a.attname = any(${[...columns]}::text[]))
    select case when a.grantee = 0 then 'public' else quote_ident(r.rolname) end as grantee, a.privilege_type as privilege,
      a.is_grantable as grantable, acls.column
    from acls, aclexplode(acls.acl) a left join pg_roles r on r.oid = a.grantee
    where a.grantee <> acls.owner
      -- Unlike the tables of the catalogue these know what was revoked since the transaction began.
      and case when acls.column is null
        then has_table_privilege(a.grantee, format('%I.%I', ${schema}::text, ${name}::text)::regclass, a.privilege_type)
        else has_column_privilege(a.grantee, format('%I.%I', ${schema}::text, ${name}::text)::regclass, acls.column, a.privilege_type) end`;
  for (const { grantee, privilege, grantable, column } of grants) {
    const what = column === null ? sql.raw(privilege) : sql`${sql.raw(privilege)} (${identifier(column)})`;
    await run(db, sql`grant ${what} on ${to} to ${sql.raw(grantee)}${grantable ? sql` with grant option` : sql``}`);
  }
}

/** Lets rows share a key, or have none, in results that were made with one key per row. */
async function dropKey(db: Sql, { schema, name }: EnrichedTable, keyColumn: string): Promise<void> {
  const keys = await db<{ name: string }[]>`
    select conname::text as name from pg_constraint
    where contype = 'p' and conrelid = format('%I.%I', ${schema}::text, ${name}::text)::regclass`;
  for (const { name: constraint } of keys) {
    const table = tableSql({ schema, name });
    await run(
      db,
      sql`alter table ${table} drop constraint ${identifier(constraint)}, alter column ${identifier(keyColumn)} drop not null`,
    );
    await run(db, sql`create index on ${table} (${identifier(keyColumn)})`);
  }
}

/** About a minute, of tries of 2 s with a pause between them. */
const attempts = 26;

/**
 * Does in a savepoint what waits for whoever reads the results, and makes later readers wait: for 2 s at a time, and again
 * for a minute. Throws a `UserError` where there is no pause between readers.
 */
export async function withoutReaders(
  { schema, name }: Pick<EnrichedTable, 'schema' | 'name'>,
  db: Sql,
  work: (db: Sql) => Promise<void>,
): Promise<void> {
  await retryLocked(
    () =>
      transact(db, async (inside) => {
        await inside`set local lock_timeout = '2s'`;
        await work(inside);
        await inside`set local lock_timeout = default`;
      }),
    () =>
      new UserError(
        `${schema}.${name} is being read without a pause, and cannot be replaced; the old results stay. Try again later.`,
        'RESULTS_IN_USE',
      ),
    attempts,
  );
}

/**
 * Puts a query's rows in the place of the results, whole, in the transaction of `db`: readers see the old table until it
 * commits, and wait from the dropping of that one on, which comes last. Where something of somebody's stands on the table,
 * its rows are replaced instead. `columns` are those of the query. Throws a `UserError` where such a table gets other columns.
 */
export async function swapEnriched(
  db: Sql,
  result: EnrichedTable,
  {
    rows,
    columns,
    keyColumn,
    isUnique,
    metrics,
    currency,
    asOf,
  }: {
    readonly rows: SQL;
    readonly columns: readonly string[];
    readonly keyColumn: string;
    readonly isUnique: boolean;
    readonly metrics: readonly MetricDefinition[];
    readonly currency: string;
    readonly asOf: string;
  },
): Promise<void> {
  const table = tableSql(result);
  const { present } = result;
  if (present !== undefined && present.attached.length > 0) {
    if (present.columns.join('\n') !== columns.join('\n'))
      throw new UserError(
        `${result.schema}.${result.name} gets other columns, and ${present.attached.join(', ')} depends on it: drop that, run again, and make it anew.`,
        'VIEW_IN_USE',
      );
    if (!isUnique) await withoutReaders(result, db, (inside) => dropKey(inside, result, keyColumn));
    await run(db, sql`delete from ${table}`);
    await run(db, sql`insert into ${table} (${list(columns.map(identifier))}) ${rows}`);
    for (const statement of describe(table, metrics, currency, asOf)) await run(db, statement);
    return;
  }
  // All that takes time comes before the old table goes: readers wait from there until the transaction ends.
  const fresh = tableSql({ schema: result.schema, name: newName });
  await run(db, sql`create table ${fresh} as ${rows}`);
  const index = { schema: result.schema, name: `${newName}_key` };
  const constraint = isUnique
    ? sql`alter table ${fresh} add constraint ${identifier(index.name)} primary key (${identifier(keyColumn)})`
    : sql`create index ${identifier(index.name)} on ${fresh} (${identifier(keyColumn)})`;
  await run(db, constraint);
  for (const statement of describe(fresh, metrics, currency, asOf)) await run(db, statement);
  if (present !== undefined) {
    await copyRights(db, fresh, { ...result, ...present, columns });
    await withoutReaders(result, db, async (inside) => void (await run(inside, sql`drop table ${table}`)));
  }
  await run(db, sql`alter table ${fresh} rename to ${identifier(result.name)}`);
  await run(db, sql`alter index ${tableSql(index)} rename to ${identifier(`${result.name.slice(0, 50)}_key`)}`);
}

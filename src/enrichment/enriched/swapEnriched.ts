import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { identifier, list, literal } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import { currencyUnit } from '../../words/units.js';
import type { AttributeDefinition } from '../definitions/definition.js';
import { tableSql } from '../tables/databaseTable.js';
import { withoutReaders } from '../tables/withoutReaders.js';
import { enrichedMark, type EnrichedTable, type PresentTable } from './findEnrichedTable.js';

/** The name of new results until they replace the old ones. */
const newName = 'facet_enriched_new';

const describe = (table: SQL, attributes: readonly AttributeDefinition[], currency: string, asOf: string): SQL[] => [
  sql`comment on table ${table} is ${literal(`${enrichedMark} as of ${asOf}; it is made anew by every run.`)}`,
  ...attributes.map((attribute) => {
    const unit = attribute.unit === currencyUnit ? currency : attribute.unit;
    const words = `${attribute.description}${unit === undefined ? '' : ` Unit: ${unit}.`}`;
    return sql`comment on column ${table}.${identifier(attribute.name)} is ${literal(words)}`;
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

/** Replaces the primary key of existing results by an index: rows may share a key, or have none. */
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

/**
 * Replaces the results by the rows of a query, in the transaction of `db`: readers see the old table until the commit, and wait
 * from the dropping of it on, which comes last. Where other objects depend on the table, its rows are replaced instead. `columns`
 * are those of the query. Throws a `UserError` where a table that others depend on gets other columns.
 */
export async function swapEnriched(
  db: Sql,
  result: EnrichedTable,
  {
    rows,
    columns,
    keyColumn,
    isUnique,
    attributes,
    currency,
    asOf,
  }: {
    readonly rows: SQL;
    readonly columns: readonly string[];
    readonly keyColumn: string;
    readonly isUnique: boolean;
    readonly attributes: readonly AttributeDefinition[];
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
    for (const statement of describe(table, attributes, currency, asOf)) await run(db, statement);
    return;
  }
  // All that takes time comes before the old table is dropped: from there on readers wait until the transaction ends.
  const fresh = tableSql({ schema: result.schema, name: newName });
  await run(db, sql`create table ${fresh} as ${rows}`);
  const index = { schema: result.schema, name: `${newName}_key` };
  const constraint = isUnique
    ? sql`alter table ${fresh} add constraint ${identifier(index.name)} primary key (${identifier(keyColumn)})`
    : sql`create index ${identifier(index.name)} on ${fresh} (${identifier(keyColumn)})`;
  await run(db, constraint);
  for (const statement of describe(fresh, attributes, currency, asOf)) await run(db, statement);
  if (present !== undefined) {
    await copyRights(db, fresh, { ...result, ...present, columns });
    await withoutReaders(result, db, async (inside) => void (await run(inside, sql`drop table ${table}`)));
  }
  await run(db, sql`alter table ${fresh} rename to ${identifier(result.name)}`);
  await run(db, sql`alter index ${tableSql(index)} rename to ${identifier(`${result.name.slice(0, 50)}_key`)}`);
}

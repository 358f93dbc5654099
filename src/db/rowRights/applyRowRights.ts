import type { Sql } from '../client.js';
import { literal } from '../sql.js';
import { compile } from '../compile.js';
import { transact } from '../transact.js';
import type { NarrowedBy } from './rights.js';
import { policyCondition, policyNames, searchedViewStatement } from './policies.js';
import { rowRules, searchedColumns, searchedView, type SearchedTable, type VisibleTable } from './rowRules.js';
import { readViewerRole, type ViewerRole } from './viewerRole.js';

const tables = Object.keys(rowRules) as VisibleTable[];

/** Tables that say when something ran and which days there are, and the columns of them that doors read. */
const openColumns = {
  loads: 'load_id, kind, started_at, finished_at',
  profile_days: 'profile_date, load_id, complete',
} as const;

interface TableState {
  readonly table: VisibleTable;
  readonly isNarrowed: boolean;
  readonly mayRead: boolean;
  /** What was said of the policies when they were made, of those for the role. */
  readonly said: string | null;
  readonly shows: boolean;
}

const noteOf = (table: VisibleTable): string => `Made by Facet: ${policyCondition(table)}`;

const quotedText = (text: string): string => compile(literal(text)).text;

/** What of the tables is not as policies and rights of the role want it, as statements; the role exists. */
async function tableStatements(client: Sql, { name, quoted }: ViewerRole): Promise<string[]> {
  const states = await client<TableState[]>`
    select c.relname as table, c.relrowsecurity as "isNarrowed", has_table_privilege(r.oid, c.oid, 'select') as "mayRead",
      (select obj_description(p.oid, 'pg_policy') from pg_policy p
        where p.polrelid = c.oid and p.polname = ${policyNames.viewer} and p.polroles = array[r.oid] and not p.polpermissive) as said,
      exists (select 1 from pg_policy p
        where p.polrelid = c.oid and p.polname = ${policyNames.all} and p.polroles = array[0::oid] and p.polpermissive) as shows
    from pg_roles r join pg_class c on c.relnamespace = to_regnamespace('facet') and c.relname = any(${tables}::text[])
    where r.rolname = ${name} order by c.relname`;
  return states.flatMap(({ table, isNarrowed, mayRead, said, shows }) => {
    const on = `on facet.${table}`;
    const note = noteOf(table);
    return [
      ...(shows
        ? []
        : [`drop policy if exists ${policyNames.all} ${on}`, `create policy ${policyNames.all} ${on} using (true)`]),
      ...(said === note
        ? []
        : [
            `drop policy if exists ${policyNames.viewer} ${on}`,
            `create policy ${policyNames.viewer} ${on} as restrictive for select to ${quoted} using (${policyCondition(table)})`,
            `comment on policy ${policyNames.viewer} ${on} is ${quotedText(note)}`,
          ]),
      ...(isNarrowed ? [] : [`alter table facet.${table} enable row level security`]),
      ...(mayRead ? [] : [`grant select ${on} to ${quoted}`]),
    ];
  });
}

/** What else the role lacks: the schema, and the columns that belong to nobody. */
async function otherStatements(client: Sql, { name, quoted }: ViewerRole): Promise<string[]> {
  const [has] = await client<{ schemas: string[]; loads: boolean; days: boolean }[]>`
    select array(select distinct quote_ident(nspname) from pg_namespace n
        left join pg_extension e on e.extnamespace = n.oid and e.extname = 'pg_trgm'
        where (e.oid is not null or nspname = 'facet') and not has_schema_privilege(${name}, n.oid, 'usage')) as schemas,
      has_column_privilege(${name}, 'facet.loads', 'load_id', 'select') as loads,
      has_column_privilege(${name}, 'facet.profile_days', 'load_id', 'select') as days`;
  const grant = (table: keyof typeof openColumns): string =>
    `grant select (${openColumns[table]}) on facet.${table} to ${quoted}`;
  return [
    ...(has?.schemas ?? []).map((schema) => `grant usage on schema ${schema} to ${quoted}`),
    ...(has?.loads === true ? [] : [grant('loads')]),
    ...(has?.days === true ? [] : [grant('profile_days')]),
  ];
}

/** What of the views is not as it must be: one that was made otherwise is made anew. */
async function viewStatements(client: Sql, { name, quoted }: ViewerRole): Promise<string[]> {
  const views = Object.keys(searchedColumns) as SearchedTable[];
  const found = await client<{ view: string; said: string | null; mayRead: boolean }[]>`
    select wanted.name as view, obj_description(to_regclass(wanted.name), 'pg_class') as said,
      coalesce(has_table_privilege(${name}, to_regclass(wanted.name), 'select'), false) as "mayRead"
    from unnest(${views.map(searchedView)}::text[]) as wanted (name)`;
  return views.flatMap((table) => {
    const view = searchedView(table);
    const { said, mayRead } = found.find((one) => one.view === view) ?? {};
    const statement = searchedViewStatement(table);
    const note = `Made by Facet: ${statement}`;
    const grant = `grant select on ${view} to ${quoted}`;
    if (said === note) return mayRead === true ? [] : [grant];
    return [`drop view if exists ${view}`, statement, `comment on view ${view} is ${quotedText(note)}`, grant];
  });
}

/** What of the database is not as it must be for viewers who do not see all rows. */
export interface MissingRights extends NarrowedBy {
  /** What an administrator would run, where the user may not. */
  readonly ofRole: readonly string[];
  /** What the owner of the tables would run; left empty where there is no role. */
  readonly ofTables: readonly string[];
  readonly narrowsUser: boolean;
}

/** Looks what of the role, its rights and the policies is missing; changes nothing. */
export async function findMissingRights(client: Sql): Promise<MissingRights> {
  const role = await readViewerRole(client);
  const ofTables = role.exists
    ? [
        ...(await otherStatements(client, role)),
        ...(await tableStatements(client, role)),
        ...(await viewStatements(client, role)),
      ]
    : [];
  const { quoted, searchPath, statements, narrowsUser } = role;
  return { role: quoted, searchPath: searchPath ?? undefined, ofRole: statements, ofTables, narrowsUser };
}

/** Of a failure: the user may not; somebody else has just made it. */
const [denied, madeByOthers] = ['42501', new Set(['42710', '23505'])];

/** Makes what is missing of the role; false where the user may not. */
async function makeRole(client: Sql, statements: readonly string[]): Promise<boolean> {
  for (const statement of statements)
    try {
      await transact(client, (inside) => inside.unsafe(statement));
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (code === denied) return false;
      if (!madeByOthers.has(code)) throw error;
    }
  return true;
}

/**
 * Makes the role of restricted viewers, gives it what they read, and narrows the tables for it by policies; what is there already is
 * left alone. Where the user may not make roles nothing is done, and the result says what is missing.
 */
export const applyRowRights = (client: Sql): Promise<MissingRights> =>
  transact(client, async (inside) => {
    await inside`select pg_advisory_xact_lock(hashtext('facet.row_rights'))`;
    const { statements } = await readViewerRole(inside);
    if (await makeRole(inside, statements)) {
      const { ofTables } = await findMissingRights(inside);
      for (const statement of ofTables) await inside.unsafe(statement);
    }
    return findMissingRights(inside);
  });

/** Whether the tables were narrowed before: what is new since then has to be narrowed too. */
export async function hasRowRights(client: Sql): Promise<boolean> {
  const [row] = await client<{ has: boolean }[]>`
    select exists (select 1 from pg_policies where schemaname = 'facet' and policyname = ${policyNames.viewer}) as has`;
  return row?.has ?? false;
}

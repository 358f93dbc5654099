import type { Sql } from '../client.js';
import { compile } from '../compile.js';
import { literal } from '../sql.js';
import { policyCondition, policyNames, searchedViewStatement, shardCondition } from './policies.js';
import { rowRules, searchedColumns, searchedView, type SearchedTable, type VisibleTable } from './rowRules.js';
import type { ViewerRole } from './viewerRole.js';

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

/** Names of tables that lie in shards. */
export type PlacedNames = ReadonlySet<string>;

/** The policy of restricted viewers, as statements; a table without one is narrowed by statements alone. */
function viewerPolicy({ table, said }: TableState, quoted: string, placed: PlacedNames): string[] {
  const on = `on facet.${table}`;
  const condition = placed.has(table) ? shardCondition(table) : policyCondition(table);
  const drop = `drop policy if exists ${policyNames.viewer} ${on}`;
  if (condition === undefined) return said === null ? [] : [drop];
  const note = `Made by Facet: ${condition}`;
  if (said === note) return [];
  return [
    drop,
    `create policy ${policyNames.viewer} ${on} as restrictive for select to ${quoted} using (${condition})`,
    `comment on policy ${policyNames.viewer} ${on} is ${quotedText(note)}`,
  ];
}

const quotedText = (text: string): string => compile(literal(text)).text;

/** What of the tables is not as policies and rights of the role want it, as statements; the role exists. */
async function tableStatements(client: Sql, { name, quoted }: ViewerRole, placed: PlacedNames): Promise<string[]> {
  const states = await client<TableState[]>`
    select c.relname as table, c.relrowsecurity as "isNarrowed", has_table_privilege(r.oid, c.oid, 'select') as "mayRead",
      (select obj_description(p.oid, 'pg_policy') from pg_policy p
        where p.polrelid = c.oid and p.polname = ${policyNames.viewer} and p.polroles = array[r.oid] and not p.polpermissive) as said,
      exists (select 1 from pg_policy p
        where p.polrelid = c.oid and p.polname = ${policyNames.all} and p.polroles = array[0::oid] and p.polpermissive) as shows
    from pg_roles r join pg_class c on c.relnamespace = to_regnamespace('facet') and c.relname = any(${tables}::text[])
    where r.rolname = ${name} order by c.relname`;
  return states.flatMap((state) => {
    const { table, isNarrowed, mayRead, shows } = state;
    const on = `on facet.${table}`;
    return [
      ...(shows
        ? []
        : [`drop policy if exists ${policyNames.all} ${on}`, `create policy ${policyNames.all} ${on} using (true)`]),
      ...viewerPolicy(state, quoted, placed),
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

/** What of a role's rights, of the policies and of the views is not as it must be, as statements; the role exists. */
export const rightStatements = async (
  client: Sql,
  role: ViewerRole,
  placed: PlacedNames,
): Promise<readonly string[]> => [
  ...(await otherStatements(client, role)),
  ...(await tableStatements(client, role, placed)),
  ...(await viewStatements(client, role)),
];

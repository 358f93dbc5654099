import type { Sql } from '../db/client.js';
import { commentColumns } from './commentColumns.js';
import { appendColumns, type ViewColumn } from './viewColumns.js';

interface Column {
  readonly name: string;
  readonly type: string;
}

/** The columns of a relation in their order; none where there is no such relation. */
export const readColumns = (client: Sql, relation: string) => client<Column[]>`
  select attname as name, format_type(atttypid, atttypmod) as type
  from pg_attribute where attrelid = to_regclass(${relation}) and attnum > 0 and not attisdropped order by attnum`;

/** What a view shows. */
export interface WantedView {
  /** What a row is; default: no comment of ours. */
  readonly comment?: string;
  readonly columns: readonly ViewColumn[];
  /** SQL behind `from`: its rows. */
  readonly from: string;
  /** SQL behind `from`: rows that stand beside those, in which `ofNobody` takes the place of an expression. */
  readonly nobody?: string;
  /** Whether no condition of a reader, but for those that tell nothing, is evaluated before the view's own. */
  readonly isBarrier?: boolean;
}

const selectList = (columns: readonly ViewColumn[]): string =>
  columns.map(({ name, expression }) => `${expression} as "${name}"`).join(', ');

function viewQuery({ columns, from, nobody }: WantedView): string {
  const rows = `select ${selectList(columns)} from ${from}`;
  if (nobody === undefined) return rows;
  const others = columns.map((column) => ({ ...column, expression: column.ofNobody ?? column.expression }));
  return `${rows} union all select ${selectList(others)} from ${nobody}`;
}

/** The statement that makes a view. */
export const viewStatement = (view: string, wanted: WantedView): string =>
  `create or replace view ${view}${wanted.isBarrier === true ? ' with (security_barrier)' : ''} as ${viewQuery(wanted)}`;

/** Whether the view is that query already. PostgreSQL prints views its own way, so two printed views are compared. */
async function isCurrent(client: Sql, view: string, query: string): Promise<boolean> {
  await client.unsafe(`create temp view facet_wanted as ${query}`);
  const [row] = await client<{ same: boolean }[]>`
    select pg_get_viewdef('pg_temp.facet_wanted'::regclass) = pg_get_viewdef(to_regclass(${view})) as same`;
  await client.unsafe('drop view pg_temp.facet_wanted');
  return row?.same === true;
}

/** Statements that give a view again what others attached to it: grants and comments, each with the column it is about. */
const readAttached = (client: Sql, view: string) => client<{ statement: string; column: string | null }[]>`
  with view as (select * from pg_class where oid = to_regclass(${view})),
  columns as (select a.* from pg_attribute a join view on a.attrelid = view.oid where a.attnum > 0),
  grants as (
    select relacl as acl, null::name as "column" from view union all select attacl, attname from columns
  )
  select "column"::text, format('grant %s%s on %s to %s%s', g.privilege_type, ' (' || quote_ident("column") || ')', ${view}::text,
    case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,
    case when g.is_grantable then ' with grant option' end) as statement
  from grants, aclexplode(grants.acl) g
  where g.grantee <> (select relowner from view)
  union all
  select a.attname::text, case when a.attname is null then format('comment on view %s is %L', ${view}::text, d.description)
    else format('comment on column %s.%I is %L', ${view}::text, a.attname, d.description) end
  from view join pg_description d on d.objoid = view.oid and d.classoid = 'pg_class'::regclass
  left join columns a on a.attnum = d.objsubid`;

async function recreate(client: Sql, view: string, wanted: WantedView): Promise<void> {
  const attached = await readAttached(client, view);
  await client.unsafe(`drop view ${view}`);
  await client.unsafe(viewStatement(view, wanted));
  const names = new Set(wanted.columns.map(({ name }) => name));
  for (const { statement, column } of attached)
    if (column === null || names.has(column)) await client.unsafe(statement);
}

async function shape(client: Sql, view: string, wanted: WantedView): Promise<void> {
  const present = await readColumns(client, view);
  const columns = appendColumns(present, wanted.columns);
  if (columns === null) return recreate(client, view, wanted);
  const shaped = { ...wanted, columns };
  if (present.length === columns.length && (await isCurrent(client, view, viewQuery(shaped)))) return;
  await client.unsafe(viewStatement(view, shaped));
}

/** Gives a view its comment; one that has it already is not touched. */
async function commentView(client: Sql, view: string, comment: string): Promise<void> {
  const [stale] = await client<{ statement: string }[]>`
    select format('comment on view %s is %L', ${view}::text, ${comment}::text) as statement
    where obj_description(to_regclass(${view}), 'pg_class') is distinct from ${comment}`;
  if (stale !== undefined) await client.unsafe(stale.statement);
}

/**
 * Gives a view the wanted columns, in a transaction. One that has them is not touched; new columns are appended, which
 * other views may depend on; where one goes or changes its type the view is made anew and keeps its grants and comments. Comments
 * that the wanted columns bring replace others.
 */
export async function replaceView(client: Sql, view: string, wanted: WantedView): Promise<void> {
  await shape(client, view, wanted);
  await commentColumns(client, view, wanted.columns);
  if (wanted.comment !== undefined) await commentView(client, view, wanted.comment);
}

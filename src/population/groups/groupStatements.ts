import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../conditions/allOf.js';
import { comparisons } from '../../conditions/comparisons.js';
import { identifier, list } from '../../db/sql.js';
import type { Page } from '../../lib/relay/page.js';
import { conditionsAfter, orderTerms, reversed, type Order, type Values } from '../keyset.js';
import type { Operand } from '../../operands/operand.js';
import { groupColumns, type GroupColumns, type GroupOperand } from './groupColumns.js';
import type { Groups } from './groups.js';
import { groupFacts, toldGroups } from './leastGroups.js';

/** A page of groups in an order. */
export interface GroupPage {
  readonly groups: Groups;
  /** What is read of each group, beside the keys. */
  readonly measures: readonly Operand[];
  /** Its operands are keys and measures; ends with all keys, so that it tells any two groups apart. */
  readonly order: Order;
  readonly page: Page;
}

/** A group as it comes from the database: the texts of keys and measures by their columns. */
export type GroupRow = Readonly<Record<string, string | null>>;

/** The column of what the guard of groups says of one. */
const fault = sql`"_fault"`;

/** Refuses rows of which one tells of a group that the guard does not let through. Throws its `UserError`. */
export function checkGuard({ guard }: Groups, rows: readonly { readonly [column: string]: unknown }[]): void {
  const found = rows[0]?.['_fault'];
  if (guard !== undefined && typeof found === 'string') throw guard.refusal(found);
}

/** The statement of a page of groups, and how its rows are read. */
export interface GroupPageStatement {
  readonly statement: SQL;
  /** The text of a key or measure of the page; null where it has no value. */
  readonly textIn: (row: GroupRow, operand: Operand) => string | null;
  /** A group's values of the keys of the order. */
  readonly valuesIn: (row: GroupRow) => Values;
}

/** Numbers without the zeros that their columns add at the end. */
const textOf = ({ kind, sql: expression, column }: GroupOperand): SQL =>
  sql`${kind === 'number' ? sql`trim_scale(${expression})` : expression}::text as ${identifier(column)}`;

/** The query of all groups that are told of: their columns, and what the guard says of each. */
function allGroups({ rows, keys, having, guard, least }: Groups, columns: GroupColumns, read: readonly Operand[]): SQL {
  const { from, where } = rows([...keys, ...having.map(({ measure }) => measure), ...read]);
  const together = columns.groupBy === null ? sql`` : sql` group by ${columns.groupBy}`;
  const guarded = guard === undefined ? sql`` : sql`, ${guard.sql} as ${fault}`;
  const sized = least === undefined ? sql`` : sql`, ${groupFacts(least)}`;
  const all = sql`select ${columns.select}${guarded}${sized} from ${from} where ${where}${together}`;
  if (least === undefined) return all;
  const ofKeys = keys.map((key) => identifier(columns.of(key).column));
  return toldGroups(all, least, ofKeys);
}

const havingConditions = ({ having }: Groups, columns: GroupColumns): SQL[] =>
  having.flatMap(({ measure, operators, path }) => comparisons(columns.of(measure), operators, path));

/** The conditions of the groups between the bounds of a page. */
function bounds(order: Order, { after, before }: Page): SQL[] {
  return [
    ...(after === undefined ? [] : conditionsAfter(order, after)),
    ...(before === undefined ? [] : conditionsAfter(reversed(order), before)),
  ];
}

/** A row with what the guard says of a group, in the form of groups; none where it lets all of them through. */
function firstFault(outputs: readonly GroupOperand[]): SQL {
  const names = outputs.length === 0 ? [sql`nothing`] : outputs.map(({ column }) => identifier(column));
  const nothing = list(names.map((name) => sql`null::text as ${name}`));
  return sql`(select ${nothing}, g.${fault} from g where g.${fault} is not null order by g.${fault} limit 1)`;
}

/**
 * The statement of a page of groups and one more, read in the page's direction; `checkGuard` has to see its rows. Where groups have a
 * guard, a row of its comes first.
 */
export function groupPageStatement({ groups, measures, order, page }: GroupPage): GroupPageStatement {
  const shown = [...measures, ...order.map(({ operand }) => operand)];
  const columns = groupColumns(groups.keys, [...shown, ...groups.having.map(({ measure }) => measure)]);
  const read = new Map([...groups.keys, ...shown].map((operand) => [operand, columns.of(operand)]));
  const byColumn = new Map([...read.values()].map((operand) => [operand.column, operand]));
  const outputs = [...byColumn.values()].toSorted((one, other) => (one.column < other.column ? -1 : 1));
  const ordered = order.map((key) => ({ ...key, operand: columns.of(key.operand) }));
  const conditions = [...havingConditions(groups, columns), ...bounds(ordered, page)];
  const direction = page.backwards ? reversed(ordered) : ordered;
  const orderBy = direction.length === 0 ? sql`` : sql` order by ${orderTerms(direction)}`;
  // A select list is never empty, also where nothing but the place of the one group is asked for.
  const selected = outputs.length === 0 ? sql`null as nothing` : list(outputs.map(textOf));
  const behindFrom = sql`where ${allOf(conditions)}${orderBy} limit ${page.size + 1}`;
  const all = allGroups(groups, columns, shown);
  return {
    statement:
      groups.guard === undefined
        ? sql`select ${selected} from (${all}) g ${behindFrom}`
        : sql`with g as materialized (${all}) ${firstFault(outputs)} union all
            (select ${selected}, null::text as ${fault} from g ${behindFrom})`,
    textIn: (row, operand) => row[read.get(operand)?.column ?? ''] ?? null,
    valuesIn: (row) => ordered.map(({ operand: { column } }) => row[column] ?? null),
  };
}

/** The statement that counts groups, as `count`; `checkGuard` has to see its row. */
export function groupCountStatement(groups: Groups): SQL {
  const columns = groupColumns(
    groups.keys,
    groups.having.map(({ measure }) => measure),
  );
  const [all, kept] = [allGroups(groups, columns, []), allOf(havingConditions(groups, columns))];
  return groups.guard === undefined
    ? sql`select count(*)::int as count from (${all}) g where ${kept}`
    : sql`select (count(*) filter (where ${kept}))::int as count, min(g.${fault}) as ${fault} from (${all}) g`;
}

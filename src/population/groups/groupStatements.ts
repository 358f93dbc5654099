import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../conditions/allOf.js';
import { comparisons } from '../../conditions/comparisons.js';
import { identifier, list } from '../../db/sql.js';
import type { Page } from '../../lib/relay/page.js';
import { conditionsAfter, orderTerms, reversed, type Order, type Values } from '../keyset.js';
import type { Operand } from '../operand.js';
import { groupColumns, type GroupColumns, type GroupOperand } from './groupColumns.js';
import type { Groups } from './groups.js';

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

const groupsBehindFrom = ({ rows, keys, having }: Groups, columns: GroupColumns, read: readonly Operand[]): SQL => {
  const { from, where } = rows([...keys, ...having.map(({ measure }) => measure), ...read]);
  const together = columns.groupBy === null ? sql`` : sql` group by ${columns.groupBy}`;
  return sql`(select ${columns.select} from ${from} where ${where}${together}) g`;
};

const havingConditions = ({ having }: Groups, columns: GroupColumns): SQL[] =>
  having.flatMap(({ measure, operators, path }) => comparisons(columns.of(measure), operators, path));

/** The conditions of the groups between the bounds of a page. */
function bounds(order: Order, { after, before }: Page): SQL[] {
  return [
    ...(after === undefined ? [] : conditionsAfter(order, after)),
    ...(before === undefined ? [] : conditionsAfter(reversed(order), before)),
  ];
}

/** The statement of a page of groups and one more, read in the page's direction. */
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
  return {
    statement: sql`select ${selected} from ${groupsBehindFrom(groups, columns, shown)}
      where ${allOf(conditions)}${orderBy} limit ${page.size + 1}`,
    textIn: (row, operand) => row[read.get(operand)?.column ?? ''] ?? null,
    valuesIn: (row) => ordered.map(({ operand: { column } }) => row[column] ?? null),
  };
}

/** The statement that counts groups, as `count`. */
export function groupCountStatement(groups: Groups): SQL {
  const columns = groupColumns(
    groups.keys,
    groups.having.map(({ measure }) => measure),
  );
  return sql`select count(*)::int as count from ${groupsBehindFrom(groups, columns, [])}
    where ${allOf(havingConditions(groups, columns))}`;
}

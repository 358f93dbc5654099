import type { Joined, Relation } from './relations.js';
import { keyColumns } from './tablePlaces.js';
import { child, children, findAll, isEquality, namesIn, type Tree } from './tree.js';

/** A column by its name, with what it is a column of where that is said. */
interface Column {
  readonly of: string | undefined;
  readonly name: string;
}

function columnOf(node: Tree): Column | undefined {
  const names = namesIn(children(child(node, 'ColumnRef'), 'fields'));
  const name = names.at(-1);
  return name === undefined ? undefined : { of: names.at(-2), name };
}

/** The pairs of columns that are compared by `=` anywhere at or below nodes. */
const equalColumns = (nodes: unknown): [Column, Column][] =>
  findAll(nodes, 'A_Expr')
    .filter(isEquality)
    .flatMap((equality) => {
      const [left, right] = [columnOf(child(equality, 'lexpr')), columnOf(child(equality, 'rexpr'))];
      return left === undefined || right === undefined ? [] : [[left, right] as [Column, Column]];
    });

const isKey = ({ name }: Column): boolean => keyColumns.has(name);

/**
 * Whether a query is joined by the key of rows to one of the relations around it: they are in one shard then. A query around it may
 * give the key under another name.
 */
export const isKeyedBy = (query: unknown, outer: readonly Relation[]): boolean => {
  const spread = outer.filter(({ place }) => place === 'distributed');
  const isOuter = ({ of, name }: Column): boolean =>
    spread.some(({ alias, isTable }) => alias === of && (!isTable || keyColumns.has(name)));
  return equalColumns(query).some(
    ([left, right]) => (isOuter(left) && isKey(right)) || (isOuter(right) && isKey(left)),
  );
};

/** Whether all relations whose rows are spread are joined to each other by their keys, directly or by way of others. */
export function areKeyed({ relations, conditions, shared }: Joined, where: unknown): boolean {
  const spread = relations.filter(({ place }) => place === 'distributed');
  if (spread.length < 2 || shared.some((name) => keyColumns.has(name))) return true;
  const groups = new Map<string, string>();
  const groupOf = (column: string): string => {
    const next = groups.get(column);
    return next === undefined || next === column ? column : groupOf(next);
  };
  for (const [left, right] of equalColumns([conditions, where]))
    groups.set(groupOf(`${left.of ?? ''}.${left.name}`), groupOf(`${right.of ?? ''}.${right.name}`));
  const keysOf = ({ alias }: Relation): string[] => [...keyColumns].map((key) => groupOf(`${alias}.${key}`));
  const [first, ...others] = spread.map(keysOf);
  return others.every((keys) => keys.some((key) => first?.includes(key) === true));
}

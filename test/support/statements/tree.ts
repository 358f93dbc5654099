/** A node of PostgreSQL's parse tree: what kind it is, and what it is made of. */
export type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** The node under a key; an empty one where there is none. */
export const child = (node: Tree, key: string): Tree => {
  const found = node[key];
  return isTree(found) ? found : {};
};

/** The nodes of a list under a key; [] where there is none. */
export const children = (node: Tree, key: string): readonly Tree[] => {
  const found = node[key];
  return Array.isArray(found) ? found.filter(isTree) : [];
};

/** The text under a key; undefined where there is none. */
export const textAt = (node: Tree, key: string): string | undefined => {
  const found = node[key];
  return typeof found === 'string' ? found : undefined;
};

/**
 * Visits a node and all below it, from the top down, by the names that PostgreSQL gives to kinds of nodes.
 * @param visit gives false where what is below a node is not to be visited
 */
export function visitTree(node: unknown, visit: (kind: string, of: Tree) => boolean | void): void {
  if (Array.isArray(node)) {
    for (const one of node) visitTree(one, visit);
    return;
  }
  if (!isTree(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (isTree(value) && !Array.isArray(value) && visit(key, value) === false) continue;
    visitTree(value, visit);
  }
}

/** All nodes of a kind, at and below a node. */
export function findAll(node: unknown, kind: string): Tree[] {
  const found: Tree[] = [];
  visitTree(node, (name, of) => {
    if (name === kind) found.push(of);
  });
  return found;
}

/** Whether a node or one below it has something under a key. */
export function hasKey(node: Tree, key: string): boolean {
  let found = key in node;
  visitTree(node, (_kind, of) => {
    found ||= key in of;
  });
  return found;
}

/** The names that a qualified name is made of, `*` left out. */
export const namesIn = (parts: readonly Tree[]): string[] =>
  parts.flatMap((part) => textAt(child(part, 'String'), 'sval') ?? []);

/** The alias of what stands in `from`; undefined where it has none. */
export const aliasOf = (node: Tree): string | undefined => textAt(child(node, 'alias'), 'aliasname');

/** The name of a called function, without its schema. */
export const functionName = (call: Tree): string => namesIn(children(call, 'funcname')).at(-1) ?? '';

/** Whether a node is a comparison by `=` of two sides. */
export const isEquality = (expression: Tree): boolean =>
  textAt(expression, 'kind') === 'AEXPR_OP' && namesIn(children(expression, 'name')).join('.') === '=';

/** Whether parts of a union are put together as they are. */
export const isUnionAll = (select: Tree): boolean => textAt(select, 'op') === 'SETOP_UNION' && select['all'] === true;

/** Whether a select is made of others by `union`, `intersect` or `except`. */
export const isSetOperation = (select: Tree): boolean => (textAt(select, 'op') ?? 'SETOP_NONE') !== 'SETOP_NONE';

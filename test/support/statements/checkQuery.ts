import type { Refuse } from './citusRule.js';
import { areKeyed, isKeyedBy } from './keyedBy.js';
import {
  joinedOf,
  placeOf,
  reads,
  tableRelation,
  withTables,
  type Joined,
  type Kept,
  type Relation,
} from './relations.js';
import { keyColumns } from './tablePlaces.js';
import {
  aliasOf,
  child,
  children,
  findAll,
  functionName,
  hasKey,
  isSetOperation,
  isUnionAll,
  namesIn,
  textAt,
  visitTree,
  type Tree,
} from './tree.js';

const queryKinds = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'] as const;

type QueryKind = (typeof queryKinds)[number];

/** Whether nodes of a kind read or change rows. */
export const isQuery = (kind: string): kind is QueryKind => queryKinds.includes(kind as QueryKind);

/** What a query knows of those around it. */
interface Around {
  readonly kept: Kept;
  readonly outer: readonly Relation[];
  /** Whether distributed rows stand beside it in `from`. */
  readonly isBeside: boolean;
  /** Whether it is a branch of a `union all` beside distributed rows that does not end with an offset. */
  readonly isOpen: boolean;
  /** Whether it is a branch of a `union all`. */
  readonly isBranch: boolean;
  readonly refuse: Refuse;
}

/** Checks the queries that a `with` names, and gives what is known behind it. */
function checkWith(node: Tree, around: Around): Around {
  const clause = child(node, 'withClause');
  const kept = withTables(clause, around.kept, node);
  const inner = { ...around, kept, isBeside: false, isOpen: false, isBranch: false };
  for (const item of children(clause, 'ctes')) {
    const query = child(child(item, 'CommonTableExpr'), 'ctequery');
    for (const [kind, of] of Object.entries(query)) if (isQuery(kind)) checkQuery(kind, of as Tree, inner);
  }
  return { ...around, kept };
}

/** The names that a query gives to what it reads itself. */
const ownNames = (query: unknown): ReadonlySet<string> => {
  const names = new Set<string>();
  visitTree(query, (kind, node) => {
    if (kind !== 'RangeVar' && kind !== 'RangeSubselect' && kind !== 'RangeFunction') return;
    const name = aliasOf(node) ?? node['relname'];
    if (typeof name === 'string') names.add(name);
  });
  return names;
};

/** Whether a query names columns of what is around it. */
function isCorrelated(query: Tree, outer: readonly Relation[]): boolean {
  const own = ownNames(query);
  const names = new Set(outer.map(({ alias }) => alias).filter((alias) => !own.has(alias)));
  return findAll(query, 'ColumnRef').some((column) => names.has(namesIn(children(column, 'fields')).at(-2) ?? ''));
}

/** Checks expressions: the sub-queries in them, for each row of `relations`. */
function checkExpressions(node: unknown, relations: readonly Relation[], around: Around): void {
  const outer = [...around.outer, ...relations];
  const { kept, refuse } = around;
  const check = (query: Tree): void => {
    const readsTemporary = reads(query, 'temporary', kept) && relations.some(({ place }) => place === 'distributed');
    if (isCorrelated(query, outer)) {
      if (reads(query, 'distributed', kept) && !isKeyedBy(query, outer)) refuse('correlated');
      if (readsTemporary) refuse('temporaryJoin');
    }
    checkSelect(query, { ...around, outer, isBeside: false, isOpen: false, isBranch: false });
  };
  visitTree(node, (kind, of) => {
    if (kind !== 'SubLink') return kind !== 'SelectStmt';
    checkExpressions(child(of, 'testexpr'), relations, around);
    check(child(child(of, 'subselect'), 'SelectStmt'));
    return false;
  });
}

/** Checks what stands in `from`: each query of it, and how its relations are joined. */
function checkJoined(joined: Joined, where: unknown, around: Around): void {
  const { kept, refuse } = around;
  const { relations } = joined;
  const spread = relations.filter(({ place }) => place === 'distributed');
  const isNamed = (place: Relation['place']): boolean =>
    relations.some((relation) => relation.isTable && relation.place === place);
  if (isNamed('temporary') && spread.some(({ isTable }) => isTable)) refuse('temporaryJoin');
  const joinsKept = spread.length > 0 && isNamed('kept');
  if (joinsKept && around.isBranch && !areKeyed(joined, where)) refuse('lostRows');
  if (joinsKept && around.isOpen) refuse('openUnion');
  relations.forEach(({ query, isLateral }, place) => {
    if (query === undefined) return;
    const select = child(query, 'SelectStmt');
    const outer = isLateral ? [...around.outer, ...relations.slice(0, place)] : around.outer;
    const hasLimit = hasKey(query, 'limitCount');
    if (isLateral && hasLimit && reads(query, 'distributed', kept) && !isKeyedBy(query, outer)) refuse('lateralLimit');
    const isBeside = spread.some((other) => other !== relations[place]);
    checkSelect(select, { ...around, outer, isBeside, isOpen: false, isBranch: false });
  });
}

/** Checks a query and all below it. */
function checkSelect(select: Tree, given: Around): void {
  const around = checkWith(select, given);
  const { kept, refuse } = around;
  if (isSetOperation(select)) {
    const isAll = isUnionAll(select);
    const isOpen = isAll && !('limitOffset' in select) && (around.isBranch ? around.isOpen : around.isBeside);
    for (const side of ['larg', 'rarg'] as const)
      checkSelect(child(select, side), { ...around, isOpen, isBranch: isAll });
    return;
  }
  const from = children(select, 'fromClause');
  const isValues = 'valuesLists' in select;
  if (!isValues && children(select, 'targetList').length === 0) refuse('emptySelect');
  if (findAll(select['groupClause'], 'GroupingSet').length > 0 && reads(from, 'distributed', kept))
    refuse('groupingSets');
  const joined = joinedOf(from, kept);
  checkJoined(joined, select['whereClause'], around);
  const expressions = Object.entries(select).filter(([key]) => key !== 'fromClause' && key !== 'withClause');
  checkExpressions(expressions, joined.relations, around);
  checkExpressions(joined.conditions, joined.relations, around);
}

const volatileFunctions: ReadonlySet<string> = new Set([
  'clock_timestamp',
  'gen_random_uuid',
  'nextval',
  'random',
  'setval',
  'timeofday',
]);

/** Whether an expression calls a volatile function for each row: one in a sub-query is called before. */
function isVolatile(expressions: unknown): boolean {
  let found = false;
  visitTree(expressions, (kind, node) => {
    if (kind === 'FuncCall' && volatileFunctions.has(functionName(node))) found = true;
    return kind !== 'SubLink';
  });
  return found;
}

/** Whether a list of columns that are set has one that rows are spread by. */
const setsKey = (sets: unknown): boolean =>
  findAll(sets, 'ResTarget').some((target) => keyColumns.has(textAt(target, 'name') ?? ''));

/** Checks a statement that changes rows, and all below it. */
function checkRows(kind: Exclude<QueryKind, 'SelectStmt'>, node: Tree, given: Around): void {
  const around = checkWith(node, given);
  const { kept, refuse } = around;
  const changed = child(node, 'relation');
  const place = placeOf(changed, kept);
  const isSpread = place === 'distributed' || place === 'reference';
  const sets = kind === 'InsertStmt' ? child(node, 'onConflictClause')['targetList'] : node['targetList'];
  if (isSpread && isVolatile(sets)) refuse('volatileSet');
  if (place === 'distributed' && setsKey(sets)) refuse('keyChange');
  if (kind === 'InsertStmt') {
    checkSelect(child(child(node, 'selectStmt'), 'SelectStmt'), {
      ...around,
      isBeside: false,
      isOpen: false,
      isBranch: false,
    });
    checkExpressions([node['onConflictClause'], node['returningList']], [tableRelation(changed, kept)], around);
    return;
  }
  const beside = children(node, kind === 'UpdateStmt' ? 'fromClause' : 'usingClause');
  const { relations, conditions, shared } = joinedOf(beside, kept);
  const joined = { relations: [tableRelation(changed, kept), ...relations], conditions, shared };
  const readsSpread = findAll(node, 'RangeVar').some((table) => placeOf(table, kept) === 'distributed');
  if (place === 'temporary' && readsSpread) refuse('temporaryJoin');
  if (place === 'reference' && ['distributed', 'temporary'].some((one) => reads(beside, one as never, kept)))
    refuse('referenceChange');
  // An update takes a temporary table beside its own: its rows are sent to the shards that they belong to.
  if (place === 'distributed')
    checkJoined(
      { ...joined, relations: joined.relations.filter((one) => !(one.isTable && one.place === 'temporary')) },
      node['whereClause'],
      around,
    );
  else checkJoined(joined, node['whereClause'], around);
  checkExpressions(
    [node['targetList'], node['whereClause'], node['returningList'], conditions],
    joined.relations,
    around,
  );
}

/** Checks a query and all below it, and tells of each rule that it breaks. */
export function checkQuery(kind: QueryKind, node: Tree, around: Around): void {
  if (kind === 'SelectStmt') checkSelect(node, around);
  else checkRows(kind, node, around);
}

import { aliasOf, child, children, findAll, textAt, type Tree } from './tree.js';
import { placeOfTable, type Place } from './tablePlaces.js';

/** The tables that a statement names by `with`, and where they are. */
export type Kept = ReadonlyMap<string, Place>;

/** What stands in `from`. */
export interface Relation {
  readonly alias: string;
  readonly place: Place;
  /** Whether it is a table by its name, and not a query. */
  readonly isTable: boolean;
  /** The query that it is, where it is one. */
  readonly query?: Tree;
  /** Whether the query may name what stands in front of it. */
  readonly isLateral: boolean;
}

/** A `from` as its relations from left to right, and what they are joined on. */
export interface Joined {
  readonly relations: readonly Relation[];
  readonly conditions: readonly Tree[];
  /** Columns by which two relations are joined under one name. */
  readonly shared: readonly string[];
}

/** Where a table by its name is. */
export function placeOf(table: Tree, kept: Kept): Place {
  const [schema, name = ''] = [textAt(table, 'schemaname'), textAt(table, 'relname')];
  if (schema === undefined) return kept.get(name) ?? (name.startsWith('pg_') ? 'other' : 'temporary');
  if (schema === 'pg_temp') return 'temporary';
  return schema === 'facet' ? placeOfTable(name) : 'other';
}

/** Whether a node reads rows of a place anywhere below. */
export const reads = (node: unknown, place: Place, kept: Kept): boolean =>
  findAll(node, 'RangeVar').some((table) => placeOf(table, kept) === place);

const placeOfQuery = (query: Tree, kept: Kept): Place => {
  const places: readonly Place[] = ['distributed', 'kept', 'temporary', 'reference', 'local'];
  return places.find((place) => reads(query, place, kept)) ?? 'other';
};

/**
 * The tables that a `with` names, beside those known: what Citus materializes is `kept` on the coordinator, the others are put where
 * they are named. Each query sees those before it.
 */
export function withTables(clause: Tree, known: Kept, whole: unknown): Kept {
  const kept = new Map(known);
  for (const item of children(clause, 'ctes')) {
    const table = child(item, 'CommonTableExpr');
    const name = textAt(table, 'ctename') ?? '';
    const query = child(table, 'ctequery');
    const uses = findAll(whole, 'RangeVar').filter(
      ({ schemaname, relname }) => schemaname === undefined && relname === name,
    );
    const isKept =
      textAt(table, 'ctematerialized') === 'CTEMaterializeAlways' ||
      (textAt(table, 'ctematerialized') !== 'CTEMaterializeNever' && uses.length > 1) ||
      clause['recursive'] === true ||
      !('SelectStmt' in query);
    kept.set(name, isKept ? 'kept' : placeOfQuery(query, kept));
  }
  return kept;
}

/** A table by its name, as what stands in `from`. */
export const tableRelation = (table: Tree, kept: Kept): Relation => ({
  alias: aliasOf(table) ?? textAt(table, 'relname') ?? '',
  place: placeOf(table, kept),
  isTable: true,
  isLateral: false,
});

/** Reads a `from`. */
export function joinedOf(from: readonly Tree[], kept: Kept): Joined {
  const relations: Relation[] = [];
  const conditions: Tree[] = [];
  const shared: string[] = [];
  const add = (item: Tree): void => {
    if ('RangeVar' in item) relations.push(tableRelation(child(item, 'RangeVar'), kept));
    else if ('RangeSubselect' in item) {
      const of = child(item, 'RangeSubselect');
      const query = child(of, 'subquery');
      const place = placeOfQuery(query, kept);
      relations.push({ alias: aliasOf(of) ?? '', place, isTable: false, query, isLateral: of['lateral'] === true });
    } else if ('RangeFunction' in item) {
      const alias = aliasOf(child(item, 'RangeFunction')) ?? '';
      relations.push({ alias, place: 'function', isTable: false, isLateral: false });
    } else if ('JoinExpr' in item) {
      const join = child(item, 'JoinExpr');
      add(child(join, 'larg'));
      add(child(join, 'rarg'));
      conditions.push(child(join, 'quals'));
      shared.push(...children(join, 'usingClause').flatMap((name) => textAt(child(name, 'String'), 'sval') ?? []));
    }
  };
  from.forEach(add);
  return { relations, conditions, shared };
}

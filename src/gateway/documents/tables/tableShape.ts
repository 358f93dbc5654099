import { HttpRefusal } from '../../errors/HttpRefusal.js';
import { isLeaf, isList, isNested, type SelectedField } from './answerFields.js';

/** Names of fields, from the outside. */
export type FieldPath = readonly string[];

/** A column of a table: its heading, and where a row has its value. */
export interface TableColumn {
  readonly heading: string;
  readonly path: FieldPath;
}

/** How an answer is read as a table. */
export interface TableShape {
  /** Where the list of rows is. */
  readonly list: FieldPath;
  /** Of a list of values, one, whose path is empty. */
  readonly columns: readonly TableColumn[];
}

const refused = (why: string): HttpRefusal =>
  new HttpRefusal(
    'NOT_A_TABLE',
    `The answer of this document is no table: ${why} Ask for JSON, or for another document.`,
  );

const named = (path: FieldPath): string => `"${path.join('.')}"`;

interface FoundList {
  readonly path: FieldPath;
  readonly field: SelectedField;
}

/** The lists that stand in no list. */
function listsIn(fields: readonly SelectedField[], above: FieldPath = []): FoundList[] {
  return fields.flatMap((field) => {
    const path = [...above, field.name];
    if (isList(field)) return [{ path, field }];
    return isLeaf(field) ? [] : listsIn(field.fields(), path);
  });
}

function columnsOf(fields: readonly SelectedField[], list: FieldPath, above: FieldPath = []): TableColumn[] {
  return fields.flatMap((field) => {
    const path = [...above, field.name];
    if (isList(field)) throw refused(`${named([...list, ...path])} is a list in each row.`);
    return isLeaf(field) ? [{ heading: path.join('.'), path }] : columnsOf(field.fields(), list, path);
  });
}

/** Of an edge of a connection: its node's columns without the word, and its own without the cursor, which is for paging. */
function edgeColumns(fields: readonly SelectedField[], list: FieldPath): TableColumn[] {
  const own = fields.filter(({ nodes: [node] }) => node?.name.value !== 'cursor');
  return columnsOf(own, list).map(({ heading, path }) => {
    const isOfNode =
      path.length > 1 && own.some(({ name, nodes: [node] }) => name === path[0] && node?.name.value === 'node');
    return { heading: isOfNode ? path.slice(1).join('.') : heading, path };
  });
}

function refuseTwins(columns: readonly TableColumn[]): void {
  const seen = new Set<string>();
  for (const { heading } of columns) {
    if (seen.has(heading)) throw refused(`two of its columns would be called "${heading}"; give one of them an alias.`);
    seen.add(heading);
  }
}

/**
 * How the answer of an operation is read as a table: it has one list, a connection's `edges` or `nodes` or any other, whose rows hold no
 * lists; objects in rows are columns with dots. Throws an `HttpRefusal` of code `NOT_A_TABLE` that names the field which is in the way.
 */
export function tableShape(fields: readonly SelectedField[]): TableShape {
  const lists = listsIn(fields);
  const [found, other] = lists;
  if (found === undefined) throw refused('it has no list.');
  if (other !== undefined) throw refused(`it has the lists ${lists.map(({ path }) => named(path)).join(' and ')}.`);
  const { path: list, field } = found;
  if (isNested(field)) throw refused(`${named(list)} is a list of lists.`);
  if (isLeaf(field)) return { list, columns: [{ heading: field.name, path: [] }] };
  const isEdges = field.nodes[0]?.name.value === 'edges';
  const columns = isEdges ? edgeColumns(field.fields(), list) : columnsOf(field.fields(), list);
  if (columns.length === 0) throw refused(`${named(list)} has no values.`);
  refuseTwins(columns);
  return { list, columns };
}

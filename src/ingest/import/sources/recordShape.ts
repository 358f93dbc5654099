import { badConfig } from '../values/badConfig.js';
import { compileJsonPath, foundText, type JsonPath } from '../values/jsonPath.js';
import { canonicalJson, textOf, type JsonRecord } from '../values/jsonValue.js';
import { noColumn, unnamedOf } from './columnShape.js';
import type { Shape } from './importSource.js';

/** Makes one row of each element of a list in a record. */
export interface Each {
  readonly path: JsonPath;
  /** The name of the column that holds the element. */
  readonly as: string;
}

interface RecordShape extends Shape {
  /** The columns that were asked for; undefined where the whole record was. */
  readonly asked: () => readonly string[] | undefined;
  /** The rows of a record. */
  readonly fieldsOf: (record: JsonRecord) => (string | null)[][];
}

type Read = (record: JsonRecord) => string | null;

/** The shape of records: a field for every column and path that is asked for. */
export function recordShape(source: string, columns: readonly string[], each?: Each): RecordShape {
  const named = columns.filter((name) => name.trim() !== '');
  const names = each === undefined ? named : [...named, each.as];
  const reads: Read[] = [];
  const indexes = new Map<string, number>();
  const asked: string[] = [];
  let whole = each !== undefined;
  const field = (key: string, make: () => Read): number => {
    const index = indexes.get(key) ?? reads.push(make()) - 1;
    indexes.set(key, index);
    return index;
  };
  return {
    source,
    names,
    unnamed: unnamedOf(columns),
    column(name, where) {
      // The columns of a file without records are unknown.
      if (columns.length > 0 && !names.includes(name)) throw noColumn(source, name, names, where);
      asked.push(name);
      return field(`column ${name}`, () => (record) => (Object.hasOwn(record, name) ? textOf(record[name]) : null));
    },
    path(query, where) {
      whole = true;
      const path = compileJsonPath(query, where);
      return field(`path ${query}`, () => (record) => foundText(path(record)));
    },
    content() {
      whole = true;
      const index = field('content', () => canonicalJson);
      return (fields) => fields[index] ?? '';
    },
    asked: () => (whole ? undefined : asked),
    fieldsOf(record) {
      if (each === undefined) return [reads.map((read) => read(record))];
      return each.path(record).map((element) => {
        const extended = { ...record, [each.as]: element };
        return reads.map((read) => read(extended));
      });
    },
  };
}

/** Compiles `each` of a config against the columns of its source. Throws a `UserError`. */
export function compileEach(
  { path, as }: { readonly path: string; readonly as: string },
  columns: readonly string[],
  where: string,
): Each {
  if (columns.includes(as))
    throw badConfig(`${where}.as: the records have a column "${as}" already; take another name.`);
  return { path: compileJsonPath(path, `${where}.path`), as };
}

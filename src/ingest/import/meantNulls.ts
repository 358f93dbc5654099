import { BadValue } from './BadValue.js';
import type { Expression, Scope } from './expressions/expression.js';
import type { Fields } from './sources/source.js';
import type { TargetColumn } from './targetColumn.js';

/** Whether a mapping says somewhere that there is to be no value: `{ in: { None: null } }`, `otherwise: null`, `else: null`. */
export const saysNull = (source: unknown): boolean =>
  source === null || (typeof source === 'object' && Object.values(source).some(saysNull));

/** A scope that also notes which fields are read. */
export function noting(scope: Scope): { readonly scope: Scope; readonly read: readonly number[] } {
  const read: number[] = [];
  const { shape } = scope;
  const note = (index: number): number => {
    read.push(index);
    return index;
  };
  const { path } = shape;
  return {
    read,
    scope: {
      ...scope,
      shape: {
        ...shape,
        column: (name, where) => note(shape.column(name, where)),
        path: path && ((query, where) => note(path(query, where))),
      },
    },
  };
}

/**
 * The expression of a column in which no value is a word of its own (`nullMeans`), made safe: a row that has something to
 * read, and comes to no value though the mapping does not say so, is a reject.
 */
export function onlyMeantNulls(
  { evaluate, columns }: Expression,
  { name, nullMeans = '' }: TargetColumn,
  read: readonly number[],
  nulls: ReadonlySet<string>,
): Expression {
  const told = (fields: Fields): string | undefined =>
    read.map((index) => fields[index]?.trim()).find((text) => text !== undefined && text !== '' && !nulls.has(text));
  return {
    columns,
    evaluate(fields) {
      const text = evaluate(fields);
      if (text !== null) return text;
      const found = told(fields);
      if (found === undefined) return null;
      throw new BadValue(
        `comes to no ${name}, which would mean ${nullMeans}: where that is meant, say null in the mapping (in, otherwise, then or else)`,
        found,
      );
    },
  };
}

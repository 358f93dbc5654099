import { BadValue } from './BadValue.js';
import type { Expression, Scope } from './expressions/expression.js';
import type { Fields } from './sources/source.js';
import type { TargetColumn } from './targetColumn.js';

/** Whether a mapping says somewhere that there is to be no value: `{ in: { None: null } }`, `otherwise: null`, `else: null`. */
export const saysNull = (source: unknown): boolean =>
  source === null || (typeof source === 'object' && Object.values(source).some(saysNull));

/** A field that an expression reads, and the texts that mean "no value" there. */
interface ReadField {
  readonly index: number;
  readonly nulls: ReadonlySet<string>;
}

/** A scope that also notes which fields are read. */
export function noting(scope: Scope): { readonly scope: Scope; readonly read: readonly ReadField[] } {
  const read: ReadField[] = [];
  return { read, scope: { ...scope, onField: (index, nulls) => void read.push({ index, nulls }) } };
}

/**
 * The expression of a column in which no value is a word of its own (`nullMeans`), made safe: a row that has something to
 * read, and comes to no value though the mapping does not say so, is a reject.
 */
export function onlyMeantNulls(
  { evaluate, columns }: Expression,
  { name, nullMeans = '' }: TargetColumn,
  read: readonly ReadField[],
): Expression {
  const told = (fields: Fields): string | undefined =>
    read
      .map(({ index, nulls }) => ({ text: fields[index]?.trim() ?? '', nulls }))
      .find(({ text, nulls }) => text !== '' && !nulls.has(text))?.text;
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

import type { Expression, ExpressionScope } from '../expressions/expression.js';
import type { Fields } from '../sources/importSource.js';
import { BadValue } from '../values/BadValue.js';
import type { TargetColumn } from './targetColumn.js';

/** Whether a mapping says null somewhere: `{ in: { None: null } }`, `otherwise: null`, `else: null`. */
export const hasExplicitNull = (source: unknown): boolean =>
  source === null || (typeof source === 'object' && Object.values(source).some(hasExplicitNull));

/** A field that an expression reads, and the texts that mean "no value" there. */
interface ReadField {
  readonly index: number;
  readonly nulls: ReadonlySet<string>;
}

/** Makes a scope that records which fields are read. */
export function recordingScope(scope: ExpressionScope): {
  readonly scope: ExpressionScope;
  readonly read: readonly ReadField[];
} {
  const read: ReadField[] = [];
  return { read, scope: { ...scope, onField: (index, nulls) => void read.push({ index, nulls }) } };
}

/**
 * The expression of a column in which null has a meaning of its own (`nullMeans`), made safe: where the fields that it
 * reads have a value, and it gives none although the mapping does not say null, it throws `BadValue`.
 */
export function requireExplicitNull(
  { evaluate, columns }: Expression,
  { name, nullMeans = '' }: TargetColumn,
  read: readonly ReadField[],
): Expression {
  const firstText = (fields: Fields): string | undefined =>
    read
      .map(({ index, nulls }) => ({ text: fields[index]?.trim() ?? '', nulls }))
      .find(({ text, nulls }) => text !== '' && !nulls.has(text))?.text;
  return {
    columns,
    evaluate(fields) {
      const text = evaluate(fields);
      if (text !== null) return text;
      const found = firstText(fields);
      if (found === undefined) return null;
      throw new BadValue(
        `comes to no ${name}, which would mean ${nullMeans}: where that is meant, say null in the mapping (in, otherwise, then or else)`,
        found,
      );
    },
  };
}

import { hash } from 'node:crypto';
import { contentSeparator } from '../sources/columnShape.js';
import type { Shape } from '../sources/importSource.js';
import { columnsOf, several, type Compile, type Expression } from './expression.js';

const contentHash = (content: string): string => hash('sha256', content, 'base64').slice(0, 24);

/**
 * A hash (144 bits, 24 characters) of several texts, in their order; for the key of rows that have none of their own.
 * Files whose columns are called differently share keys where they list the same things in the same order.
 */
export const content: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope);
  const [first, ...others] = parts;
  const evaluate: Expression['evaluate'] = (fields) => {
    let all = first?.evaluate(fields) ?? '';
    for (const part of others) all += contentSeparator + (part.evaluate(fields) ?? '');
    return contentHash(all);
  };
  return { columns: columnsOf(parts), evaluate };
};

/**
 * The hash of a whole row, in the order of its columns' names: a file with its columns moved about has the same rows.
 */
export function wholeContent({ content }: Shape): Expression {
  const contentOf = content();
  return { columns: ['*'], evaluate: (fields) => contentHash(contentOf(fields)) };
}

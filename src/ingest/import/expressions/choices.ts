import { badConfig, fail } from '../values/badConfig.js';
import { BadValue } from '../values/BadValue.js';
import { constantText, numberOf } from './columns.js';
import {
  argumentKeys,
  columnsOf,
  scalar,
  several,
  type Compile,
  type Expression,
  type ExpressionScope,
} from './expression.js';

/** The first of several that is known. */
export const coalesce: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope);
  const evaluate: Expression['evaluate'] = (fields) => {
    for (const part of parts) {
      const text = part.evaluate(fields);
      if (text !== null) return text;
    }
    return null;
  };
  return { columns: columnsOf(parts), evaluate };
};

/** `then` where the test `when` is true, else `else`, or null; both may say null themselves. */
export const choose: Compile = (argument, where, scope) => {
  const keys = argumentKeys<'when' | 'then' | 'else'>(argument, where, ['when', 'then', 'else?']);
  const when = scope.compile(keys.when, `${where}.when`, { ...scope, number: undefined });
  const branch = (source: unknown, place: string): Expression =>
    source === null ? nothing : scope.compile(source, place, scope);
  const then = branch(keys.then, `${where}.then`);
  const otherwise = 'else' in keys ? branch(keys.else, `${where}.else`) : nothing;
  const evaluate: Expression['evaluate'] = (fields) =>
    when.evaluate(fields) === 'true' ? then.evaluate(fields) : otherwise.evaluate(fields);
  return { columns: columnsOf([when, then, otherwise]), evaluate };
};

const nothing: Expression = { columns: [], evaluate: () => null };

/** Names the table of a `lookup` in a file. */
export const lookupKey = (file: unknown, key: unknown, value: unknown): string => JSON.stringify([file, key, value]);

/**
 * The value that stands for a text, in `in` or in the columns `key` and `value` of a CSV `file`; `otherwise` (a text,
 * null, or an expression in braces) where there is none. Without it a text that has no entry makes its row a reject; no
 * text is null.
 */
export const lookup: Compile = (argument, where, scope) => {
  const keys = argumentKeys<'of' | 'in' | 'otherwise' | 'file' | 'key' | 'value'>(argument, where, [
    'of',
    'in?',
    'file?',
    'key?',
    'value?',
    'otherwise?',
  ]);
  const of = scope.compile(keys.of, `${where}.of`, { ...scope, number: undefined });
  const table = 'in' in keys ? inlineTable(keys, where, scope) : fileTable(keys, where, scope);
  const otherwise = 'otherwise' in keys ? compileOtherwise(keys.otherwise, `${where}.otherwise`, scope) : undefined;
  const place = typeof keys.file === 'string' ? `${keys.file} (${where})` : where;
  const evaluate: Expression['evaluate'] = (fields) => {
    const text = of.evaluate(fields);
    const found = text === null ? undefined : table.get(text);
    if (found !== undefined) return found;
    if (otherwise !== undefined) return otherwise.evaluate(fields);
    if (text === null) return null;
    throw new BadValue(`has no entry in ${place}; add one, or say "otherwise" (null: no value)`, text);
  };
  return { columns: columnsOf([of, ...(otherwise === undefined ? [] : [otherwise])]), evaluate };
};

type Keys = Partial<Record<'in' | 'file' | 'key' | 'value', unknown>>;

function inlineTable(keys: Keys, where: string, scope: ExpressionScope): ReadonlyMap<string, string | null> {
  const table = keys.in;
  if ('file' in keys || 'key' in keys || 'value' in keys) fail(`${where} has both "in" and a file.`);
  if (typeof table !== 'object' || table === null || Array.isArray(table))
    return fail(`${where}.in is not written { text: value, … }.`);
  return new Map(
    Object.entries(table).map(([key, value]: [string, unknown]) => {
      if (value === null) return [key, null];
      if (scalar(value) === undefined) fail(`${where}.in.${key} is not a text.`);
      return [key, constantText(value, `${where}.in.${key}`, scope)];
    }),
  );
}

function fileTable(
  { file, key, value }: Keys,
  where: string,
  { lookups, number }: ExpressionScope,
): ReadonlyMap<string, string | null> {
  const table = lookups.get(lookupKey(file, key, value));
  if (table === undefined) throw badConfig(`${where} needs either "in" or the texts "file", "key" and "value".`);
  if (number === undefined) return table;
  return new Map([...table].map(([from, to]) => [from, to === null ? null : numberOf(to, where, number)]));
}

function compileOtherwise(source: unknown, where: string, scope: ExpressionScope): Expression {
  if (source === null) return nothing;
  if (scalar(source) === undefined) return scope.compile(source, where, scope);
  const text = constantText(source, where, scope);
  return { columns: [], evaluate: () => text };
}

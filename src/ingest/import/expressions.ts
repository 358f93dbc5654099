import { UserError } from '../../lib/UserError.js';
import { didYouMean } from '../../lib/nearNames.js';
import { addDecimals } from './addDecimals.js';
import { BadValue } from './BadValue.js';
import { readDecimal } from './kinds.js';

/** What an expression is compiled against. */
export interface Scope {
  /** The file's column names, in its order. */
  readonly header: readonly string[];
  /** How the file is called in sentences. */
  readonly file: string;
  /** Texts that mean "no value". */
  readonly nulls: ReadonlySet<string>;
}

/** A compiled expression. */
export interface Expression {
  /** The columns of the file that it reads. */
  readonly columns: readonly string[];
  /** The text for one row, without blanks around it, or null. Throws `BadValue`. */
  readonly evaluate: (fields: readonly string[]) => string | null;
}

type Compile = (argument: unknown, where: string, scope: Scope) => Expression;

const fail = (sentence: string): never => {
  throw new UserError(sentence, 'BAD_CONFIG');
};

const column: Compile = (argument, where, { header, file, nulls }) => {
  if (typeof argument !== 'string') return fail(`${where} is not the name of a column.`);
  const index = header.indexOf(argument);
  if (index < 0) fail(`${where}: ${file} has no column "${argument}".${didYouMean(argument, header)}`);
  if (header.lastIndexOf(argument) !== index) fail(`${where}: ${file} has more than one column "${argument}".`);
  const evaluate = (fields: readonly string[]): string | null => {
    const text = (fields[index] ?? '').trim();
    return nulls.has(text) ? null : text;
  };
  return { columns: [argument], evaluate };
};

const constant: Compile = (argument, where) => {
  if (typeof argument !== 'string' && typeof argument !== 'number' && typeof argument !== 'boolean')
    return fail(`${where} is not a text, a number, true or false.`);
  const text = String(argument);
  return { columns: [], evaluate: () => text };
};

const several = (argument: unknown, where: string, scope: Scope): Expression[] =>
  Array.isArray(argument) && argument.length > 0
    ? argument.map((part, index) => compileExpression(part, `${where}[${index}]`, scope))
    : fail(`${where} is not a list of columns and expressions.`);

/** Texts one after the other; null where any is. */
const concat: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope);
  const evaluate = (fields: readonly string[]): string | null => {
    const texts = parts.map((part) => part.evaluate(fields));
    return texts.includes(null) ? null : texts.join('');
  };
  return { columns: parts.flatMap((part) => part.columns), evaluate };
};

/** Exact decimal sum; a missing number counts as 0, and where all are missing there is no sum. */
const sum: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope);
  const evaluate = (fields: readonly string[]): string | null => {
    const numbers: string[] = [];
    for (const part of parts) {
      const text = part.evaluate(fields);
      if (text !== null) numbers.push(decimalOf(text, part));
    }
    return numbers.length === 0 ? null : addDecimals(numbers);
  };
  return { columns: parts.flatMap((part) => part.columns), evaluate };
};

function decimalOf(text: string, { columns }: Expression): string {
  try {
    return readDecimal(text);
  } catch (error) {
    if (error instanceof BadValue) throw new BadValue(error.reason, error.value, columns.join(', '));
    throw error;
  }
}

/** The expressions of a mapping, by the key that names them; each takes what stands behind that key. */
const expressions: Readonly<Record<string, Compile>> = { column, constant, concat, sum };

/**
 * Compiles a column's name or `{ <expression>: <argument> }`. `where` is the place in the config, for sentences. Throws
 * a `UserError`.
 */
export function compileExpression(source: unknown, where: string, scope: Scope): Expression {
  if (typeof source === 'string') return column(source, where, scope);
  if (typeof source === 'object' && source !== null && !Array.isArray(source)) {
    const [[name, argument] = [], more] = Object.entries(source);
    const compile = name === undefined ? undefined : expressions[name];
    if (name !== undefined && compile === undefined)
      fail(`${where} has an unknown key "${name}".${didYouMean(name, [...Object.keys(expressions), 'format'])}`);
    if (more !== undefined) fail(`${where} has a key too many: "${more[0]}".`);
    if (compile !== undefined) return compile(argument, `${where}.${name}`, scope);
  }
  return fail(`${where} is neither the name of a column nor one of ${Object.keys(expressions).join(', ')}.`);
}

import { didYouMean } from '../../lib/nearNames.js';
import { UserError } from '../../lib/UserError.js';
import { BadValue } from './BadValue.js';
import { compileExpression, type Expression, type Scope } from './expressions.js';
import { kinds, type Reader } from './kinds.js';
import type { ImportEntry } from './importConfig.js';
import type { Target, TargetColumn } from './target.js';

/** How one column of the target is filled from a row of the file. */
export interface ColumnPlan extends Expression {
  readonly target: TargetColumn;
  readonly read: Reader;
}

/**
 * Compiles an entry's mapping against its target's columns and the file's header, in the target's column order. Throws
 * a `UserError` for columns that do not exist, and for required ones that are not mapped.
 */
export function compileColumns(
  { file, columns, nulls }: ImportEntry,
  target: Target,
  header: readonly string[],
  where: string,
): ColumnPlan[] {
  const names = target.columns;
  const unknown = Object.keys(columns).find((name) => !names.has(name));
  if (unknown !== undefined)
    throw badConfig(`${where}.columns: ${target.name} has no column "${unknown}".${didYouMean(unknown, names.keys())}`);
  const scope: Scope = { header, file, nulls: new Set(nulls) };
  return [...names.values()].flatMap((column) => {
    const source = columns[column.name];
    if (source !== undefined) return compileColumn(column, source, `${where}.columns.${column.name}`, scope);
    if (column.required && column.name !== target.contentKey)
      throw badConfig(`${where}.columns: nothing is mapped to "${column.name}", which ${target.name} needs.`);
    return target.key.includes(column.name) && column.absent !== null ? absentColumn(column) : [];
  });
}

const badConfig = (sentence: string): UserError => new UserError(sentence, 'BAD_CONFIG');

function compileColumn(target: TargetColumn, source: unknown, where: string, scope: Scope): ColumnPlan {
  const { format, expression } = splitFormat(source, where);
  const formats = kinds[target.kind]?.formats ?? {};
  const read = format === undefined ? Object.values(formats)[0] : formats[format];
  if (read === undefined)
    throw badConfig(
      `${where}.format: "${format}" is no format of ${target.kind}; there is ${Object.keys(formats).join(', ')}.`,
    );
  const compiled = compileExpression(expression, where, scope);
  const plan: ColumnPlan = { ...compiled, target, read };
  if (compiled.columns.length === 0) checkConstant(plan, where);
  return plan;
}

function splitFormat(source: unknown, where: string): { format?: string; expression: unknown } {
  if (typeof source !== 'object' || source === null || !('format' in source)) return { expression: source };
  const { format, ...expression } = source;
  if (typeof format !== 'string') throw badConfig(`${where}.format is not a text.`);
  return { format, expression };
}

function checkConstant({ evaluate, read, target }: ColumnPlan, where: string): void {
  try {
    const text = evaluate([]);
    if (text !== null) read(text);
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    throw badConfig(`${where}: "${error.value}" ${error.reason}, as ${target.name} needs.`);
  }
}

const absentColumn = (target: TargetColumn): ColumnPlan => ({
  target,
  columns: [],
  evaluate: () => target.absent,
  read: (text) => text,
});

import { didYouMean } from '../../lib/nearNames.js';
import { UserError } from '../../lib/UserError.js';
import { BadValue } from './BadValue.js';
import { compileExpression } from './expressions/compileExpression.js';
import { wholeContent } from './expressions/content.js';
import type { Expression, Scope } from './expressions/expression.js';
import { isDatePattern } from './formats/datePattern.js';
import { indexed } from './formats/indexed.js';
import type { Reader } from './formats/reader.js';
import { isTimeZone } from './formats/timeZone.js';
import type { ImportEntry } from './importSchema.js';
import { kinds, readerOf } from './kinds.js';
import { noting, onlyMeantNulls, saysNull } from './meantNulls.js';
import type { ColumnPlan } from './columnPlan.js';
import type { Target } from './target.js';
import type { TargetColumn } from './targetColumn.js';

interface CompiledColumns {
  readonly columns: readonly ColumnPlan[];
  /** The content key is the bare hash of a row's content: the n-th row of one hash is told apart by n. */
  readonly countOccurrences: boolean;
}

/**
 * Compiles an entry's mapping against its target's columns and its source's, in the target's column order. Throws a
 * `UserError` for columns that do not exist, and for required ones that are not mapped.
 */
export function compileColumns(
  entry: Pick<ImportEntry, 'columns' | 'zone'>,
  target: Target,
  scope: Scope,
  where: string,
): CompiledColumns {
  const { columns: names, contentKey } = target;
  const unknown = Object.keys(entry.columns).find((name) => !names.has(name));
  if (unknown !== undefined)
    throw badConfig(`${where}.columns: ${target.name} has no column "${unknown}".${didYouMean(unknown, names.keys())}`);
  const columns = [...names.values()].flatMap((column) => {
    const source = entry.columns[column.name];
    const compiled = column.name === contentKey ? withoutInnerContent(scope) : scope;
    if (source !== undefined)
      return compileColumn(column, source, `${where}.columns.${column.name}`, compiled, entry.zone);
    if (column.name === contentKey) return planColumn(column, wholeContent(scope.shape), (text) => text);
    if (column.required)
      throw badConfig(`${where}.columns: nothing is mapped to "${column.name}", which ${target.name} needs.`);
    return target.key.includes(column.name) && column.absent !== null ? absentColumn(column) : [];
  });
  const lacks = target.lacks?.(new Set(Object.keys(entry.columns)));
  if (lacks !== undefined) throw badConfig(`${where}.columns: ${lacks}.`);
  const key = contentKey === undefined ? undefined : entry.columns[contentKey];
  const isContent = typeof key === 'object' && key !== null && 'content' in key;
  return { columns, countOccurrences: contentKey !== undefined && (key === undefined || isContent) };
}

/** Equal rows whose key is made of content in part could not be told from rows with a key of their own. */
const withoutInnerContent = (scope: Scope): Scope => ({
  ...scope,
  compile(source, where, inner) {
    if (typeof source === 'object' && source !== null && 'content' in source)
      throw badConfig(
        `${where}.content: here equal rows would become one; content is the whole of this key or no part of it.`,
      );
    return scope.compile(source, where, inner);
  },
});

const badConfig = (sentence: string): UserError => new UserError(sentence, 'BAD_CONFIG');

/** Compiles the mapping of one column; `zone` is that of instants without an offset. Throws a `UserError`. */
export function compileColumn(
  target: TargetColumn,
  source: unknown,
  where: string,
  scope: Scope,
  zone: string | undefined,
): ColumnPlan {
  const { format, expression, zone: ownZone = zone } = splitColumn(source, where);
  const { kind } = target;
  const read = readerOf(kind, format, ownZone);
  if (read === undefined) {
    const { formats = {}, pattern } = kinds[kind] ?? {};
    const others = pattern === undefined ? '' : ', and patterns such as DD.MM.YYYY HH:mm';
    throw badConfig(
      `${where}.format: "${format}" is no format of ${kind}; there is ${Object.keys(formats).join(', ')}${others}.`,
    );
  }
  if (needsZone(kind, format) && ownZone === undefined)
    throw badConfig(`${where}.format: "${format}" has no offset (ZZ): say zone, for example zone: Europe/London.`);
  const compiled = compileValue(target, expression, where, scope);
  const plan = planColumn(target, compiled, target.isIndexed === true ? indexed(read) : read);
  if (compiled.columns.length > 0) return plan;
  const constant = constantOf(compiled, target, plan.read, where);
  if (constant === null && target.nullMeans !== undefined && !saysNull(expression))
    throw badConfig(`${where} is never known, which would mean ${target.nullMeans} in every row; leave it out.`);
  return { ...plan, constant };
}

/** An expression; where no value would be a word of its own, one that comes to it only if that is meant. */
function compileValue(target: TargetColumn, source: unknown, where: string, scope: Scope): Expression {
  if (target.nullMeans === undefined || saysNull(source)) return compileExpression(source, where, scope);
  const { scope: noted, read } = noting(scope);
  return onlyMeantNulls(compileExpression(source, where, noted), target, read, scope.nulls);
}

const needsZone = (kind: string, format: string | undefined): boolean =>
  kind === 'timestamp with time zone' && format !== undefined && isDatePattern(format) && !format.includes('ZZ');

const planColumn = (target: TargetColumn, expression: Expression, read: Reader): ColumnPlan => ({
  ...expression,
  target,
  read,
  constant: undefined,
});

/** Parts a column's mapping from what it says about its values. Throws a `UserError`. */
export function splitColumn(
  source: unknown,
  where: string,
): { readonly format?: string; readonly zone?: string; readonly expression: unknown } {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return { expression: source };
  const { format, zone, ...expression } = source as Readonly<Record<string, unknown>>;
  if (format !== undefined && typeof format !== 'string') throw badConfig(`${where}.format is not a text.`);
  if (zone !== undefined && (typeof zone !== 'string' || !isTimeZone(zone)))
    throw badConfig(`${where}.zone: is no IANA time zone (such as Europe/London).`);
  return { ...(format !== undefined && { format }), ...(zone !== undefined && { zone }), expression };
}

function constantOf({ evaluate }: Expression, target: TargetColumn, read: Reader, where: string): string | null {
  try {
    const text = evaluate([]);
    if (text !== null) return read(text);
    if (target.absent !== null) return target.absent;
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    throw badConfig(`${where}: "${error.value}" ${error.reason}, as ${target.name} needs.`);
  }
  if (target.required) throw badConfig(`${where} is never known, and ${target.name} must be.`);
  return null;
}

const absentColumn = (target: TargetColumn): ColumnPlan => ({
  ...planColumn(target, { columns: [], evaluate: () => target.absent }, (text) => text),
  constant: target.absent,
});

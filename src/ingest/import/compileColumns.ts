import { didYouMean } from '../../lib/nearNames.js';
import { UserError } from '../../lib/UserError.js';
import { addDays } from '../../lib/days.js';
import { BadValue } from './BadValue.js';
import { columnWords, type ColumnWords } from './columnWords.js';
import { compileExpression } from './expressions/compileExpression.js';
import { wholeContent } from './expressions/content.js';
import type { Expression, Scope } from './expressions/expression.js';
import { birth } from './formats/birth.js';
import { around, notAfter, yearsFrom, type Century } from './formats/century.js';
import { isDatePattern } from './formats/datePattern.js';
import { indexed } from './formats/indexed.js';
import { numberFormats } from './formats/numbers.js';
import type { Reader } from './formats/reader.js';
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
  const words = columnWords(source, where);
  const { format, expression, zone: ownZone = zone } = words;
  const { kind } = target;
  const number = numberFormat(kind, format);
  const read = readerOf(kind, number === undefined ? format : undefined, ownZone, centuryOf(target, words, scope));
  if (read === undefined) throw unknownFormat(kind, format, where);
  if (needsZone(kind, format) && ownZone === undefined)
    throw badConfig(`${where}.format: "${format}" has no offset (ZZ): say zone, for example zone: Europe/London.`);
  if (words.onBad === null) checkForgiving(target, where);
  const nulls = words.nulls === undefined ? scope.nulls : new Set(words.nulls);
  const compiled = compileValue(target, expression, where, { ...scope, nulls, number });
  const checked = target.tells === 'births' ? birth(read, scope.today) : read;
  const plan = planColumn(
    target,
    compiled,
    target.isIndexed === true ? indexed(checked) : checked,
    words.onBad === null,
  );
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
  return onlyMeantNulls(compileExpression(source, where, noted), target, read);
}

/** Throws a `UserError` where a bad value cannot be taken for none. */
function checkForgiving({ name, required, nullMeans }: TargetColumn, where: string): void {
  if (required) throw badConfig(`${where}.onBad: ${name} must be known, so that a bad value cannot be none.`);
  if (nullMeans !== undefined)
    throw badConfig(`${where}.onBad: no ${name} would mean ${nullMeans}, which a bad value does not say.`);
}

function unknownFormat(kind: string, format: string | undefined, where: string): UserError {
  const { formats = {}, pattern } = kinds[kind] ?? {};
  const others = pattern === undefined ? '' : ', and patterns such as DD.MM.YYYY HH:mm';
  return badConfig(
    `${where}.format: "${format}" is no format of ${kind}; there is ${Object.keys(formats).join(', ')}${others}.`,
  );
}

/** A format of numbers is one of the texts that they are made of, not of what arithmetic gives. */
const numberFormat = (kind: string, format: string | undefined): Reader | undefined =>
  format !== undefined && Object.hasOwn(kinds[kind]?.formats ?? {}, format) ? numberFormats[format] : undefined;

/** Of which century two-digit years are. */
function centuryOf({ tells }: TargetColumn, { yearsFrom: first }: ColumnWords, { today }: Scope): Century {
  if (first !== undefined) return yearsFrom(first);
  // Zones may be a day ahead of that of the import.
  if (tells !== undefined) return notAfter(tells === 'births' ? today : addDays(today, 1));
  return around(today);
}

const needsZone = (kind: string, format: string | undefined): boolean =>
  kind === 'timestamp with time zone' && format !== undefined && isDatePattern(format) && !format.includes('ZZ');

const planColumn = (target: TargetColumn, expression: Expression, read: Reader, forgives = false): ColumnPlan => ({
  ...expression,
  target,
  read,
  forgives,
  constant: undefined,
});

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

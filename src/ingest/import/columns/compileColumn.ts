import { addDays } from '../../../lib/time/days.js';
import type { UserError } from '../../../lib/errors/UserError.js';
import { parseColumnMapping, type ColumnMapping } from '../config/columnMapping.js';
import { compileExpression } from '../expressions/compileExpression.js';
import type { Expression, ExpressionScope } from '../expressions/expression.js';
import { birth } from '../formats/birth.js';
import { around, notAfter, yearsFrom, type Century } from '../formats/century.js';
import { isDatePattern } from '../formats/datePattern.js';
import { formatsByType, readerOf } from '../formats/formatsByType.js';
import { indexed } from '../formats/indexed.js';
import { numberFormats } from '../formats/numbers.js';
import type { Reader } from '../formats/reader.js';
import { badConfig } from '../values/badConfig.js';
import { BadValue } from '../values/BadValue.js';
import type { ColumnPlan } from './columnPlan.js';
import { hasExplicitNull, recordingScope, requireExplicitNull } from './explicitNulls.js';
import { knownAttributes } from './knownAttributes.js';
import type { TargetColumn } from './targetColumn.js';

/** Compiles the mapping of one column; `zone` is that of instants without an offset. Throws a `UserError`. */
export function compileColumn(
  target: TargetColumn,
  source: unknown,
  where: string,
  scope: ExpressionScope,
  zone: string | undefined,
): ColumnPlan {
  const mapping = parseColumnMapping(source, where);
  const { format, expression, zone: ownZone = zone } = mapping;
  const { kind } = target;
  const number = numberFormat(kind, format);
  const read = readerOf(kind, number === undefined ? format : undefined, ownZone, centuryOf(target, mapping, scope));
  if (read === undefined) throw unknownFormat(kind, format, where);
  if (needsZone(kind, format) && ownZone === undefined)
    throw badConfig(`${where}.format: "${format}" has no offset (ZZ): say zone, for example zone: Europe/London.`);
  if (mapping.onBad === null) checkOnBad(target, where);
  const nulls = mapping.nulls === undefined ? scope.nulls : new Set(mapping.nulls);
  const compiled = compileValue(target, expression, where, { ...scope, nulls, number });
  const checked = checkedReader(target, read, scope);
  const plan = planColumn(
    target,
    compiled,
    target.isIndexed === true ? indexed(checked) : checked,
    mapping.onBad === null,
  );
  if (compiled.columns.length > 0) return plan;
  const constant = constantOf(compiled, target, plan.read, where);
  if (constant === null && target.nullMeans !== undefined && !hasExplicitNull(expression))
    throw badConfig(`${where} is never known, which would mean ${target.nullMeans} in every row; leave it out.`);
  return { ...plan, constant };
}

/**
 * Compiles the expression of a column; where null has a meaning, the expression gives it only if the mapping says so.
 */
function compileValue(target: TargetColumn, source: unknown, where: string, scope: ExpressionScope): Expression {
  if (target.kind === 'attributes') return knownAttributes(compileExpression(source, where, scope));
  if (target.nullMeans === undefined || hasExplicitNull(source)) return compileExpression(source, where, scope);
  const { scope: noted, read } = recordingScope(scope);
  return requireExplicitNull(compileExpression(source, where, noted), target, read);
}

/** What checks the texts of an expression; those of attributes are read by it already. */
function checkedReader({ kind, datesOf }: TargetColumn, read: Reader, { today }: ExpressionScope): Reader {
  if (kind === 'attributes') return (text) => text;
  return datesOf === 'births' ? birth(read, today) : read;
}

/** Throws a `UserError` for a column in which bad values cannot become null. */
function checkOnBad({ name, required, nullMeans }: TargetColumn, where: string): void {
  if (required) throw badConfig(`${where}.onBad: ${name} must be known, so that a bad value cannot be none.`);
  if (nullMeans !== undefined)
    throw badConfig(`${where}.onBad: no ${name} would mean ${nullMeans}, which a bad value does not say.`);
}

function unknownFormat(kind: string, format: string | undefined, where: string): UserError {
  const { formats = {}, pattern } = formatsByType[kind] ?? {};
  const others = pattern === undefined ? '' : ', and patterns such as DD.MM.YYYY HH:mm';
  return badConfig(
    `${where}.format: "${format}" is no format of ${kind}; there is ${Object.keys(formats).join(', ')}${others}.`,
  );
}

/** The format of numbers: it applies to the texts that numbers are made of, not to results of arithmetic. */
const numberFormat = (kind: string, format: string | undefined): Reader | undefined =>
  format !== undefined && Object.hasOwn(formatsByType[kind]?.formats ?? {}, format) ? numberFormats[format] : undefined;

/** The century of two-digit years. */
function centuryOf(
  { datesOf }: TargetColumn,
  { yearsFrom: first }: ColumnMapping,
  { today }: ExpressionScope,
): Century {
  if (first !== undefined) return yearsFrom(first);
  // In other zones it may be a day later than in that of the import.
  if (datesOf !== undefined) return notAfter(datesOf === 'births' ? today : addDays(today, 1));
  return around(today);
}

const needsZone = (kind: string, format: string | undefined): boolean =>
  kind === 'timestamp with time zone' && format !== undefined && isDatePattern(format) && !format.includes('ZZ');

/** The plan of a column that an expression fills; `read` checks its texts. */
export const planColumn = (
  target: TargetColumn,
  expression: Expression,
  read: Reader,
  nullsBadValues = false,
): ColumnPlan => ({
  ...expression,
  target,
  read,
  nullsBadValues,
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

/** The plan of a column that is not mapped, and has in every row what is stored for a missing value. */
export const absentColumn = (target: TargetColumn): ColumnPlan => ({
  ...planColumn(target, { columns: [], evaluate: () => target.absent }, (text) => text),
  constant: target.absent,
});

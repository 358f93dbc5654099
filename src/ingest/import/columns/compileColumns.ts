import { didYouMean } from '../../../lib/text/nearNames.js';
import type { ImportEntry } from '../config/importSchema.js';
import { wholeContent } from '../expressions/content.js';
import type { ExpressionScope } from '../expressions/expression.js';
import { badConfig } from '../values/badConfig.js';
import type { ColumnPlan } from './columnPlan.js';
import { absentColumn, compileColumn, planColumn } from './compileColumn.js';
import type { TargetShape } from './targetShape.js';

interface CompiledColumns {
  readonly columns: readonly ColumnPlan[];
  /**
   * The content key is the bare hash of a row's content: equal rows are numbered in the database to tell them apart.
   */
  readonly countOccurrences: boolean;
}

/**
 * Compiles an entry's mapping against its target's columns and its source's, in the target's column order. Throws a
 * `UserError` for columns that do not exist, and for required ones that are not mapped.
 */
export function compileColumns(
  entry: Pick<ImportEntry, 'columns' | 'zone'>,
  target: TargetShape,
  scope: ExpressionScope,
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
    if (column.unmapped !== undefined) return absentColumn({ ...column, absent: column.unmapped });
    if (column.required)
      throw badConfig(`${where}.columns: nothing is mapped to "${column.name}", which ${target.name} needs.`);
    return target.key.includes(column.name) && column.absent !== null ? absentColumn(column) : [];
  });
  const fault = target.mappingFault?.(new Set(Object.keys(entry.columns)));
  if (fault !== undefined) throw badConfig(`${where}.columns: ${fault}.`);
  const key = contentKey === undefined ? undefined : entry.columns[contentKey];
  const isContent = typeof key === 'object' && key !== null && 'content' in key;
  return { columns, countOccurrences: contentKey !== undefined && (key === undefined || isContent) };
}

/** A scope that refuses content inside another expression: equal rows with such keys would become one. */
const withoutInnerContent = (scope: ExpressionScope): ExpressionScope => ({
  ...scope,
  compile(source, where, inner) {
    if (typeof source === 'object' && source !== null && 'content' in source)
      throw badConfig(
        `${where}.content: here equal rows would become one; content is the whole of this key or no part of it.`,
      );
    return scope.compile(source, where, inner);
  },
});

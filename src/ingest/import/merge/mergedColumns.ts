import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import type { TargetColumn } from '../columns/targetColumn.js';
import type { MergeTable } from './mergeTable.js';

/** The columns of the target that a mapping fills. */
export const targetColumns = (mapped: readonly ColumnPlan[]): readonly TargetColumn[] =>
  mapped.map(({ target }) => target);

/** The mapped columns that are no part of the key, without the stamp. */
export const nonKeyColumns = ({ key, stamp }: MergeTable, columns: readonly TargetColumn[]): SQL[] =>
  columns.filter(({ name }) => !key.includes(name) && name !== stamp).map(({ name }) => identifier(name));

/** The stamp, where it is mapped. A row without one does not count as changed by that alone. */
export const mappedStamp = ({ stamp }: MergeTable, columns: readonly TargetColumn[]): SQL[] =>
  columns.filter(({ name }) => name === stamp).map(({ name }) => identifier(name));

/** SQL: the stamp of a written row. */
export const stampOf = (target: MergeTable, columns: readonly TargetColumn[]): SQL => {
  const [mapped] = mappedStamp(target, columns);
  return mapped === undefined ? sql`now()` : sql`coalesce(new.${mapped}, now())`;
};

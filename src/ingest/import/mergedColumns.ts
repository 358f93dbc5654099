import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import type { ColumnPlan } from './columnPlan.js';
import type { TableTarget } from './target.js';
import type { TargetColumn } from './targetColumn.js';

/** The columns of the target that a mapping fills. */
export const targetColumns = (mapped: readonly ColumnPlan[]): readonly TargetColumn[] =>
  mapped.map(({ target }) => target);

/** The mapped columns that are no part of the key, without the stamp. */
export const valuesOf = ({ key, stamp }: TableTarget, columns: readonly TargetColumn[]): SQL[] =>
  columns.filter(({ name }) => !key.includes(name) && name !== stamp).map(({ name }) => identifier(name));

/** The stamp where it is mapped. A row without one is no change by that alone. */
export const mappedStamp = ({ stamp }: TableTarget, columns: readonly TargetColumn[]): SQL[] =>
  columns.filter(({ name }) => name === stamp).map(({ name }) => identifier(name));

/** What a written row's stamp is. */
export const stampOf = (target: TableTarget, columns: readonly TargetColumn[]): SQL => {
  const [mapped] = mappedStamp(target, columns);
  return mapped === undefined ? sql`now()` : sql`coalesce(new.${mapped}, now())`;
};

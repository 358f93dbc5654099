import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { BaseAttribute, DaysToCompute } from './definition.js';

/** A relation of rows `day` for the days to compute; a single one is a constant, which needs no join. */
export const dayRows = ({ days }: Pick<DaysToCompute, 'days'>, name = 'days'): SQL =>
  days.length === 1
    ? sql`(select ${days[0]}::date as day) as ${identifier(name)}`
    : sql`unnest(${sql.param(days)}::date[]) as ${identifier(name)} (day)`;

/** The select list of a family: `<expression> as "<attribute>"`. */
export const attributeColumns = (attributes: readonly BaseAttribute[]): SQL =>
  list(attributes.map((attribute) => sql`${sql.raw(attribute.sql)} as ${identifier(attribute.name)}`));

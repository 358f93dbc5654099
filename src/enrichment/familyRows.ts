import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../db/sql.js';
import type { BaseMetric, DaysToCompute } from './definition.js';

/** The wanted days as rows `day`; a single one as a constant, which needs no join. */
export const dayRows = ({ days }: Pick<DaysToCompute, 'days'>, name = 'days'): SQL =>
  days.length === 1
    ? sql`(select ${days[0]}::date as day) as ${identifier(name)}`
    : sql`unnest(${sql.param(days)}::date[]) as ${identifier(name)} (day)`;

/** The select list of a family: `<expression> as "<metric>"`. */
export const metricColumns = (metrics: readonly BaseMetric[]): SQL =>
  list(metrics.map((metric) => sql`${sql.raw(metric.sql)} as ${identifier(metric.name)}`));

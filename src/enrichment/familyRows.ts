import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../db/sql.js';
import type { BaseMetric, DaysToCompute } from './definition.js';

/** The wanted days as rows `day`. */
export const dayRows = ({ days }: Pick<DaysToCompute, 'days'>, name = 'days'): SQL =>
  sql`unnest(${sql.param(days)}::date[]) as ${identifier(name)} (day)`;

/** The select list of a family: `<expression> as "<metric>"`. */
export const metricColumns = (metrics: readonly BaseMetric[]): SQL =>
  list(metrics.map((metric) => sql`${sql.raw(metric.sql)} as ${identifier(metric.name)}`));

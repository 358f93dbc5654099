import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../db/sql.js';
import type { DaysToCompute, MetricDefinition } from './definition.js';

/** The wanted days as rows `day`. */
export const dayRows = ({ days }: DaysToCompute): SQL => sql`unnest(${sql.param(days)}::date[]) as days (day)`;

/** The select list of a family: `<expression> as "<metric>"`. */
export const metricColumns = (metrics: readonly MetricDefinition[]): SQL =>
  list(metrics.map((metric) => sql`${sql.raw(metric.sql)} as ${identifier(metric.name)}`));

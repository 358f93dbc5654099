import type { ValidationRunRow } from './shape.js';

/** A column of a `ValidationRunRow`. */
export type RunColumn = keyof ValidationRunRow;

/** Where each comes from, of `facet.validation_runs`. */
export const runColumns: Readonly<Record<RunColumn, string>> = {
  id: 'run_id',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
  status: 'status',
  isPartial: 'partial',
  errors: 'errors',
  warnings: 'warnings',
  passed: 'passed',
  readiness: 'readiness',
  revenue: 'revenue',
  expectedRevenue: 'revenue',
};

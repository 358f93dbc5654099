import { bigint, boolean, check, index, integer, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { sql, type SQL } from 'drizzle-orm';
import { validationSeverities, validationStatuses } from '../../words/validationWords.js';
import { list, literal } from '../sql.js';
import { decimal, facet, key } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const whole = (name: string) => bigint(name, { mode: 'number' });
const oneOf = (column: SQL, words: readonly string[]): SQL => sql`${column} in (${list(words.map(literal))})`;

/** One row per validation of the data, by the load that it was. */
export const validationRuns = facet.table(
  'validation_runs',
  {
    runId: bigint('run_id', { mode: 'bigint' }).primaryKey(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at').notNull(),
    /** The worst status of its results. */
    status: text('status').notNull(),
    /** Whether only some checks were asked for. */
    partial: boolean('partial').notNull(),
    errors: integer('errors').notNull(),
    warnings: integer('warnings').notNull(),
    passed: integer('passed').notNull(),
    /** What each feature needs, and what of it is there. */
    readiness: jsonb('readiness').notNull(),
    /** Revenue and quantity of lines and orders by month and currency. */
    revenue: jsonb('revenue').notNull(),
  },
  (table) => [check('validation_runs_status', oneOf(sql`${table.status}`, validationStatuses))],
);

/** One row per run, check and table that was checked. */
export const validationResults = facet.table(
  'validation_results',
  {
    runId: bigint('run_id', { mode: 'bigint' }).notNull(),
    checkId: key('check_id').notNull(),
    tableName: key('table_name').notNull(),
    /** Its place in the run's report. */
    position: integer('position').notNull(),
    title: text('title').notNull(),
    /** What a row fails by, in a sentence. */
    failsWhen: text('fails_when').notNull(),
    severity: text('severity').notNull(),
    columns: text('columns').array().notNull(),
    evaluatedRows: whole('evaluated_rows').notNull(),
    failingRows: whole('failing_rows').notNull(),
    /** Percent of the evaluated rows above which failing ones are a warning, and an error; null: never. */
    warnAbove: decimal('warn_above'),
    errorAbove: decimal('error_above'),
    status: text('status').notNull(),
    remedy: text('remedy').notNull(),
    keyColumns: text('key_columns').array().notNull(),
    /** Business keys of some failing rows, each a list in the order of `key_columns`. */
    sampleKeys: jsonb('sample_keys').notNull(),
    /** The statement that finds the failing rows. */
    query: text('query').notNull(),
    /** Evaluated and failing rows by data source or application. */
    sources: jsonb('sources').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.checkId, table.tableName] }),
    index('validation_results_check').on(table.checkId, table.tableName, table.runId),
    check('validation_results_status', oneOf(sql`${table.status}`, validationStatuses)),
    check('validation_results_severity', oneOf(sql`${table.severity}`, validationSeverities)),
  ],
);

/** Thresholds that were set in place of those of a check's definition and of the config. */
export const validationThresholds = facet.table(
  'validation_thresholds',
  {
    checkId: key('check_id').primaryKey(),
    warnAbove: decimal('warn_above'),
    errorAbove: decimal('error_above'),
    /** The name of the API key, or of the program, that set them. */
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (table) => [
    check('validation_thresholds_warn', sql`${table.warnAbove} between 0 and 100`),
    check('validation_thresholds_error', sql`${table.errorAbove} between 0 and 100`),
    check('validation_thresholds_order', sql`${table.warnAbove} <= ${table.errorAbove}`),
  ],
);

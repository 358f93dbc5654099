import { hash } from 'node:crypto';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { compile } from '../../db/sql.js';
import type { AttributeDefinition } from '../definitions/definition.js';
import { eventMeasures } from '../measures/measure.js';
import { readActivityTable } from './activityTable.js';
import type { Rollup } from './rollRange.js';

/** How activity is rolled up under a configuration; `settings` decides whether earlier roll-ups are still true. */
export interface ConfiguredRollup extends Omit<Rollup, 'loadId'> {
  readonly settings: string;
}

/** What attributes need of the roll-ups. */
export interface RollupNeeds {
  /** Every attribute; the values of those that measure events are kept per day. */
  readonly definitions: readonly AttributeDefinition[];
  /** Whether an attribute needs to know where visits came from and what they were made with. */
  readonly needsVisitDetails: boolean;
}

/**
 * Reads how activity is rolled up, from the configuration and the database. Throws a `UserError` for settings that do not fit it.
 */
export async function readRollup(
  db: Sql,
  config: Config,
  { definitions, needsVisitDetails: details }: RollupNeeds,
): Promise<ConfiguredRollup> {
  const { timeZone, enrichment } = config;
  const activity = await readActivityTable(db, config);
  const measures = eventMeasures(definitions, activity.columns);
  const kept = hash('sha256', JSON.stringify(measures.map(({ name, select }) => [name, compile(select)])));
  return {
    activity,
    timeZone,
    details,
    sessionWindow: enrichment.session_windows_time,
    measures,
    settings: [activity.settings, timeZone, details, kept].join(' '),
  };
}

import { hash } from 'node:crypto';
import type { Sql } from '../../db/client.js';
import type { Config } from '../../config.js';
import { compile } from '../../db/sql.js';
import { insertMeasures } from '../measures/insertMeasures.js';
import { eventMeasures } from '../measures/measure.js';
import { createRegistry } from '../registry.js';
import { readActivityTable } from './activityTable.js';
import type { Rollup } from './rollRange.js';

/** How activity is rolled up under a configuration; `settings` decides whether earlier roll-ups are still true. */
export interface ConfiguredRollup extends Omit<Rollup, 'loadId'> {
  readonly settings: string;
}

/** Works a configuration out against the database. Throws a `UserError` for settings that do not fit it. */
export async function readRollup(db: Sql, config: Config): Promise<ConfiguredRollup> {
  const { timeZone, enrichment } = config;
  const activity = await readActivityTable(db, config);
  const registry = createRegistry(config);
  const details = registry.needsVisitDetails;
  const measures = eventMeasures(registry.definitions, activity.columns);
  const kept = hash('sha256', JSON.stringify(measures.map(({ name, select }) => [name, compile(select)])));
  return {
    activity,
    timeZone,
    details,
    sessionWindow: enrichment.session_windows_time,
    measures,
    insertMeasures: (events) => insertMeasures(events, measures),
    settings: [activity.settings, timeZone, details, kept].join(' '),
  };
}

import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { insertMeasures } from '../measures/insertMeasures.js';
import { eventRows } from './eventRows.js';
import type { ConfiguredRollup } from './readRollup.js';
import { createTemporary, eventTable, keptEvents } from './rollRange.js';
import { bucketRows, insertActivityVisits } from './rollupStatements.js';

/** Has PostgreSQL plan the statements that roll activity up to a day. Needs a transaction that is rolled back. */
export async function explainRollup(db: Sql, rollup: ConfiguredRollup, last: string): Promise<void> {
  const { activity, timeZone, details, measures } = rollup;
  const events = eventRows(activity, { first: undefined, last }, timeZone, { details, more: measures });
  await run(db, sql`explain ${events}`);
  await run(db, sql`${createTemporary('facet_events', events)} with no data`);
  const buckets = bucketRows(rollup, keptEvents);
  await run(db, sql`explain ${buckets}`);
  await run(db, sql`${createTemporary('facet_buckets', buckets)} with no data`);
  await run(db, sql`explain ${insertActivityVisits(rollup, keptEvents)}`);
  if (measures.length > 0) await run(db, sql`explain ${insertMeasures(eventTable, measures)}`);
}

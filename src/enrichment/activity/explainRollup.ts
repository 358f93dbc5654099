import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { eventRows } from './events.js';
import type { ConfiguredRollup } from './readRollup.js';
import { createTemporary, eventTable } from './rollRange.js';
import { bucketRows, insertVisits } from './rollupStatements.js';

/** Has PostgreSQL plan the statements that roll activity up to a day. Needs a transaction that is rolled back. */
export async function explainRollup(db: Sql, rollup: ConfiguredRollup, last: string): Promise<void> {
  const { activity, timeZone, details, measures } = rollup;
  const events = eventRows(activity, { first: undefined, last }, timeZone, { details, more: measures });
  await run(db, sql`explain ${events}`);
  await run(db, sql`${createTemporary('facet_events', events)} with no data`);
  const buckets = bucketRows(rollup, eventTable);
  await run(db, sql`explain ${buckets}`);
  await run(db, sql`${createTemporary('facet_buckets', buckets)} with no data`);
  await run(db, sql`explain ${insertVisits(rollup)}`);
  if (measures.length > 0) await run(db, sql`explain ${rollup.insertMeasures(sql`pg_temp.facet_events`)}`);
}

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { compile } from '../../../src/db/sql.js';
import { readActivityTable } from '../../../src/enrichment/activity/activityTable.js';
import { eventIds, eventRows } from '../../../src/enrichment/activity/eventRows.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { planModes, scannedPartitions } from '../../support/scannedPartitions.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await client`select facet.ensure_partitions('activity', '2026-01-01', '2026-04-30')`;
  await client`
    insert into facet.activity (customer_id, event_id, time, url, load_id)
    select 'C' || n, 'E' || n, '2026-01-15'::timestamptz + n * interval '1 day', 'https://shop.example/', 0
    from generate_series(0, 90) as n`;
  await client`vacuum analyze facet.activity`;
});
afterAll(() => database.drop());

const zones = ['UTC', 'America/New_York'];
const range = { first: '2026-02-10', last: '2026-03-20' };

it.each(zones.flatMap((zone) => planModes.map((mode) => [zone, mode] as const)))(
  'events of days in %s are read from their months alone, with %s',
  async (timeZone, mode) => {
    const config = { ...readConfig({}), timeZone };
    const activity = await readActivityTable(database.client, config);
    for (const rows of [eventRows(activity, range, timeZone, { details: true }), eventIds(activity, range, timeZone)])
      expect(await scannedPartitions(database, compile(rows), mode)).toEqual(['activity_2026_02', 'activity_2026_03']);
  },
);

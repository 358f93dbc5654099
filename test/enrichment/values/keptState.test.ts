import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, enrich } from '../events.js';

const drizzle = join(packageRoot, 'drizzle');

let database: TestDatabase;
beforeEach(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  await addEvents(database, [
    { customer: 'A', id: '1', at: '2026-03-01T12:00:00Z', client: 'a' },
    { customer: 'B', id: '2', at: '2026-03-11T12:00:00Z', client: 'b' },
  ]);
  await enrich(database, '2026-03-10');
});
afterEach(() => database.drop());

/** The state, with the kind and the day of the run that it names. */
const state = () => database.client`
  select s.as_of as day, l.kind, l.inputs ->> 'asOf' as run
  from facet.activity_values_state as s join facet.loads as l using (load_id)`;

const of = (day: string) => [{ day, kind: 'enrich', run: day }];

describe('the state of the values that are kept', () => {
  it('is that of the newest run', async () => {
    expect(await state()).toEqual(of('2026-03-10'));
    // B alone has an event of the next day, and nothing leaves a window of 7, 30, 90 or 365 days.
    expect((await enrich(database, '2026-03-11')).renewed).toBe(1);
    expect(await state()).toEqual(of('2026-03-11'));
  });

  it('stays with the values of a run that fails afterwards', async () => {
    await database.client`create view public.own as select customer_id from facet.enriched_customers`;
    // With an attribute that needs to know the devices of visits, so that the same activity is rolled up.
    const only = ['activity_count', 'preferred_device'];
    const narrower = enrich(database, '2026-03-11', { enrichment: { only } });
    await expect(narrower).rejects.toThrow('gets other columns, and own depends on it');
    expect(await state()).toEqual(of('2026-03-10'));
    expect((await enrich(database, '2026-03-11')).renewed).toBe(1);
  });

  it('says nothing where the table of the values is gone', async () => {
    await database.client`drop table facet.activity_values`;
    expect((await enrich(database, '2026-03-11')).renewed).toBe(3);
    expect((await enrich(database, '2026-03-11')).renewed).toBe(0);
  });

  it('is not known of the values of an earlier version, which are computed again and kept from then on', async () => {
    const { client } = database;
    const [old] = await client<{ comment: string }[]>`
      select json_build_object('asOf', as_of, 'loadId', load_id::text, 'settings', settings)::text as comment
      from facet.activity_values_state`;
    const migration = readdirSync(drizzle).find((file) => file.endsWith('activity_values_state.sql')) ?? '';
    await client.unsafe(`
      comment on table facet.activity_values is '${old?.comment ?? ''}';
      drop table facet.activity_values_state;
      ${readFileSync(join(drizzle, migration), 'utf8')}`);
    expect((await enrich(database, '2026-03-11')).renewed).toBe(3);
    expect(await state()).toEqual(of('2026-03-11'));
    expect((await enrich(database, '2026-03-12')).renewed).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, attributeValues, enrich } from '../events.js';
import { testRandomChanges } from './randomChanges.js';

const customers = ['A', 'B', 'C', 'D', 'E', 'F'];

// Further seeds: test/data/randomRuns.test.ts.
testRandomChanges([1]);

describe('customers worked out anew', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneWithSlots();
    await addCustomers(
      database,
      customers.map((id) => ({ id })),
    );
    await addEvents(database, [
      { customer: 'A', id: '1', at: '2026-03-01T12:00:00Z', client: 'a' },
      { customer: 'B', id: '2', at: '2026-03-04T12:00:00Z', client: 'b' },
      { customer: 'C', id: '3', at: '2026-03-09T12:00:00Z', client: 'c' },
    ]);
    await enrich(database, '2026-03-10');
  });
  afterAll(() => database.drop());

  const days = async (): Promise<unknown> =>
    Object.fromEntries(
      Object.entries(await attributeValues(database, ['days_since_last_seen', 'active_days_in_past_7_days'])).map(
        ([id, row]) => [id, Object.values(row).map((value) => (value === null ? null : Number(value)))],
      ),
    );

  it('are those with new visits, and those whose visits leave a window', async () => {
    await addEvents(database, [{ customer: 'D', id: '4', at: '2026-03-11T12:00:00Z', client: 'd' }]);
    // D is new, B was seen seven days before.
    expect((await enrich(database, '2026-03-11')).renewed).toBe(2);
    expect(await days()).toEqual({ A: [10, 0], B: [7, 0], C: [2, 1], D: [0, 1], E: [null, 0], F: [null, 0] });
  });

  it('are none on the same day again, and all of them where asked for, or where an earlier day is', async () => {
    expect((await enrich(database, '2026-03-11')).renewed).toBe(0);
    expect((await enrich(database, '2026-03-11', { rebuild: true })).renewed).toBe(6);
    expect((await enrich(database, '2026-03-09')).renewed).toBe(6);
    expect(await days()).toMatchObject({ A: [8, 0], C: [0, 1], D: [null, 0] });
  });

  it('are all with other settings, and when a month of the trend begins', async () => {
    await enrich(database, '2026-03-11');
    expect((await enrich(database, '2026-03-11', { enrichment: { trend_tolerance: 0.5 } })).renewed).toBe(6);
    expect((await enrich(database, '2026-03-11')).renewed).toBe(6);
    // The last complete month is February until the end of 30 March.
    expect((await enrich(database, '2026-03-30')).renewed).toBeLessThan(6);
    expect((await enrich(database, '2026-03-31')).renewed).toBe(6);
  });

  it('are some with --only, which leaves what is kept as it is', async () => {
    await enrich(database, '2026-03-31', { only: ['active_days'] });
    expect((await enrich(database, '2026-03-31')).renewed).toBe(0);
  });

  it('are only those with visits on a day that is read again', async () => {
    await addEvents(database, [{ customer: 'A', id: '9', at: '2026-03-01T13:00:00Z', client: 'a' }]);
    expect((await enrich(database, '2026-03-31')).renewed).toBe(1);
  });
});

describe('customers behind anonymous visits', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneWithSlots();
    await addCustomers(
      database,
      ['A', 'B', 'C'].map((id) => ({ id })),
    );
    await addEvents(database, [
      { customer: 'A', id: '1', at: '2026-02-01T12:00:00Z', client: 'a' },
      { id: '2', at: '2026-03-04T12:00:00Z', client: 'a' },
      { id: '3', at: '2026-03-05T12:00:00Z', client: 'b' },
      { customer: 'C', id: '4', at: '2026-02-01T12:00:00Z', client: 'c' },
    ]);
    await enrich(database, '2026-03-10');
  });
  afterAll(() => database.drop());

  const counts = async (): Promise<unknown> =>
    Object.fromEntries(
      Object.entries(await attributeValues(database, ['activity_count', 'total_sessions_last_week'])).map(
        ([id, row]) => [id, Object.values(row).map(Number)],
      ),
    );

  it('are worked out anew when such a visit leaves a window', async () => {
    expect(await counts()).toEqual({ A: [2, 1], B: [0, 0], C: [1, 0] });
    expect((await enrich(database, '2026-03-11')).renewed).toBe(1);
    expect(await counts()).toEqual({ A: [2, 0], B: [0, 0], C: [1, 0] });
  });

  it('and when one comes to them', async () => {
    await addEvents(database, [{ id: '5', at: '2026-03-12T12:00:00Z', client: 'a' }]);
    expect((await enrich(database, '2026-03-12')).renewed).toBe(1);
    expect(await counts()).toEqual({ A: [3, 1], B: [0, 0], C: [1, 0] });
  });

  it('and when visits become theirs, or are no longer', async () => {
    const { client } = database;
    await client`insert into facet.customer_identifiers (customer_id, system, value, load_id) values ('C', 'client_id', 'b', 0)`;
    expect((await enrich(database, '2026-03-12')).renewed).toBe(1);
    expect(await counts()).toEqual({ A: [3, 1], B: [0, 0], C: [2, 0] });
    await client`delete from facet.customer_identifiers where value = 'b'`;
    await addEvents(database, [{ customer: 'B', id: '6', at: '2026-03-13T12:00:00Z', client: 'a' }]);
    // B has logged in with the browser of A, whose anonymous visits are now nobody's.
    expect((await enrich(database, '2026-03-13')).renewed).toBe(3);
    expect(await counts()).toEqual({ A: [1, 0], B: [1, 1], C: [1, 0] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, attributeValues, enrich } from '../events.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
  await database.client`insert into facet.customer_identifiers (customer_id, system, value, load_id) values
    ('A', 'email', 'a@x.example', 0), ('A', 'crm', 'a@x.example', 0), ('A', 'loyalty', '77', 0), ('B', 'loyalty', '77', 0),
    ('B', 'crm', 'A', 0)`;
  await addEvents(database, [
    { customer: 'A', id: '1', at: '2026-03-01T12:00:00Z', client: 'own' },
    { customer: 'a@x.example', id: '2', at: '2026-03-02T12:00:00Z', client: 'shop' },
    { id: '3', at: '2026-03-03T12:00:00Z', client: 'shop' },
    // One visit over midnight, begun under the address and gone on with under the number.
    { customer: 'a@x.example', id: '4', at: '2026-03-04T23:50:00Z', client: 'till' },
    { customer: 'A', id: '5', at: '2026-03-05T00:05:00Z', client: 'till' },
    { customer: '77', id: '6', at: '2026-03-05T12:00:00Z', client: 'two' },
    { customer: 'A@x.example', id: '7', at: '2026-03-05T12:00:00Z', client: 'other' },
    { customer: 'B', id: '8', at: '2026-03-05T12:00:00Z', client: 'b' },
  ]);
});
afterAll(() => database.drop());

const counts = async (): Promise<unknown> =>
  Object.fromEntries(
    Object.entries(
      await attributeValues(database, [
        'activity_count',
        'total_sessions_till_date',
        'active_days',
        'distinct_pages_30d',
      ]),
    ).map(([id, row]) => [id, Object.values(row).map(Number)]),
  );

describe('an event under an identifier', () => {
  it('is of the one customer who has it, with what came anonymously from the same browser', async () => {
    const { left } = await enrich(database, '2026-03-10');
    expect(await counts()).toEqual({ A: [5, 4, 5, 0], B: [1, 1, 1, 0] });
    // The number of two customers, and an address in other letters.
    expect(left).toMatchObject({ unknownCustomer: 2, anonymous: 0 });
  });

  it('is counted the same way where only other attributes are made', async () => {
    const { left } = await enrich(database, '2026-03-10', { enrichment: { only: ['active_days'] } });
    // Without the count of each customer's events, those without a login count as anonymous.
    expect(left).toMatchObject({ unknownCustomer: 2, anonymous: 1 });
  });

  it('is the same in words of YAML', async () => {
    const total = {
      name: 'hits',
      kind: 'count',
      source: 'activity',
      category: 'Test',
      description: 'Events.',
    } as const;
    await enrich(database, '2026-03-10', { enrichment: { attributes: [total] } });
    expect(await attributeValues(database, ['hits'])).toEqual({ A: { hits: '5' }, B: { hits: '1' } });
  });

  it('is of the customer whose key it is, of whom else it may be an identifier too', async () => {
    await addEvents(database, [{ customer: 'A', id: '9', at: '2026-03-06T12:00:00Z', client: 'own' }]);
    await enrich(database, '2026-03-10');
    expect(await counts()).toMatchObject({ A: [6, 5, 6, 0], B: [1, 1, 1, 0] });
  });

  it('is nobody’s when the identifier is gone, or of another customer', async () => {
    await enrich(database, '2026-03-10');
    await database.client`delete from facet.customer_identifiers where value = 'a@x.example'`;
    const without = await enrich(database, '2026-03-10');
    expect(without.renewed).toBe(1);
    expect(without.left).toMatchObject({ unknownCustomer: 4, anonymous: 1 });
    expect(await counts()).toEqual({ A: [3, 3, 3, 0], B: [1, 1, 1, 0] });
    await database.client`
      insert into facet.customer_identifiers (customer_id, system, value, load_id) values ('B', 'email', 'a@x.example', 0)`;
    expect((await enrich(database, '2026-03-10')).renewed).toBe(1);
    expect(await counts()).toEqual({ A: [3, 3, 3, 0], B: [4, 4, 4, 0] });
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readConfig } from '../../../../src/config.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { addCustomers, addLines } from '../../../support/sample.js';
import { valuesOf } from '../../measures/events.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(
    database,
    ['A', 'B', 'C', 'D', 'E', 'F'].map((id) => ({ id })),
  );
  const line = { quantity: '1' };
  await addLines(database, [
    { ...line, customer: 'A', order: 'a1', at: '2026-03-01T10:00:00Z', revenue: '10' },
    { ...line, customer: 'A', order: 'a2', at: '2026-03-02T10:00:00Z', revenue: '10' },
    { ...line, customer: 'B', order: 'b1', at: '2026-03-03T10:00:00Z', revenue: '500' },
    { ...line, customer: 'C', order: 'c1', at: '2026-03-03T10:00:00Z', revenue: '20' },
    // More than twelve months ago.
    { ...line, customer: 'D', order: 'd1', at: '2025-03-31T10:00:00Z', revenue: '900' },
    { ...line, customer: 'E', order: 'e1', at: '2026-03-04T10:00:00Z', revenue: '1' },
  ]);
  await database.client`update facet.unified_itemized_transactions set currency = 'USD' where order_id = 'e1'`;
});
afterAll(() => database.drop());

const names = ['l12m_recency', 'l12m_frequency', 'l12m_monetary', 'l12m_rfm_score'];

it('ranks those who ordered in the last 12 months by tenths; equal ones share a tenth', async () => {
  expect(await valuesOf(database, readConfig({}), names, ['2026-03-31'])).toEqual({
    // Four are ranked: shares of the others who are worse are 0, 1/3, 2/3 and 1. Of money only three are known.
    'A 2026-03-31': ['1', '10', '1', '1101'],
    'B 2026-03-31': ['4', '1', '10', '4110'],
    'C 2026-03-31': ['4', '1', '1', '411'],
    'D 2026-03-31': [null, null, null, null],
    // Whose revenue is in another currency has no rank by it, and no score.
    'E 2026-03-31': ['10', '1', null, null],
    'F 2026-03-31': [null, null, null, null],
  });
});

it('ranks one who is alone highest', async () => {
  const values = await valuesOf(database, readConfig({}), names, ['2025-04-01']);
  expect(values['D 2025-04-01']).toEqual(['10', '10', '10', '101010']);
  expect(values['A 2025-04-01']).toEqual([null, null, null, null]);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../support/database.js';
import { openGraph } from '../../../../support/graph.js';
import { allChanges, askChanges, fillChanges } from './changesSample.js';
import { addSnapshots } from '../../impact/impactSample.js';
let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await fillChanges(database);
  graph = await openGraph(database, '2026-03-06');
});
afterAll(() => database?.drop());

const ask = (asked: Record<string, unknown> = {}) => askChanges(graph, asked);

describe('attributeChanges', () => {
  it('is the net change of all customers by their keys and the order of names', async () => {
    const { changes, errors, page } = await ask();
    expect(errors).toEqual([]);
    expect(changes).toEqual(allChanges);
    expect(page?.edges[0]?.node['customer']).toEqual({ id: 'A', givenName: 'Name of A' });
    expect((await ask({ names: ['letter', 'FIELD1', 'LETTER'] })).changes).toEqual([
      'A FIELD1 10 12 2026-03-02',
      'GONE LETTER g null 2026-03-03',
      'GONE FIELD1 3 null 2026-03-03',
      'NEW LETTER null n 2026-03-03',
      'NEW FIELD1 null 7 2026-03-03',
    ]);
    expect((await ask({ names: ['SEEN'] })).changes).toEqual(['A SEEN 2026-03-01T10:00:00.000001Z null 2026-03-02']);
  });

  it('compares the newest complete days on or before the two dates', async () => {
    const ofPoints = async (from: string, to: string) => (await ask({ names: ['POINTS'], from, to })).changes;
    expect(await ofPoints('2026-03-02', '2026-03-04')).toEqual([
      'A POINTS 11 10 2026-03-03',
      'GONE POINTS 3 null 2026-03-03',
      'NEW POINTS null 7 2026-03-03',
    ]);
    expect(await ofPoints('2026-03-03', '2026-03-04')).toEqual([]);
    expect(await ofPoints('2026-03-04', '2026-12-31')).toEqual(['A POINTS 10 12 2026-03-05']);
    expect(await ofPoints('2026-01-01', '2026-03-01')).toEqual([
      'A POINTS null 10 2026-03-01',
      'B POINTS null 5 2026-03-01',
      'GONE POINTS null 3 2026-03-01',
    ]);
    expect(await ofPoints('2026-01-01', '2026-02-01')).toEqual([]);
    expect(await ofPoints('2026-03-01', '2026-03-01')).toEqual([]);
  });

  it('comes a page at a time, with one statement of snapshots each', async () => {
    const found: string[] = [];
    let after: string | undefined;
    for (const left of [3, 1, 0]) {
      const { page, changes, statements } = await ask({ first: 2, ...(after !== undefined && { after }) });
      found.push(...(changes ?? []));
      expect(page?.pageInfo).toMatchObject({ hasNextPage: left > 0, hasPreviousPage: after !== undefined });
      expect(statements.filter(({ text }) => text.includes('customer_profiles'))).toHaveLength(1);
      // The days, the page, and the customers.
      expect(statements).toHaveLength(3);
      after = page?.pageInfo.endCursor;
    }
    expect(found).toEqual(allChanges);
    expect((await ask({ first: 0 })).page).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: true, endCursor: null },
    });
  });

  it('does not change between pages when a new snapshot comes', async () => {
    const asked = { from: '2026-02-01', to: '2026-12-31', names: ['POINTS'] };
    const { page } = await ask({ ...asked, first: 1 });
    await addSnapshots(database, [
      ['A', '2026-01-31', { field1: 1 }],
      ['NEW', '2026-03-06', { field1: 8 }],
    ]);
    try {
      expect((await ask({ ...asked, after: page?.pageInfo.endCursor })).changes).toEqual([
        'B POINTS null 5 2026-03-01',
        'NEW POINTS null 7 2026-03-03',
      ]);
      expect((await ask(asked)).changes).toEqual(['A POINTS 1 null 2026-03-01', 'NEW POINTS null 8 2026-03-03']);
    } finally {
      await database.client`delete from facet.profile_days where profile_date in ('2026-01-31', '2026-03-06')`;
    }
  });
});

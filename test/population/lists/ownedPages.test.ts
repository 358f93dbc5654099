import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toPage } from '../../../src/lib/relay/page.js';
import { columnKey } from '../../../src/population/lists/columnKey.js';
import { ownedPages, type OwnedRows } from '../../../src/population/lists/ownedPages.js';
import { positioned, toCursorKey } from '../../../src/population/position.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { openScope } from '../../support/scope.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  await database.client`
    insert into facet.customer_identifiers (customer_id, system, value, load_id)
    values ('A', 's', '1', 0), ('A', 's', '2', 0), ('A', 's', '3', 0), ('A', 't', '0', 0), ('B', 's', '4', 0), ('X', 's', '5', 0)`;
});
afterAll(() => database?.drop());

const rows: OwnedRows = {
  table: 'customer_identifiers',
  owners: 'customers',
  belongs: sql`t.customer_id = o.customer_id`,
  order: [
    columnKey('system', 'text', 'NONE', sql`t.system`, { descending: true }),
    columnKey('value', 'text', 'NONE', sql`t.value`),
  ],
};

/** What a page of so many behind a position holds, by owner. */
async function valuesOf(first: number, after?: readonly string[], conditions = [sql`true`]) {
  const page = { ...toPage({ name: 'x', question: '' }, { first }), after: after && toCursorKey(null, after) };
  const scope = openScope(database);
  const found = await scope.db.query<{ id: string; value: string }>(
    ownedPages(scope, rows, {
      of: sql`o.customer_id = any(array['A', 'B', 'X'])`,
      selected: sql`t.customer_id as id, t.value`,
      conditions,
      page: positioned(page, rows.order),
    }),
  );
  return Object.fromEntries(
    ['A', 'B', 'X'].map((owner) => [owner, found.filter(({ id }) => id === owner).map(({ value }) => value)]),
  );
}

describe('pages of rows that belong to somebody', () => {
  it('have one row more than they are asked for, of each owner who is known, in the order of the list', async () => {
    expect(await valuesOf(1)).toEqual({ A: ['0', '1'], B: ['4'], X: [] });
    expect(await valuesOf(0)).toEqual({ A: ['0'], B: ['4'], X: [] });
    expect(await valuesOf(9)).toEqual({ A: ['0', '1', '2', '3'], B: ['4'], X: [] });
  });

  it('begin behind their cursor, and hold what else is asked', async () => {
    expect(await valuesOf(1, ['t', '0'])).toEqual({ A: ['1', '2'], B: ['4'], X: [] });
    expect(await valuesOf(9, ['s', '2'])).toEqual({ A: ['3'], B: ['4'], X: [] });
    expect(await valuesOf(9, ['s', '4'])).toEqual({ A: [], B: [], X: [] });
    expect(await valuesOf(9, ['t', '0'], [sql`t.value <> '2'`])).toEqual({ A: ['1', '3'], B: ['4'], X: [] });
  });
});

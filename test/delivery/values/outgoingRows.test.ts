import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous } from '../../../src/access/viewer.js';
import { changeCatalogue } from '../../../src/catalogue/changeCatalogue.js';
import { readCatalogue } from '../../../src/catalogue/readCatalogue.js';
import type { OutgoingAttributes } from '../../../src/config.js';
import { run } from '../../../src/db/runStatement.js';
import { outgoingRows } from '../../../src/delivery/values/outgoingRows.js';
import { outgoingValue } from '../../../src/delivery/values/outgoingValue.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(database, [
    { id: 'a', birthdate: '1990-02-28', city: '  ' },
    { id: 'b', city: 'Bonn' },
    { id: 'c', city: 'Cork' },
  ]);
  await changeCatalogue(
    client,
    () => [
      { kind: 'add', alias: 'POINTS', slot: 'FIELD1', dataType: 'decimal', description: 'Points.' },
      { kind: 'add', alias: 'VISITS', slot: 'FIELD2', dataType: 'integer', description: 'Visits.' },
      { kind: 'add', alias: 'VIP', slot: 'STR1', dataType: 'boolean', description: 'Whether.' },
      { kind: 'add', alias: 'SEEN', slot: 'TIME1', dataType: 'datetime', description: 'An instant.' },
      { kind: 'add', alias: 'SINCE', slot: 'DATE1', dataType: 'date', description: 'A day.' },
    ],
    { today: '2026-03-31' },
  );
  await client`select facet.ensure_partitions('customer_profiles', '2026-03-01', '2026-03-31')`;
  await client`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, field1, field2, str1, time1, date1)
    values ('a', '2026-03-30', 1, 12.500, 3, 'yes', '2026-03-30T10:00:00.000001+02', '2026-01-02'),
      ('a', '2026-03-29', 1, 1, 1, 'no', null, null), ('b', '2026-03-30', 1, null, null, null, null, null)`;
  await client`
    insert into facet.customer_identifiers (customer_id, system, value, load_id)
    values ('a', 'card', '2', 0), ('a', 'card', '1', 0), ('b', 'card', '3', 0), ('a', 'other', '9', 0)`;
});

afterAll(() => database.drop());

async function rowsOf(attributes: readonly (Omit<OutgoingAttributes[number], 'required'> & { required?: boolean })[]) {
  const catalogue = await readCatalogue(database.client);
  const statement = outgoingRows({
    scope: { viewer: anonymous },
    catalogue,
    day: '2026-03-30',
    callingCode: undefined,
    attributes: attributes.map((one) => ({ required: false, ...one })),
    assigned: sql`select unnest('{a,b,c,gone}'::text[]) as customer_id`,
  });
  const rows = await run<{
    customer_id: string;
    n: string | number;
    values: (string | null)[];
    missing: string | null;
  }>(database.client, statement);
  return rows
    .map(({ customer_id, n, values, missing }) => [customer_id, Number(n), missing ?? values] as const)
    .toSorted((x, y) => (x[0] === y[0] ? x[1] - y[1] : x[0] < y[0] ? -1 : 1));
}

const gone = ['gone', 1, '(customer)'];

describe('outgoingRows', () => {
  it('have values of each type as texts, those of the day', async () => {
    const names = ['POINTS', 'visits', 'VIP', 'SEEN', 'SINCE', 'FIELD1'];
    const attributes = names.map((attribute, n) => ({ as: `X${n}`, attribute }));
    expect(await rowsOf([{ as: 'BORN', column: 'birthdate' }, ...attributes])).toEqual([
      ['a', 1, ['1990-02-28', '12.5', '3', 'true', '2026-03-30T08:00:00.000001Z', '2026-01-02', '12.5']],
      ['b', 1, Array(7).fill(null)],
      ['c', 1, Array(7).fill(null)],
      gone,
    ]);
  });

  it('are one for each identifier, and one where there is none', async () => {
    expect(
      await rowsOf([
        { as: 'CARD', identifier: 'card' },
        { as: 'CITY', column: 'city' },
      ]),
    ).toEqual([['a', 1, ['1', '  ']], ['a', 2, ['2', '  ']], ['b', 1, ['3', 'Bonn']], ['c', 1, [null, 'Cork']], gone]);
  });

  it('are missing once for each customer, by the first of the required attributes', async () => {
    const attributes = [
      { as: 'CARD', identifier: 'card', required: true },
      { as: 'CITY', column: 'city', required: true },
      { as: 'POINTS', attribute: 'POINTS', required: true },
    ];
    expect(await rowsOf(attributes)).toEqual([['a', 1, 'CITY'], ['b', 1, 'POINTS'], ['c', 1, 'CARD'], gone]);
  });

  it('bind what names hold', async () => {
    const system = "card' or true --";
    expect(await rowsOf([{ as: 'CARD', identifier: system, required: true }])).toEqual([
      ...['a', 'b', 'c'].map((id) => [id, 1, 'CARD']),
      gone,
    ]);
  });
});

describe('outgoingValue', () => {
  it('is of the type of its column or attribute', async () => {
    const settings = { catalogue: await readCatalogue(database.client), day: '2026-03-30', callingCode: undefined };
    const type = (one: object): string => outgoingValue({ as: 'X', required: false, ...one }, settings).type;
    const types = ['email', 'birthdate', 'createdAt', 'sourceRecords'].map((column) => type({ column }));
    expect(types).toEqual(['text', 'date', 'datetime', 'integer']);
    const attributes = ['POINTS', 'VISITS', 'VIP', 'SEEN'];
    expect(() => type({ attribute: 'STR2' })).toThrow('There is no attribute "STR2".');
    expect(attributes.map((attribute) => type({ attribute }))).toEqual(['decimal', 'integer', 'boolean', 'datetime']);
    expect(type({ identifier: 'card' })).toBe('text');
  });
});

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { GraphQLEmailAddress } from 'graphql-scalars';
import { deriveCustomers, EMAIL_PATTERN } from '../../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { deriveTwice, insertRecords, testJob } from './deriveSupport.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.drop());

test('an e-mail or a phone of more than 20 given names, or an address of more than 40, is nobody’s', async () => {
  const people = Array.from({ length: 41 }, (_, n) => ({
    customer_id: `p${n}`,
    pk: `${n}`,
    given_name: `Name${n}`,
    surname: 'Same',
    country: 'DE',
    address: 'Main 1',
    city: n % 2 === 0 ? 'BONN' : 'Bonn',
    // 21 share one e-mail and one phone, 20 the other.
    ...(n < 21 ? { email: 'a@example.com', phone: '+1' } : { email: 'b@example.com', phone: '+2' }),
  }));
  await insertRecords(
    database.client,
    ...people,
    { customer_id: 'q', pk: 'a', email: 'A@example.com', phone: '+1', priority: 1 },
    { customer_id: 'q', pk: 'b', email: 'q@example.com', phone: '+3', priority: 2, address: 'Main 1', postal: '5' },
  );
  const rows = await deriveTwice(testJob(database.client), deriveCustomers, 'customers', 'customer_id');
  const contacts = (id: string) => {
    const row = rows.find(({ customer_id }) => customer_id === id);
    return [row?.['email'], row?.['phone'], row?.['address'], row?.['country'], row?.['address_completion']];
  };
  expect(contacts('p0')).toEqual([null, null, null, null, 0]);
  expect(contacts('p40')).toEqual(['b@example.com', '+2', null, null, 0]);
  expect(contacts('q')).toEqual(['q@example.com', '+3', 'Main 1', null, 2]);
});

test('JavaScript, PostgreSQL and the GraphQL scalar agree on what an e-mail address is', async () => {
  const texts = [
    "o'hara+x@example.com",
    'a@b',
    'a@b.',
    '@b',
    'a b@c.d',
    'a@-b.c',
    'ä@b.c',
    'a@b.c\n',
    'a@b_c.d',
    'A.@B.C',
  ];
  const expected = [true, true, false, false, false, false, false, false, false, true];
  const scalar = (text: string): boolean => {
    try {
      return GraphQLEmailAddress.serialize(text) === text;
    } catch {
      return false;
    }
  };
  const inDatabase = await database.client<{ matches: boolean }[]>`
    select text ~ ${EMAIL_PATTERN} as matches from unnest(${texts}::text[]) with ordinality as t(text, n) order by n`;
  expect(inDatabase.map(({ matches }) => matches)).toEqual(expected);
  expect(texts.map((text) => new RegExp(EMAIL_PATTERN).test(text))).toEqual(expected);
  expect(texts.map(scalar)).toEqual(expected);
});

import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { TestDatabase } from '../support/database.js';
import { addDay } from './people.js';

/** A customer as plain values: texts, instants and days as the API writes them, numbers as decimals of up to four places. */
export type Person = Readonly<Record<string, string | null>>;

/** What values are compared as. */
export type Kind = 'text' | 'number' | 'date' | 'dateTime' | 'flag';

/** One thing to ask for: its name as a plain value, and how a question names it. */
export interface Thing {
  readonly name: string;
  readonly kind: Kind;
  readonly asked: { readonly column: string } | { readonly attribute: string };
}

export const things: readonly Thing[] = [
  { name: 'id', kind: 'text', asked: { column: 'ID' } },
  { name: 'city', kind: 'text', asked: { column: 'CITY' } },
  { name: 'gender', kind: 'text', asked: { column: 'GENDER' } },
  { name: 'records', kind: 'number', asked: { column: 'SOURCE_RECORDS' } },
  { name: 'birthdate', kind: 'date', asked: { column: 'BIRTHDATE' } },
  { name: 'created', kind: 'dateTime', asked: { column: 'CREATED_AT' } },
  { name: 'label', kind: 'text', asked: { attribute: 'LABEL' } },
  { name: 'member', kind: 'flag', asked: { attribute: 'str2' } },
  { name: 'visits', kind: 'number', asked: { attribute: 'visits' } },
  { name: 'amount', kind: 'number', asked: { attribute: 'AMOUNT' } },
  { name: 'day', kind: 'date', asked: { attribute: 'DAY' } },
  { name: 'at', kind: 'dateTime', asked: { attribute: 'AT' } },
];

const pools: Readonly<Record<string, readonly (string | null)[]>> = {
  city: ['', 'a', 'A', 'é', 'zz', '10%', null],
  gender: ['f', 'm', null, null],
  records: ['1', '2', '3', '7'],
  birthdate: ['1999-12-31', '2000-01-01', '2000-02-29', '2000-03-05', '2000-03-06', null],
  created: [
    '2025-12-31T22:59:59.999999Z',
    '2025-12-31T23:00:00Z',
    '2026-03-29T00:59:00Z',
    '2026-03-31T22:00:00.000001Z',
    '2026-10-25T23:30:00Z',
    null,
  ],
  label: ['x', 'X', 'y', null],
  member: ['true', 'false', null],
  visits: ['0', '1', '5', '1000000', null],
  amount: ['-2.25', '0', '0.0001', '33.3333', '99999999999.9999', '-99999999999.9998', null],
  day: ['2026-01-04', '2026-01-05', '2025-12-29', null],
  at: ['2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:00.000002Z', '2025-06-30T22:30:00Z', null],
};

const names = [
  ['LABEL', 'text'],
  ['MEMBER', 'boolean'],
  ['VISITS', 'integer'],
  ['AMOUNT', 'decimal'],
  ['DAY', 'date'],
  ['AT', 'datetime'],
] as const;

/** Random customers, a tenth of them without a snapshot, in the product's tables; and the same as plain values. */
export async function fillPeople(database: TestDatabase, count: number): Promise<Person[]> {
  const { client } = database;
  await changeCatalogue(
    client,
    () => names.map(([alias, dataType]) => ({ kind: 'add' as const, alias, dataType, description: 'A value.' })),
    { today: '2026-03-02' },
  );
  await addDay(database, '2026-03-01');
  const people = Array.from({ length: count }, (_, n): Person => {
    const picked = Object.entries(pools).map(([name, pool]) => {
      const hasNone = n % 10 === 0 && ['label', 'member', 'visits', 'amount', 'day', 'at'].includes(name);
      return [name, hasNone ? null : (pool[Math.floor(Math.random() * pool.length)] ?? null)];
    });
    return { id: `C${n}`, ...(Object.fromEntries(picked) as Person) };
  });
  const none = null;
  await client`insert into facet.customers ${client(
    people.map(({ id = none, city = none, gender = none, records = none, birthdate = none, created = none }) => ({
      customer_id: id,
      city,
      gender,
      source_records: records,
      birthdate,
      create_dt: created,
      load_id: '0',
    })),
  )}`;
  await client`insert into facet.customer_profiles ${client(
    people
      .filter((_, n) => n % 10 !== 0)
      .map((person) => ({
        customer_id: person['id'] ?? none,
        profile_date: '2026-03-01',
        load_id: '1',
        str1: person['label'] ?? none,
        str2: person['member'] ?? none,
        field1: person['visits'] ?? none,
        field2: person['amount'] ?? none,
        date1: person['day'] ?? none,
        time1: person['at'] ?? none,
      })),
  )}`;
  return people;
}

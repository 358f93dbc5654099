import { changeCatalogue } from '../../../src/catalogue/changeCatalogue.js';
import { addDefinitions, addTree, addValues } from '../../levels/sampleLevels.js';
import { addDay } from '../../population/people.js';
import type { TestDatabase } from '../../support/database.js';
import { randomValues } from './randomDefinitions.js';
import type { SlowConsent, SlowCustomer, SlowWorld } from './slowWorld.js';

/** Whole numbers below a limit, the same ones for the same seed. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const { texts, numbers } = randomValues;
const days = [
  '2025-03-02',
  '2026-01-31',
  '2026-02-02',
  '2026-02-16',
  '2026-02-28',
  '2026-03-01',
  '2026-03-02',
  '2026-03-05',
];
const instants = [
  '2026-03-01T23:30:00Z',
  '2026-03-02T00:00:00.000001Z',
  '2026-03-01T00:00:00Z',
  '2026-02-28T22:59:59Z',
  '2026-03-01T12:00:00Z',
  '2026-01-31T01:00:00Z',
];
const effectiveDays = ['2026-01-01', '2026-02-01', '2026-02-20', '2026-04-01'];

/** Customers with all that conditions ask of, in memory. */
export function makeWorld(seed: number, customers: number, timeZone: string): SlowWorld {
  const below = numbersFrom(seed);
  const one = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const maybe = <T>(values: readonly T[], nullsOf10 = 3): T | null => (below(10) < nullsOf10 ? null : one(values));
  const entities = {
    CUSTOMER: Array.from({ length: customers }, (_, n) => `${'ABc'[n % 3]}${String(n).padStart(2, '0')}`),
    ACCOUNT: ['a1', 'a2', 'a3', 'a4', 'a5'],
    CONTRACT: ['k1', 'k2', 'k3'],
    COMPANY: ['m1', 'm2'],
    INDUSTRY: ['i1'],
  };
  const parents = (level: 'CUSTOMER' | 'ACCOUNT' | 'CONTRACT' | 'COMPANY', above: readonly string[]) =>
    entities[level].map((id) => [`${level} ${id}`, maybe(above, 2)] as const);
  const above = Object.fromEntries([
    ...parents('CUSTOMER', entities.ACCOUNT),
    ...parents('ACCOUNT', entities.CONTRACT),
    ...parents('CONTRACT', entities.COMPANY),
    ...parents('COMPANY', entities.INDUSTRY),
  ]);
  const customerOf = (id: string): SlowCustomer => ({
    columns: {
      id,
      city: maybe(texts),
      sourceRecords: String(1 + below(4)),
      birthdate: maybe(days),
      createdAt: maybe(instants),
    },
    attributes:
      below(8) === 0
        ? null
        : {
            LABEL: maybe(texts),
            MEMBER: maybe([true, false]),
            AMOUNT: maybe(numbers.map(String)),
            DAY: maybe(days),
            AT: maybe(instants),
          },
    email: maybe(['a@x', 'B@X', 'c@x', 'd@x']),
    phone: maybe(['+1 (2)', '34', '5-6']),
    hasAddress: below(2) === 0,
    account: above[`CUSTOMER ${id}`] ?? null,
  });
  const consents = (to: readonly string[]): SlowConsent[] => {
    const rows = Array.from({ length: 40 }, () => ({
      customer: below(3) === 0 ? '' : one(entities.CUSTOMER),
      to: one(to),
      program: one(['', 'news', 'old']),
      brand: one(['', 'Z']),
      wanted: below(2) === 0,
    }));
    const key = ({ customer, to: of, program, brand }: SlowConsent) => JSON.stringify([customer, of, program, brand]);
    return [...new Map(rows.map((row) => [key(row), row])).values()];
  };
  const values = Array.from({ length: 250 }, (_, n) => {
    const level = one(['CUSTOMER', 'CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY'] as const);
    return [
      `${level} ${one(entities[level])} ${one(['total', 'mean', 'least', 'own'])} ${one(effectiveDays)}`,
      n % 9 === 0 ? null : below(12) - 2,
    ] as const;
  });
  return {
    today: '2026-03-02',
    timeZone,
    customers: Object.fromEntries(entities.CUSTOMER.map((id) => [id, customerOf(id)])),
    emails: consents(['A@x', 'b@x', 'c@X', 'z@x']),
    messages: consents(['12', '3 4', '99']),
    above,
    values: Object.fromEntries(values),
    effectiveDays,
    lists: { long: entities.CUSTOMER.filter(() => below(3) > 0), short: entities.CUSTOMER.slice(3, 6), empty: [] },
    segments: {},
  };
}

const fields = [
  ['LABEL', 'text'],
  ['MEMBER', 'boolean'],
  ['AMOUNT', 'decimal'],
  ['DAY', 'date'],
  ['AT', 'datetime'],
] as const;

const entitiesOf = ({ above }: SlowWorld, level: string): [string, string | null][] =>
  Object.entries(above)
    .filter(([key]) => key.startsWith(`${level} `))
    .map(([key, parent]) => [key.slice(level.length + 1), parent]);

async function fillLevels(database: TestDatabase, world: SlowWorld): Promise<void> {
  await addTree(database, {
    industries: ['i1'],
    companies: entitiesOf(world, 'COMPANY'),
    contracts: entitiesOf(world, 'CONTRACT'),
    accounts: entitiesOf(world, 'ACCOUNT'),
  });
  await addDefinitions(database, [
    { name: 'total', entities: 'sum' },
    { name: 'mean', entities: 'average' },
    { name: 'least', entities: 'minimum' },
    { name: 'own' },
  ]);
  await addValues(
    database,
    Object.entries(world.values).map(([key, value]) => {
      const [level = '', id = '', name = '', day = ''] = key.split(' ');
      return { level: level as 'CUSTOMER', id, name, day, value: value === null ? null : String(value) };
    }),
  );
}

/** Writes a world into the tables of a database, with the snapshot of the day before. */
export async function fillWorld(database: TestDatabase, world: SlowWorld): Promise<void> {
  const { client } = database;
  await changeCatalogue(
    client,
    () => fields.map(([alias, dataType]) => ({ kind: 'add' as const, alias, dataType, description: 'A value.' })),
    { today: world.today },
  );
  await addDay(database, '2026-03-01');
  const all = Object.entries(world.customers);
  await client`insert into facet.customers ${client(
    all.map(([customer_id, { columns, email, phone, hasAddress, account }]) => ({
      customer_id,
      city: columns['city'] as string | null,
      source_records: Number(columns['sourceRecords']),
      birthdate: columns['birthdate'] as string | null,
      create_dt: columns['createdAt'] as string | null,
      email,
      phone,
      email_completion: email === null ? 0 : 1,
      phone_completion: phone === null ? 0 : 1,
      address_completion: hasAddress ? 4 : 3,
      account_id: account,
      load_id: 0,
    })),
  )}`;
  await client`insert into facet.customer_profiles ${client(
    all.flatMap(([customer_id, { attributes }]) =>
      attributes === null
        ? []
        : [
            {
              customer_id,
              profile_date: '2026-03-01',
              load_id: 1,
              str1: attributes['LABEL'] as string | null,
              str2: attributes['MEMBER'] === null ? null : attributes['MEMBER'] === true ? 'Yes' : 'no',
              field1: attributes['AMOUNT'] as string | null,
              date1: attributes['DAY'] as string | null,
              time1: attributes['AT'] as string | null,
            },
          ],
    ),
  )}`;
  await client`insert into facet.email_opt_status ${client(
    world.emails.map(({ customer, to, program, brand, wanted }) => ({
      customer_id: customer,
      email: to,
      email_program: program,
      brand,
      is_email_opted_in: wanted,
      load_id: 0,
    })),
  )}`;
  await client`insert into facet.sms_opt_status ${client(
    world.messages.map(({ customer, to, program, brand, wanted }) => ({
      customer_id: customer,
      phone: to,
      sms_program: program,
      brand,
      is_sms_opted_in: wanted,
      load_id: 0,
    })),
  )}`;
  await client`insert into facet.segment_list_members ${client(
    Object.entries(world.lists).flatMap(([list_id, members]) =>
      members.map((customer_id) => ({ customer_id, list_id, load_id: 0 })),
    ),
  )}`;
  await fillLevels(database, world);
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { changeCatalogue } from '../../../../src/catalogue/changeCatalogue.js';
import type { DataType } from '../../../../src/words/dataTypes.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addCustomers } from '../../../support/sample.js';
import { addSnapshots } from '../impact/impactSample.js';

const day = '2026-03-01';
const attributes: readonly [alias: string, slot: string, dataType: DataType][] = [
  ['WORDS', 'STR1', 'text'],
  ['FLAG', 'STR2', 'boolean'],
  ['SMALL', 'FIELD1', 'integer'],
  ['LARGE', 'FIELD2', 'bigint'],
  ['EXACT', 'FIELD3', 'decimal'],
  ['ROUGH', 'FIELD4', 'float'],
  ['DAY', 'DATE1', 'date'],
  ['INSTANT', 'TIME1', 'datetime'],
];
type Values = Readonly<Record<string, string | null>>;

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await changeCatalogue(
    database.client,
    () =>
      attributes.map(([alias, slot, dataType]) => ({
        kind: 'add' as const,
        alias,
        slot,
        dataType,
        description: 'A value.',
      })),
    { today: '2026-03-06' },
  );
  graph = await openGraph(database, '2026-03-06');
});
afterAll(() => database?.drop());

/** Makes these the only snapshots, of customers C0, C1 … */
async function store(rows: readonly Values[]): Promise<void> {
  await database.client`truncate facet.customer_profiles, facet.profile_days, facet.customers cascade`;
  await addCustomers(
    database,
    rows.map((_, n) => ({ id: `C${n}` })),
  );
  await addSnapshots(
    database,
    rows.map((values, n) => [`C${n}`, day, values]),
  );
}

const names = 'words flag small large exact rough day instant date';
const source = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Customer {
  profile { date fields { ${names} } } again: profile { fields { __typename written: words s: small __proto__: flag } computedAt } } } }`;

const idsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ __typename: 'Customer', id: `C${n}` }));
const ask = (count: number) => graph.ask(source, { ids: idsOf(count) });
const readsOf = ({ statements }: Awaited<ReturnType<typeof ask>>) =>
  statements.filter(({ text }) => text.includes('customer_profiles'));
const fieldsOf = ({ data }: Awaited<ReturnType<typeof ask>>) =>
  (data['_entities'] as { profile: { fields: unknown } }[]).map(({ profile }) => profile.fields);

const usual: Values = {
  str1: 'é "quoted" \\ back\n\t\u0001\u2028😀',
  str2: 'Yes',
  field1: '-2147483648',
  field2: '9007199254740993',
  field3: '1.500',
  field4: '0.1',
  date1: '2024-02-29',
  time1: '2026-03-01T12:00:00.123450+02:00',
};

describe('the fields of a snapshot', () => {
  it('come as one text, in the order and under the names that were asked for', async () => {
    await store([usual, {}]);
    const answer = await ask(2);
    expect(answer.errors).toEqual([]);
    // One statement for each selection, and no column beside the key and the text.
    const lists = readsOf(answer).map(({ text }) => /^\s*select (.*?), \(select row_to_json/.exec(text)?.[1]);
    expect(lists).toEqual(Array(2).fill('customer_id as "_customer", profile_date as date'));
    expect(JSON.stringify(fieldsOf(answer))).toBe(
      JSON.stringify([
        {
          words: usual['str1'],
          flag: true,
          small: -2147483648,
          large: '9007199254740993',
          exact: '1.5',
          rough: 0.1,
          day: '2024-02-29',
          instant: '2026-03-01T10:00:00.12345Z',
          date: day,
        },
        {
          words: null,
          flag: null,
          small: null,
          large: null,
          exact: null,
          rough: null,
          day: null,
          instant: null,
          date: day,
        },
      ]),
    );
    const [{ again }] = answer.data['_entities'] as [{ again: { fields: object } }];
    expect(JSON.stringify(again.fields)).toBe(
      JSON.stringify({ __typename: 'ProfileFields', written: usual['str1'], s: -2147483648 }).replace(
        '}',
        ',"__proto__":true}',
      ),
    );
  });

  it('are read one by one in a history too, with the day among them', async () => {
    await store([{ ...usual, field1: '2147483648' }]);
    const history = '{ customer(id: "C0") { profiles { edges { node { fields { date small words } } } } } }';
    const { data, errors } = await graph.ask(history);
    expect(errors.map(({ path }) => path)).toEqual([['customer', 'profiles', 'edges', 0, 'node', 'fields', 'small']]);
    const fields = { date: day, small: null, words: usual['str1'] };
    expect(data).toEqual({ customer: { profiles: { edges: [{ node: { fields } }] } } });
  });

  it.each([
    // `again` asks for it too.
    ['small', { field1: '2147483648' }, 2],
    ['rough', { field4: 'NaN' }, 1],
    ['rough', { field4: 'Infinity' }, 1],
  ])('are read one by one where %s has no form in JSON, which is an error of its own', async (name, odd, more) => {
    await store([usual, { ...usual, ...odd }]);
    const answer = await ask(2);
    expect(readsOf(answer)).toHaveLength(2 + more);
    const paths = answer.errors.map(({ path }) => path);
    expect(paths).toContainEqual(['_entities', 1, 'profile', 'fields', name]);
    const [first, second] = fieldsOf(answer) as Record<string, unknown>[];
    expect(second).toEqual({ ...first, [name]: null });
  });

  const numbers = fc.oneof(
    fc.integer({ min: -3_000_000_000, max: 3_000_000_000 }).map(String),
    fc.bigInt().map(String),
    fc.double().map((value) => (Object.is(value, -0) ? '0' : String(value))),
    fc.constantFrom('NaN', '-Infinity', '1.10', '0.00', '1e-30', '2147483647', '9223372036854775807'),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u0000', '')),
    fc.constantFrom('true', 'T', 'no', '', '"', '\\u0000', '\u007f\u0080\ufeff'),
  );
  const year = fc.constantFrom('0001', '1969', '2026', '9999');
  const days = fc.oneof(
    fc.constantFrom('infinity', '-infinity'),
    year.map((one) => `${one}-12-31`),
  );
  const instants = fc.oneof(
    days,
    year.map((one) => `${one}-06-30 23:59:59.9${one.slice(1)}+00`),
  );
  const kinds = { str: texts, field: numbers, date: days, time: instants };
  const row = fc.record(
    Object.fromEntries(
      Object.keys(usual).map((slot) => [slot, fc.option(kinds[slot.replace(/\d/, '') as keyof typeof kinds])]),
    ),
  );

  it('are what they are read one by one', async () => {
    process.env['FACET_TEST_EXECUTORS'] = 'both';
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
          await store(rows);
          await ask(rows.length);
        }),
        { numRuns: 60 },
      );
    } finally {
      delete process.env['FACET_TEST_EXECUTORS'];
    }
  });
});

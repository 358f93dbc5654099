import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { enrichmentKeys } from '../../../src/config/enrichmentKeys.js';
import { identifier, list } from '../../../src/db/sql.js';
import { run } from '../../../src/db/runStatement.js';
import type {
  AttributeDefinition,
  AttributeFamily,
  BaseAttribute,
} from '../../../src/enrichment/definitions/definition.js';
import { percentRank } from '../../../src/enrichment/definitions/rank.js';
import { ratio } from '../../../src/enrichment/definitions/ratio.js';
import { attributeFacts } from '../../../src/enrichment/enriched/attributeFacts.js';
import { computeAttributes } from '../../../src/enrichment/values/computeAttributes.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const words = { description: 'For a test.', dataType: 'decimal', category: 'Test', piiClass: 'NONE' } as const;
const base = (name: string, value: string, absent?: string): BaseAttribute => ({
  ...words,
  name,
  alias: name.toUpperCase(),
  sql: value,
  ...(absent !== undefined && { absent }),
});
const derived = (
  name: string,
  of: { readonly from: readonly string[]; readonly sql: string },
): AttributeDefinition => ({
  ...words,
  name,
  alias: name.toUpperCase(),
  derived: of,
});

let readings: string[];

/** A family over rows of a customer, a day and a number. */
const family = (name: string, attributes: readonly AttributeDefinition[], rows: string): AttributeFamily => ({
  name,
  source: name,
  attributes,
  rows: (wanted) => {
    readings.push(`${name}: ${wanted.map((one) => one.name).join(', ')}`);
    const columns = wanted.map((one) => sql`${sql.raw(one.sql)} as ${identifier(one.name)}`);
    return sql`select ${list([sql`customer_id, day`, ...columns])} from (values ${sql.raw(rows)}) as r (customer_id, day, n)`;
  },
});

const [one, two] = ["date '2026-03-30'", "date '2026-03-31'"];
const families = [
  family(
    'carts',
    [base('carts', 'n', '0'), derived('rate', ratio('carts', 'visits')), derived('rank_of_rate', percentRank('rate'))],
    `('A', ${one}, 2), ('A', ${two}, 3), ('B', ${two}, 8), ('Z', ${two}, 99)`,
  ),
  family(
    'visits',
    [base('visits', 'n'), base('twice', 'n * 2', '-1')],
    `('A', ${one}, 4), ('A', ${two}, 4), ('C', ${two}, 5)`,
  ),
  family('unused', [base('nothing', 'n')], `('A', ${one}, 1)`),
];

const compute = async (names: readonly string[], days = ['2026-03-31'], of = families) => {
  readings = [];
  const definitions = of.flatMap(({ attributes }) => attributes);
  const wanted = names.flatMap((name) => definitions.filter((definition) => definition.name === name));
  const population = sql`select unnest(array['A', 'B', 'C']) as customer_id`;
  const context = { days, timeZone: 'UTC', enrichment: enrichmentKeys.parse({}), population };
  const rows = await run<Record<string, unknown>>(
    database.client,
    sql`select * from (${computeAttributes(of, wanted, context)}) as c order by customer_id, day`,
  );
  return rows.map(({ customer_id: customer, day, ...values }) => [
    `${customer as string} ${(day as string).slice(8)}`,
    ...names.map((name) => (values[name] == null ? null : Number(values[name]))),
  ]);
};

describe('the values of attributes', () => {
  it('are one row for each of the population and day, whether a family has rows of them or not', async () => {
    expect(await compute(['carts', 'visits', 'twice'], ['2026-03-30', '2026-03-31'])).toEqual([
      ['A 30', 2, 4, 8],
      ['A 31', 3, 4, 8],
      ['B 30', 0, null, -1],
      ['B 31', 8, null, -1],
      ['C 30', 0, null, -1],
      ['C 31', 0, 5, 10],
    ]);
  });

  it('are made of others in layers, which see what is missing as null', async () => {
    // 3 of 4 for A; B has no visits; C has no carts, which is nothing and not zero here.
    expect(await compute(['rate'])).toEqual([
      ['A 31', 0.75],
      ['B 31', null],
      ['C 31', null],
    ]);
    expect(await compute(['rank_of_rate', 'carts'])).toEqual([
      ['A 31', 100, 3],
      ['B 31', null, 8],
      ['C 31', null, 0],
    ]);
  });

  it('compare customers within a day', async () => {
    expect(await compute(['rank_of_rate'], ['2026-03-30', '2026-03-31'])).toEqual([
      ['A 30', 100],
      ['A 31', 100],
      ['B 30', null],
      ['B 31', null],
      ['C 30', null],
      ['C 31', null],
    ]);
  });

  it.each<[names: string[], read: string[]]>([
    [['carts'], ['carts: carts']],
    [['visits', 'twice'], ['visits: visits, twice']],
    [['rate'], ['carts: carts', 'visits: visits']],
    [
      ['rank_of_rate', 'twice'],
      ['carts: carts', 'visits: visits, twice'],
    ],
  ])('of %j are read from what they need, each family once', async (names, read) => {
    await compute(names);
    expect(readings).toEqual(read);
  });

  it('may come from families whose rows are kept, which are not kept again', async () => {
    const kept = families.map((of) => ({ ...of, isStored: true }));
    expect(await compute(['rank_of_rate', 'carts'], ['2026-03-31'], kept)).toEqual(
      await compute(['rank_of_rate', 'carts']),
    );
  });

  it('cannot be made of each other', () => {
    const circle = [
      family(
        'a',
        [derived('x', { from: ['y'], sql: 'y' }), derived('y', { from: ['x'], sql: 'x' })],
        `('A', ${one}, 1)`,
      ),
    ];
    expect(() =>
      computeAttributes(circle, circle[0]?.attributes ?? [], {
        days: ['2026-03-31'],
        timeZone: 'UTC',
        enrichment: enrichmentKeys.parse({}),
        population: sql`select 'A' as customer_id`,
      }),
    ).toThrow('Attributes that are derived from each other: x, y');
  });
});

describe('the facts of attributes', () => {
  const attributes: AttributeDefinition[] = [
    base('number', ''),
    { ...base('word', ''), dataType: 'text' },
    { ...base('flag', ''), dataType: 'boolean' },
    { ...base('day', ''), dataType: 'date' },
    base('never', ''),
  ];

  it('are nulls, bounds and the median of what has an order', async () => {
    await database.client`create table public.facts as
      select n::text as customer_id, case when n < 10 then n * 1.5 end as number, case when n > 2 then 'w' || n end as word,
        n > 5 as flag, date '2026-03-01' + n as day, null::numeric as never from generate_series(1, 11) n`;
    expect(await attributeFacts(database.client, { table: 'facts', rows: 11 }, attributes)).toEqual([
      { attribute: 'number', nulls: 2, minimum: '1.5', median: '7.5', maximum: '13.5' },
      { attribute: 'word', nulls: 2, minimum: null, median: null, maximum: null },
      { attribute: 'flag', nulls: 0, minimum: null, median: null, maximum: null },
      { attribute: 'day', nulls: 0, minimum: '2026-03-02', median: '2026-03-07', maximum: '2026-03-12' },
      { attribute: 'never', nulls: 11, minimum: null, median: null, maximum: null },
    ]);
  });

  it('of no rows are nothing, and of no attributes none', async () => {
    await database.client`create table public.no_facts as table public.facts with no data`;
    const [number] = await attributeFacts(database.client, { table: 'no_facts', rows: 0 }, attributes);
    expect(number).toEqual({ attribute: 'number', nulls: 0, minimum: null, median: null, maximum: null });
    expect(await attributeFacts(database.client, { table: 'facts', rows: 11 }, [])).toEqual([]);
  });

  it('of more attributes than a statement holds are read in several', async () => {
    const many = Array.from({ length: 900 }, (_, index) => base(`c${index}`, ''));
    await database.client.unsafe(
      `create table public.wide as select n::text as customer_id, ${many.map(({ name }, index) => `n + ${index} as ${name}`).join(', ')} from generate_series(1, 3) n`,
    );
    const found = await attributeFacts(database.client, { table: 'wide', rows: 3 }, many);
    expect(found).toEqual(
      many.map(({ name }, index) => ({
        attribute: name,
        nulls: 0,
        minimum: String(index + 1),
        median: String(index + 2),
        maximum: String(index + 3),
      })),
    );
  });
});

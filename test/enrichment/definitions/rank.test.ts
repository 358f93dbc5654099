import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ntile, percentRank, quintile } from '../../../src/enrichment/definitions/rank.js';
import { ratio } from '../../../src/enrichment/definitions/ratio.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { rankOracle, type RankedRow } from './rankOracle.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** Values of derived attributes over rows, in the rows' order, as texts. */
async function derive(rows: readonly RankedRow[], derived: readonly { readonly sql: string }[]) {
  const columns = derived.map(({ sql }, index) => `trim_scale((${sql})::numeric)::text as v${index}`).join(', ');
  const found = await database.client.unsafe<Record<string, string | null>[]>(
    `select id, ${columns} from (
      select * from json_to_recordset($1) as r (id int, "group" int, "day" date, score numeric, known numeric)
    ) as base order by id`,
    [rows.map((row, id) => ({ id, ...row })) as never],
  );
  return found.map((row) => derived.map((_, index) => row[`v${index}`] ?? null));
}

const scores = (...values: (number | null)[]): RankedRow[] =>
  values.map((score) => ({ day: '2026-03-31', score, known: score }));

describe('percentRank', () => {
  it('is the share of the others who are worse; ties share it', async () => {
    const found = await derive(scores(10, 30, 20, 20, null), [
      percentRank('score'),
      quintile('score'),
      ntile('score', 2),
    ]);
    expect(found).toEqual([
      ['0', '1', '1'],
      ['100', '5', '2'],
      ['33.3333', '2', '1'],
      ['33.3333', '2', '1'],
      [null, null, null],
    ]);
  });

  it('is 100 for one who is ranked alone, and 0 for all where all are alike', async () => {
    expect(await derive(scores(0, null), [percentRank('score'), quintile('score')])).toEqual([
      ['100', '5'],
      [null, null],
    ]);
    expect(await derive(scores(7, 7), [percentRank('score'), quintile('score')])).toEqual([
      ['0', '1'],
      ['0', '1'],
    ]);
  });

  it('ranks among others: null is the lowest there, and a value outside is not ranked', async () => {
    const day = '2026-03-31';
    const rows = [
      { day, score: null, known: 1 },
      { day, score: -5, known: 1 },
      { day, score: 9, known: null },
    ];
    expect(await derive(rows, [percentRank('score', { among: 'known' })])).toEqual([['0'], ['100'], [null]]);
  });

  it('does not move a bucket by rounding: the exact 20, 40, 60 and 80 stay below', async () => {
    const found = await derive(scores(...Array.from({ length: 101 }, (_, index) => index)), [quintile('score')]);
    const sizes = [1, 2, 3, 4, 5].map((bucket) => found.filter(([value]) => value === String(bucket)).length);
    expect(sizes).toEqual([21, 20, 20, 20, 20]);
  });
});

const value = fc.option(fc.integer({ min: -2, max: 3 }), { freq: 4 });
const row = fc.record({ day: fc.constantFrom('2026-02-28', '2026-03-01'), score: value, known: value });

it('random scores with ties and nulls rank as a slow oracle of whole numbers says', async () => {
  const options = [{}, { among: 'known' }] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 40 }), fc.integer({ min: 2, max: 12 }), async (rows, buckets) => {
      const derived = options.flatMap((option) => [
        percentRank('score', option),
        quintile('score', option),
        ntile('score', buckets, option),
      ]);
      const expected = rows.map((one) =>
        options.flatMap(({ among = 'score' }: { among?: 'known' | 'score' }) => {
          const ranked = rankOracle(rows, one, among);
          return [ranked.percent, ranked.bucket(5n), ranked.bucket(BigInt(buckets))];
        }),
      );
      expect(await derive(rows, derived)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

describe('ratio', () => {
  it('is exact, and null on a zero or unknown divisor', async () => {
    const day = '2026-03-31';
    const rows = [
      { day, score: 1, known: 4 },
      { day, score: 1, known: 0 },
      { day, score: 1, known: null },
      { day, score: null, known: 4 },
    ];
    const found = await derive(rows, [ratio('score', 'known'), ratio('score', 'known', { absent: '0' })]);
    expect(found.map((values) => values.map((text) => (text === null ? null : Number(text))))).toEqual([
      [0.25, 0.25],
      [null, null],
      [null, null],
      [null, 0],
    ]);
  });
});

it('refuses a number of buckets that is none', () => {
  expect(() => ntile('score', 0)).toThrow(RangeError);
  expect(() => ntile('score', 1.5)).toThrow(RangeError);
});

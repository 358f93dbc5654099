import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openClient, type Sql } from '../../src/db/client.js';
import { createRandom, dropRandom } from '../../src/demo/random.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The n-th six hexadecimal digits of a chance as a number: what a draw is made of. */
const digitsOf = (chance: string, n: number): number => Number.parseInt(chance.slice(6 * n - 6, 6 * n), 16);

let database: TestDatabase;
/** One connection: the functions are of its session. */
let client: Sql;
beforeAll(async () => {
  database = await emptyDatabase();
  client = openClient(database.target, { max: 1 });
  await createRandom(client, 7);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const chancesOf = async (keys: readonly string[]): Promise<string[]> => {
  const rows = await client<{ chance: string }[]>`
    select pg_temp.chance(key) as chance from unnest(${client.array([...keys])}::text[]) with ordinality as given (key, n) order by n`;
  return rows.map(({ chance }) => chance);
};

describe('pg_temp.chance', () => {
  it('is the MD5 of seed and key', async () => {
    const keys = ['', 'visit/1', 'é', 'a/b'];
    expect(await chancesOf(keys)).toEqual(keys.map((key) => md5(`7/${key}`)));
  });

  it('is another with another seed', async () => {
    await createRandom(client, -12);
    expect(await chancesOf(['visit/1'])).toEqual([md5('-12/visit/1')]);
    await createRandom(client, 7);
  });
});

describe('pg_temp.draw and pg_temp.pick', () => {
  it('take the five numbers of a chance, as parts of 1 and as whole numbers below a count', async () => {
    const counts = fc.array(fc.integer({ min: 1, max: 2_000_000_000 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(counts, fc.integer({ min: 1, max: 5 }), async (given, n) => {
        const rows = await client<{ count: number; chance: string; draw: number; pick: number }[]>`
          select count, chance, pg_temp.draw(chance, ${n}) as draw, pg_temp.pick(chance, ${n}, count) as pick
          from (select count, pg_temp.chance('key/' || count) as chance from unnest(${client.array(given)}::int[]) as count) as drawn`;
        for (const { count, chance, draw, pick } of rows) {
          const digits = digitsOf(chance, n);
          expect(draw).toBe(digits / 2 ** 24);
          expect(pick).toBe(Number((BigInt(digits) * BigInt(count)) / 2n ** 24n));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('stay within their bounds at the ends', async () => {
    const [ends] = await client`
      select pg_temp.draw(repeat('0', 32), 1) as least, pg_temp.draw(repeat('f', 32), 5) as most,
        pg_temp.pick(repeat('0', 32), 1, 10) as first, pg_temp.pick(repeat('f', 32), 5, 10) as last,
        pg_temp.pick(repeat('f', 32), 1, 1) as only`;
    expect({ ...ends }).toEqual({ least: 0, most: 1 - 2 ** -24, first: 0, last: 9, only: 0 });
  });

  it('spread evenly: of 10,000 draws each tenth has about a tenth', async () => {
    const rows = await client<{ count: number }[]>`
      select count(*)::int as count from generate_series(1, 10000) as i
      group by pg_temp.pick(pg_temp.chance('spread/' || i), 3, 10)`;
    expect(rows).toHaveLength(10);
    // Five standard deviations of a binomial distribution are 150.
    for (const { count } of rows) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('dropRandom', () => {
  it('leaves nothing behind', async () => {
    await dropRandom(client);
    await expect(chancesOf(['a'])).rejects.toMatchObject({ code: '42883' });
    await createRandom(client, 7);
  });
});

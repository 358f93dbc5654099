import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { compile } from '../../src/db/sql.js';
import { allOf } from '../../src/conditions/allOf.js';
import { conditionsAfter, orderTerms, reversed, type Order } from '../../src/population/keyset.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.drop());

/** The entries of `1, 2, null` behind one of them, in the order. */
async function entriesBehind(order: Order, value: string | null): Promise<(string | null)[]> {
  const { text, values } = compile(sql`
    select x::text from (values (1::numeric), (2), (null)) v (x)
    where ${allOf(conditionsAfter(order, [value]))} order by ${orderTerms(order)}`);
  const rows = await database.client.unsafe<{ x: string | null }[]>(text, values as string[]);
  return rows.map(({ x }) => x);
}

it.each([
  ['nulls last', false, false, ['1', '2', null]],
  ['nulls first', false, true, [null, '1', '2']],
  ['backwards, nulls last', true, false, ['2', '1', null]],
  ['backwards, nulls first', true, true, [null, '2', '1']],
])('behind each position of one key that may be null is the rest: %s', async (_, descending, nullsFirst, all) => {
  const operand = { name: 'x', kind: 'number', pii: 'NONE', sql: sql`x`, nullable: true, ofProfile: false } as const;
  const order: Order = [{ operand, descending, nullsFirst }];
  for (const [n, value] of all.entries()) {
    expect(await entriesBehind(order, value)).toEqual(all.slice(n + 1));
    expect(await entriesBehind(reversed(order), value)).toEqual(all.slice(0, n).toReversed());
  }
});

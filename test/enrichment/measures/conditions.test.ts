import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { condition as conditionKeys } from '../../../src/config/conditionKeys.js';
import { identifier } from '../../../src/db/sql.js';
import { readColumn, type Columns } from '../../../src/enrichment/measures/columns.js';
import { conditionSql } from '../../../src/enrichment/measures/condition.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { run } from './events.js';

const columns: Columns = new Map(['id', 'text', 'number', 'flag', 'at'].map((name) => [name, identifier(name)]));
const hostile = `x%' or 1=1; -- "_\\ $1 ?`;

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await database.client`create table things (id int, text text, number double precision, flag boolean, at date)`;
  await database.client`insert into things ${database.client([
    { id: 1, text: 'Cart', number: 1.5, flag: true, at: '2026-01-01' },
    { id: 2, text: '10', number: Number.NaN, flag: false, at: '2026-02-01' },
    { id: 3, text: '9', number: -2, flag: true, at: '2026-03-01' },
    { id: 4, text: hostile, number: 1e21, flag: false, at: '2026-04-01' },
    { id: 5, text: 'xyz_cart', number: 0, flag: false, at: '2026-05-01' },
    { id: 6, text: null, number: null, flag: null, at: null },
    { id: 7, text: 'yes', number: 10, flag: true, at: '2026-06-01' },
  ])}`;
});
afterAll(() => database.drop());

async function matching(given: object): Promise<number[]> {
  const where = conditionSql(conditionKeys.parse(given), (name) => readColumn(columns, name, 'm', 'things'));
  return (await run<{ id: number }>(database, sql`select id from things where ${where} order by id`)).map(
    ({ id }) => id,
  );
}

it.each([
  // A number is compared as one, and a text by its bytes.
  [{ text: { gte: 9 } }, [2, 3]],
  [{ text: { gte: '9' } }, [1, 3, 4, 5, 7]],
  [{ text: { is: 10 } }, [2]],
  [{ text: { is: '10.0' } }, []],
  [{ text: { isNot: 10 } }, [1, 3, 4, 5, 7]],
  [{ text: { in: [10, 'Cart', true] } }, [1, 2, 7]],
  [{ text: { notIn: [10, 'Cart', true] } }, [3, 4, 5]],
  [{ text: { between: { from: 9, to: 10 } } }, [2, 3]],
  [{ text: { is: true } }, [7]],
  [{ number: { gt: 0 } }, [1, 4, 7]],
  [{ number: { lte: 0 } }, [3, 5]],
  [{ number: { lt: -1.5 } }, [3]],
  [{ number: { is: 1e21 } }, [4]],
  [{ flag: { is: true } }, [1, 3, 7]],
  [{ flag: { isNot: true } }, [2, 4, 5]],
  [{ flag: { in: [true, false] } }, [1, 2, 3, 4, 5, 7]],
  [{ at: { gte: '2026-03-01', lt: '2026-05-01' } }, [3, 4]],
  // A number and a flag are texts too.
  [{ number: { contains: '.' } }, [1]],
  [{ flag: { startsWith: 'T' } }, [1, 3, 7]],
  [{ text: { is: hostile } }, [4]],
  [{ text: { notIn: [hostile, "');drop table things;--"] } }, [1, 2, 3, 5, 7]],
  [{ text: { startsWith: hostile } }, [4]],
  // Missing is what is null, and not what cannot be read as a number or a flag.
  [{ text: { isNull: true } }, [6]],
  [{ number: { isNull: true } }, [6]],
  [{ number: { isNot: 0 } }, [1, 2, 3, 4, 7]],
  [{ number: { notIn: [] } }, [1, 2, 3, 4, 5, 7]],
  [{ number: { in: [] } }, []],
  [{ flag: { is: true }, number: { gt: 0 } }, [1, 7]],
  [{ not: { text: { contains: 'x' }, number: { gt: 1 } } }, [1, 2, 3, 5, 6, 7]],
  [{}, [1, 2, 3, 4, 5, 6, 7]],
])('%j holds of the right rows', async (given, expected) => {
  expect(await matching(given)).toEqual(expected);
});

it('names a column that is not there, and near ones', async () => {
  await expect(matching({ or: [{ txt: { is: 'a' } }] })).rejects.toThrow(
    'The attribute "m" reads the column "txt", which the source things does not have. Did you mean "text" or "at"?',
  );
  await expect(matching({ 'id" = 1 or "id': { is: 1 } })).rejects.toThrow('which the source things does not have.');
});

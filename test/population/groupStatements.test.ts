import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import { compile } from '../../src/db/sql.js';
import type { Page } from '../../src/lib/relay/page.js';
import type { AskedGroups } from '../../src/population/groups/askedGroups.js';
import { compileGroups, measureNamed, type GroupNames } from '../../src/population/groups/compileGroups.js';
import { groupCountStatement, groupPageStatement, type GroupRow } from '../../src/population/groups/groupStatements.js';
import type { Operand } from '../../src/operands/operand.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.drop());

/** Rows that are no customers: values of contracts, with an industry that may be missing. */
const contracts = sql`(values ('Tech', 10.50, date '2026-01-31'), ('Tech', 0.25, '2026-02-01'), (null, 3, '2026-02-28'),
  ('Food', -1.000000000001, '2026-02-28')) v (industry, value, day)`;

const kinds = { industry: 'text', value: 'number', day: 'date' } as const;

const names: GroupNames = {
  timeZone: 'UTC',
  operand: ({ column }): Operand => {
    const name = column as keyof typeof kinds;
    return { name, kind: kinds[name], pii: 'NONE', sql: sql.raw(`v.${name}`), nullable: true, ofProfile: false };
  },
};

const run = <R extends object>(statement: SQL): Promise<R[]> => {
  const { text, values } = compile(statement);
  return database.client.unsafe<R[]>(text, values as string[]);
};

async function ask(asked: Partial<AskedGroups>, page: Partial<Page> = {}) {
  const { keys, having, order } = compileGroups({ groupBy: [], having: [], orderBy: [], ...asked }, names);
  const groups = { rows: () => ({ from: contracts, where: sql`true` }), keys, having };
  const sum = measureNamed(names, { measure: 'SUM', column: 'value' }, 'sum');
  const all: Page = { size: 10, backwards: false, after: undefined, before: undefined, ...page };
  const read = groupPageStatement({ groups, measures: [sum], order, page: all });
  const rows = await run<GroupRow>(read.statement);
  const [counted] = await run<{ count: number }>(groupCountStatement(groups));
  return {
    groups: rows.map((row) => [...keys, sum].map((operand) => read.textIn(row, operand))),
    places: rows.map(read.valuesIn),
    count: counted?.count,
  };
}

it('any rows can be put together, with exact sums of any scale', async () => {
  expect(await ask({ groupBy: [{ column: 'industry' }] })).toEqual({
    groups: [
      ['Food', '-1.000000000001'],
      ['Tech', '10.75'],
      [null, '3'],
    ],
    places: [['Food'], ['Tech'], [null]],
    count: 3,
  });
  expect((await ask({})).groups).toEqual([['12.749999999999']]);
});

it('pages begin behind the place of a group', async () => {
  const asked: Partial<AskedGroups> = {
    groupBy: [{ column: 'day', grain: 'MONTH' }],
    orderBy: [{ measure: 'MAXIMUM', column: 'value', direction: 'DESC' }],
  };
  const { groups, places } = await ask(asked);
  expect(groups).toEqual([
    ['2026-01-01', '10.5'],
    ['2026-02-01', '2.249999999999'],
  ]);
  expect(places).toEqual([
    ['10.5', '2026-01-01'],
    ['3', '2026-02-01'],
  ]);
  expect((await ask(asked, { after: places[0] })).groups).toEqual(groups.slice(1));
  expect((await ask(asked, { before: places[1], backwards: true })).groups).toEqual(groups.slice(0, 1));
});

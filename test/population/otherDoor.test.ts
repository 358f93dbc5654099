import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { toPage } from '../../src/lib/relay/page.js';
import { orderOf } from '../../src/population/order.js';
import { orderValuesOf, pageStatement } from '../../src/population/pageStatement.js';
import { customersOf } from '../../src/operands/customersOf.js';
import { compilePopulation, whereOf } from '../../src/population/population.js';
import { findProfileDays, questionDay } from '../../src/population/profileDays.js';
import { checkCustomerList } from '../../src/population/question.js';
import type { TestDatabase } from '../support/database.js';
import { openScope } from '../support/scope.js';
import { openPeople } from './people.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openPeople();
});
afterAll(() => database?.drop());

it('a door without a graph asks for a page of customers, and how many there are, by a scope', async () => {
  const scope = openScope(database, { catalogue: await readCatalogue(database.client) });
  const question = checkCustomerList('another door', {
    filter: { attributes: [{ name: 'VISITS', number: { gte: '2' } }] },
    orderBy: [{ attribute: 'AMOUNT', direction: 'DESC' }],
  });
  const findDay = async (date: string) => (await findProfileDays(scope, [date]))[0] ?? null;
  const page = { ...toPage(question.list, { first: 2 }), after: undefined, before: undefined };
  const day = await questionDay(findDay, question.asOf, page);
  expect(day).toBe('2026-03-01');

  const population = await compilePopulation(scope, question, day);
  const order = orderOf(scope, question.terms, { day, words: question.words });
  const statement = pageStatement(scope, { population, order, page }, sql`c.customer_id as id`);
  const rows = await scope.db.query<{ readonly id: string }>(statement ?? sql`select`);
  // Of B, C, E and F, whose numbers are -2.25, 0, 1.50 and 9.9999; one more than the page tells that there are others.
  expect(rows.map((row) => orderValuesOf(order, row))).toEqual([
    ['9.9999', 'F'],
    ['1.50', 'E'],
    ['0', 'C'],
  ]);

  const counted = await scope.db.query(sql`
    select count(*)::int as count from ${customersOf(scope, population, true)} where ${whereOf(population)}`);
  expect(counted).toEqual([{ count: 4 }]);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import { list } from '../../src/db/sql.js';
import { customersOf } from '../../src/operands/customersOf.js';
import { explained } from '../../src/segments/compileSegment.js';
import { openPeople } from '../population/people.js';
import type { TestDatabase } from '../support/database.js';
import { askSegments, type SegmentAsking } from './support/askSegments.js';

let database: TestDatabase;
let asking: SegmentAsking;

beforeAll(async () => {
  database = await openPeople();
  await database.client`update facet.customers set email = 'e@x', email_completion = 1 where customer_id = 'E'`;
  asking = await askSegments(database, { segments: { lyon: { include: { groups: [{ conditions: [city] }] } } } });
});
afterAll(() => database?.drop());

const city = { column: { name: 'city', text: { contains: 'lyon' } } };
const definition = {
  include: {
    join: 'OR',
    groups: [
      { join: 'OR', conditions: [city, { attribute: { name: 'AMOUNT', number: { gt: 1 } } }] },
      { conditions: [{ contactable: { by: ['EMAIL'] } }] },
    ],
  },
  exclude: [
    { conditions: [{ column: { name: 'createdAt', dateTime: { gt: 'yesterday' } } }] },
    {
      conditions: [{ attribute: { name: 'DAY', date: { is: '30 days ago' } } }, { segment: { id: 'lyon', is: false } }],
    },
  ],
};

/** What is explained to one customer: each condition with whether it holds and the customer's own value. */
async function explainTo(id: string): Promise<unknown[]> {
  const { context, definition: checked } = await asking.prepare(definition);
  const { include, exclude, whole } = explained({ ...context, among: [id] }, checked);
  const conditions = [...include, ...exclude].flatMap((group) => group.conditions);
  const columns: SQL[] = conditions.map(
    (one) => sql`json_build_array(${one.path}::text, (${one.sql}) is true, ${one.value ?? sql`null`})`,
  );
  const groups = [...include, ...exclude].map((one) => sql`json_build_array(${one.path}::text, (${one.sql}) is true)`);
  const [row] = await asking.scope.db.query<{ said: unknown[] }>(sql`
    select json_build_array((${whole.sql}) is true, ${list([...groups, ...columns])}) as said
    from ${customersOf(context.scope, { day: context.moment.profileDay }, whole.ofProfile)} where c.customer_id = ${id}`);
  return row?.said ?? [];
}

it('tells each customer what holds, where it stands, and the own values', async () => {
  expect(await explainTo('E')).toEqual([
    true,
    ['include.groups[0]', true],
    ['include.groups[1]', true],
    ['exclude[0]', false],
    ['exclude[1]', false],
    ['include.groups[0].conditions[0]', false, 'Évry'],
    ['include.groups[0].conditions[1]', true, '1.5'],
    ['include.groups[1].conditions[0]', true, 'EMAIL'],
    ['exclude[0].conditions[0]', false, '2026-01-01T00:00:00.000000Z'],
    ['exclude[1].conditions[0]', false, '2026-02-01'],
    ['exclude[1].conditions[1]', true, null],
  ]);
  expect((await explainTo('G')).slice(5)).toEqual([
    ['include.groups[0].conditions[0]', false, 'Nice'],
    ['include.groups[0].conditions[1]', false, null],
    ['include.groups[1].conditions[0]', false, ''],
    ['exclude[0].conditions[0]', false, null],
    ['exclude[1].conditions[0]', false, null],
    ['exclude[1].conditions[1]', true, null],
  ]);
});

it('says what has no past', async () => {
  const { context, definition: checked } = await asking.prepare(definition);
  const { include, exclude, whole } = explained(context, checked);
  const pasts = [...include, ...exclude].map((group) => group.conditions.map(({ hasPast }) => hasPast));
  // Attributes are kept by day; columns, contactability and what is made of them are as they are now.
  expect(pasts).toEqual([[false, true], [false], [false], [true, false]]);
  expect(whole.hasPast).toBe(false);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { viewerWith } from '../../support/roles.js';
import { anonymous } from '../../../src/access/viewer.js';
import { openValues } from './valuesSample.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openValues();
  await database.client`update facet.customers set birthdate = '1987-05-09' where customer_id = 'A'`;
  await database.client`update facet.customers set birthdate = '1960-01-01' where customer_id <> 'A'`;
});
afterAll(() => database?.drop());

type Ask = (
  source: string,
) => Promise<{ readonly data: unknown; readonly errors: readonly { readonly code: unknown }[] }>;

async function asking(viewer = anonymous): Promise<Ask> {
  const graph = await openGraph(database, undefined, undefined, undefined, undefined, { viewer });
  return (source) => graph.ask(source);
}

const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

/** Whether the customer A was born on a day or later, as a question tells it; undefined where it tells nothing. */
type Oracle = (ask: Ask, day: string) => Promise<boolean | undefined>;

const told =
  (source: (day: string) => string, isLater: (data: string) => boolean): Oracle =>
  async (ask, day) => {
    const { data, errors } = await ask(source(day));
    return errors.length > 0 ? undefined : isLater(JSON.stringify(data));
  };

const definition = (day: string) =>
  `{ include: { groups: [{ conditions: [{ column: { name: "birthdate", date: { gte: "${day}" } } }] }] } }`;
const cursorOf = (values: readonly (string | null)[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
const hasA = (data: string) => data.includes('"A"');

const oracles: Readonly<Record<string, Oracle>> = {
  'a filter': told((day) => `{ customers(filter: { birthdate: { gte: "${day}" } }) { edges { node { id } } } }`, hasA),
  'a number of customers': told(
    (day) => `{ customers(filter: { id: { is: "A" }, birthdate: { gte: "${day}" } }) { totalCount } }`,
    (data) => data.includes('1'),
  ),
  'a group': told(
    (day) =>
      `{ customersAggregate(filter: { id: { is: "A" }, birthdate: { gte: "${day}" } }) { edges { node { count } } } }`,
    (data) => data.includes('"count":1'),
  ),
  having: told(
    (day) =>
      `{ customersAggregate(groupBy: [{ column: ID }], having: [{ measure: MAXIMUM, column: BIRTHDATE, date: { gte: "${day}" } }]) {
        edges { node { keys { value } } } } }`,
    hasA,
  ),
  'a match': told(
    (day) => `{ customer(id: "A") { matches(definition: ${definition(day)}) } }`,
    (data) => data.includes('true'),
  ),
  'an explanation': told(
    (day) => `{ customer(id: "A") { explain(definition: ${definition(day)}) { isMember } } }`,
    (data) => data.includes('true'),
  ),
  'the size of a segment': told(
    (day) => `{ segmentInsights(definition: ${definition(day)}) { customers } }`,
    (data) => data.includes('"customers":1'),
  ),
};

/** Searches the day as an attacker would, by halves; undefined as soon as nothing is told. */
async function attack(oracle: Oracle, ask: Ask): Promise<string | undefined> {
  let [low, high] = [Date.parse('1970-01-01') / 86_400_000, Date.parse('2010-01-01') / 86_400_000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const isLater = await oracle(ask, dayOf(middle));
    if (isLater === undefined) return undefined;
    if (isLater) low = middle;
    else high = middle;
  }
  return dayOf(low);
}

it.each(Object.entries(oracles))(
  '%s finds a date of birth by halves for who may read it, and for nobody else',
  async (_, oracle) => {
    expect(await attack(oracle, await asking())).toBe('1987-05-09');
    for (const policy of ['mask', 'hide', 'refuse'] as const)
      expect(await attack(oracle, await asking(viewerWith('IDENTITY', policy)))).toBeUndefined();
  },
);

it('a forged cursor puts nobody in an order by what its holder may not read', async () => {
  const page = (orderBy: string, after: string | null) =>
    `{ customers(first: 10, orderBy: [${orderBy}] ${after === null ? '' : `, after: "${after}"`}) {
      edges { cursor node { id } } } }`;
  const byBirth = '{ column: BIRTHDATE }';
  const full = await asking();
  const made = (await full(page(byBirth, null))).data as { customers: { edges: { cursor: string }[] } };
  const cursors = made.customers.edges.map(({ cursor }) => cursor);
  expect(cursors).toHaveLength(4);
  const restricted = await asking(viewerWith('IDENTITY', 'mask'));
  // With the order that the cursor is of, without it, and in another order with values of its own.
  for (const after of cursors) {
    expect((await restricted(page(byBirth, after))).errors.map(({ code }) => code)).toEqual(['VALUE_NOT_READABLE']);
    expect((await restricted(page('{ column: ID }', after))).errors.map(({ code }) => code)).toEqual([
      'INVALID_CURSOR',
    ]);
  }
  for (const values of [['1987-05-09', 'A'], [null, '1987-05-09', 'A'], ['A']])
    for (const orderBy of [byBirth, '{ column: ID }']) {
      const { errors } = await restricted(page(orderBy, cursorOf(values)));
      expect(['VALUE_NOT_READABLE', 'INVALID_CURSOR']).toContain(errors[0]?.code);
    }
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { openPeople } from './people.js';
import type { Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await openPeople();
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

const customers = (filter: string) => `customers(filter: ${filter}) { totalCount }`;
const groups = (argument: string) => `customersAggregate(groupBy: [{ column: CITY }], ${argument}) { totalCount }`;
const number = '{ attributes: [{ name: "VISITS", number: { gte: $n, lte: 40 } }] }';

const types: Readonly<Record<string, string>> = {
  $c: 'FacetTextFilter',
  $t: 'String',
  $n: 'Decimal',
  $f: 'CustomerFilter',
};

describe('a variable without a value is refused', () => {
  it.each([
    ['as a column', customers('{ city: $c }'), '"$c" at "filter.city"'],
    ['as an operand', customers('{ city: { is: $t, isNull: false } }'), '"$t" at "filter.city.is"'],
    [
      'in a list of a tree',
      customers('{ or: [{ id: { is: "A" } }, { not: { city: $c } }] }'),
      '"filter.or[1].not.city"',
    ],
    ['in an attribute', customers(number), '"$n" at "filter.attributes[0].number.gte"'],
    ['as a tree', customers('{ id: { gt: "" }, not: $f }'), '"$f" at "filter.not"'],
    ['in the filter of groups', groups(`filter: ${number}`), '"$n" at "filter.attributes[0].number.gte"'],
    [
      'in a condition of groups',
      groups('having: [{ measure: COUNT, number: { gte: $n, lt: 9 } }]'),
      '"$n" at "having[0].number.gte"',
    ],
  ])('%s', async (_, field, place) => {
    const [variable = ''] = /\$\w/.exec(field) ?? [];
    const { errors, statements } = await graph.ask(`query (${variable}: ${types[variable]}) { ${field} }`);
    expect(errors).toEqual([
      expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringContaining(place) }),
    ]);
    expect(errors[0]?.message).toContain('has no value');
    expect(statements).toEqual([]);
  });
});

it('a whole argument, a default or a given value is none', async () => {
  const source = `query ($f: CustomerFilter, $h: [CustomerHaving!], $n: Decimal = 1, $t: String) {
    customers(filter: $f) { totalCount }
    some: customers(filter: { sourceRecords: { is: $n }, city: { is: $t } }) { totalCount }
    customersAggregate(having: $h) { totalCount } }`;
  const { data, errors } = await graph.ask(source, { t: 'Lyon' });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    customers: { totalCount: 7 },
    some: { totalCount: 1 },
    customersAggregate: { totalCount: 1 },
  });
});

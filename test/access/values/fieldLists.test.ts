import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leavesAttribute, leavesField } from '../../../src/access/lists/fieldLists.js';
import type { TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { viewerOf } from '../../support/roles.js';
import { openValues } from './valuesSample.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openValues();
});
afterAll(() => database?.drop());

/** What somebody is answered who may read every class, but for the lists of fields. */
async function asked(fields: { only?: readonly string[]; not?: readonly string[] }, source: string) {
  const { only = null, not = [] } = fields;
  const viewer = viewerOf({ fields: { only, not } });
  const graph = await openGraph(database, undefined, undefined, undefined, undefined, { viewer });
  const { data, errors } = await graph.ask(source);
  return { data: JSON.stringify(data), codes: errors.map(({ code, message }) => code ?? message) };
}

const ids = '{ edges { node { id } } }';
const count = '{ edges { node { count } } }';
const bySurname = '{ include: { groups: [{ conditions: [{ column: { name: "surname", text: { is: "x" } } }] }] } }';

/** Questions by a value, each with the coordinate of the field that gives it. */
const questions: readonly (readonly [field: string, what: string, source: string])[] = [
  ['Customer.surname', 'a filter', `{ customers(filter: { surname: { is: "x" } }) ${ids} }`],
  ['Customer.surname', 'an order', `{ customers(orderBy: [{ column: SURNAME }]) ${ids} }`],
  ['Customer.surname', 'a group', `{ customersAggregate(groupBy: [{ column: SURNAME }]) ${count} }`],
  [
    'Customer.surname',
    'a measure',
    `{ customersAggregate(having: [{ measure: MINIMUM, column: SURNAME, text: { lt: "y" } }]) ${count} }`,
  ],
  ['Customer.surname', 'a group of orders', `{ ordersAggregate(groupBy: [{ customerColumn: SURNAME }]) ${count} }`],
  ['Customer.surname', 'a match', `{ customer(id: "A") { matches(definition: ${bySurname}) } }`],
  ['Customer.*', 'a number', '{ customers(filter: { email: { startsWith: "x" } }) { totalCount } }'],
  ['*.city', 'a part of an address', `{ customers(filter: { city: { is: "x" } }) ${ids} }`],
  ['Customer.address', 'a part of an address that is not read', `{ customers(filter: { city: { is: "x" } }) ${ids} }`],
  ['Customer.email', 'a search', `{ customers(search: "example") ${ids} }`],
  ['CustomerIdentifier.value', 'a cursor', '{ customer(id: "A") { identifiers { edges { cursor } } } }'],
  ['SourceRecord.key', 'a cursor of records', '{ customer(id: "A") { records { pageInfo { endCursor } } } }'],
  ['Order.revenue', 'a filter of orders', `{ ordersAggregate(filter: { revenue: { gt: "1" } }) ${count} }`],
  ['Order.orderedAt', 'the day of orders', `{ ordersAggregate(groupBy: [{ column: ORDERED_ON }]) ${count} }`],
  ['Order.attributes', 'what sources give', `{ ordersAggregate(groupBy: [{ attribute: "note" }]) ${count} }`],
  [
    'ProfileFields.aNone',
    'an attribute',
    `{ customers(filter: { attributes: [{ name: "A_NONE", text: { is: "x2" } }] }) ${ids} }`,
  ],
  [
    'ProfileFields.aNone',
    'an attribute by its slot',
    `{ customers(filter: { attributes: [{ name: "STR5", text: { is: "x2" } }] }) ${ids} }`,
  ],
  ['ProfileFields.aNone', 'an order by it', `{ customers(orderBy: [{ attribute: "A_NONE" }]) ${ids} }`],
  ['ProfileFields.aNone', 'its name', '{ customer(id: "A") { profile { attributes(names: ["A_NONE"]) { value } } } }'],
  ['ProfileFields.aNone', 'its slot', '{ customer(id: "A") { profile { attributes(names: ["STR5"]) { value } } } }'],
  [
    'ProfileFields.former',
    'its former name',
    '{ customer(id: "A") { profile { attributes(names: ["FORMER"]) { value } } } }',
  ],
  [
    'ProfileFields.aNone',
    'its changes',
    '{ customer(id: "A") { profileChanges(from: "2026-03-01", to: "2026-03-02", names: ["A_NONE"]) { name } } }',
  ],
  [
    'ProfileFields.aNone',
    'its changes of all customers',
    '{ attributeChanges(names: ["A_NONE"], from: "2026-03-01", to: "2026-03-02") { edges { node { name } } } }',
  ],
];

describe('a role whose list takes a field away', () => {
  it.each(questions)('%s: may not ask by it by %s', async (field, _, source) => {
    expect((await asked({ not: [field] }, source)).codes).toEqual(['VALUE_NOT_READABLE']);
  });

  it.each(questions)('with another field than %s: may ask by %s', async (_field, _what, source) => {
    expect((await asked({ not: ['Customer.phone', 'Order.cost', 'ProfileFields.other'] }, source)).codes).toEqual([]);
  });

  it('is told of all attributes but those', async () => {
    const source = `{ customer(id: "A") { profile { attributes { name } }
      profileChanges(from: "2026-03-01", to: "2026-03-02") { name } } }`;
    const { data, codes } = await asked({ not: ['ProfileFields.aNone'] }, source);
    expect(codes).toEqual([]);
    expect(data).not.toContain('A_NONE');
    expect(data.match(/A_IDENTITY/g)).toHaveLength(2);
  });

  it('goes by keys, which stand in every cursor', async () => {
    const { codes, data } = await asked(
      { not: ['Customer.id'] },
      '{ customers(first: 2) { edges { node { email } } } }',
    );
    expect(codes).toEqual([]);
    expect(data).toContain('x@example.com');
  });

  it('is not told who is in a segment that asks by it', async () => {
    const { data, codes } = await asked(
      { not: ['ProfileFields.aNone'] },
      '{ segment(id: "of-a_none") { size } customer(id: "A") { segments { id } } }',
    );
    expect(codes).toEqual(['VALUE_NOT_READABLE']);
    expect(data).not.toContain('of-a_none');
    expect(data).toContain('of-a_identity');
  });
});

describe('a role that has some fields only', () => {
  const only = ['Query.*', 'CustomerConnection.*', 'CustomerEdge.*', 'Customer.id', 'Customer.email'];

  it('asks by these', async () => {
    const source = `{ customers(filter: { email: { is: "x@example.com" } }) ${ids} }`;
    expect(await asked({ only }, source)).toEqual({
      data: '{"customers":{"edges":[{"node":{"id":"A"}}]}}',
      codes: [],
    });
  });

  it.each([
    'filter: { surname: { is: "x" } }',
    'orderBy: [{ column: CITY }]',
    'orderBy: [{ attribute: "A_NONE" }]',
    'search: "x"',
  ])('and by no other: %s', async (given) => {
    expect((await asked({ only }, `{ customers(${given}) ${ids} }`)).codes).toEqual(['VALUE_NOT_READABLE']);
  });
});

it('tells what lists leave of fields and attributes', () => {
  const role = (only: readonly string[] | null, not: readonly string[]) => ({ fields: { only, not } });
  expect(leavesField(role(null, []), 'Customer.email')).toBe(true);
  expect(leavesField(role(null, ['*.email']), 'Customer.email')).toBe(false);
  expect(leavesField(role(['Customer.*'], ['Customer.email']), 'Customer.email')).toBe(false);
  expect(leavesField(role(['Order.*'], []), 'Customer.email')).toBe(false);
  expect(leavesAttribute(role(['ProfileAttribute.value'], []), ['age'])).toBe(true);
  expect(leavesAttribute(role(['ProfileFields.age'], []), ['age'])).toBe(true);
  expect(leavesAttribute(role(['ProfileAttribute.*'], ['ProfileFields.age']), ['years', 'age'])).toBe(false);
  expect(leavesAttribute(role(['Customer.*'], []), ['age'])).toBe(false);
});

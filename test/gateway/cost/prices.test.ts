import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { mostPoints } from '../../../src/gateway/cost/Formula.js';
import { Pricing } from '../../../src/gateway/cost/Pricing.js';
import { estimate, priced, pricedSchema } from './pricedSchema.js';

// Each worked out by hand: the objects that are asked for, a point each, unless it is said beside it.
const documents: [string, number, Record<string, unknown>?][] = [
  ['{ __typename }', 0],
  ['{ me { id name } }', 1],
  ['{ me { friends { id } } }', 1 + 7],
  ['{ me { friends(first: 3) { friends(first: 2) { id } } } }', 1 + 3 * (1 + 2)],
  // The default of the argument goes before the assumed size.
  ['{ users { id } }', 5],
  ['{ users(first: 2) { id } }', 2],
  // A null is no length.
  ['{ users(first: null) { id } }', 50],
  ['{ users(first: 0) { id friends { id } } }', 0],
  ['{ users(first: -3) { id } }', 0],
  // The page, 20 edges and 20 nodes.
  ['{ page { edges { node { id } } } }', 1 + 20 * 2],
  ['{ page(first: 4) { edges { node { id } } } }', 1 + 4 * 2],
  ['{ page(last: 6) { nodes { id } } }', 1 + 6],
  // The longer of two.
  ['{ page(first: 4, last: 6) { nodes { id } edges { node { id } } } }', 1 + 6 + 6 * 2],
  // A value with a weight: 5 for how many there are in all.
  ['{ page(first: 1) { total nodes { id } } }', 1 + 5 + 1],
  ['{ byIds(ids: ["a", "b", "c"]) { id } }', 3],
  // GraphQL takes one value for a list of one.
  ['{ byIds(ids: "a") { id } }', 1],
  ['{ nested { id } }', 4],
  ['{ nested(input: { first: 9 }) { id } }', 9],
  // A list of 3 lists of which nothing is said: 10 each.
  ['{ matrix { id } }', 30],
  ['{ plain { id } }', 10],
  ['{ report { id author { id } } }', 25 + 1],
  ['{ words }', 6],
  ['{ me { score } }', 1 + 4],
  // A weight of 2 for each of 10 users, 3 for the text.
  ['{ search(text: "x") { id } }', 10 * 2 + 3],
  ['{ search(text: null) { id } }', 20],
  // Three words in filters, 2 points each.
  ['{ search(filters: [{ word: "a" }, { word: "b", not: { word: "c" } }]) { id } }', 20 + 6],
  // The dearer of the two things: 1 + 4 wheels, 1 + 1 cap.
  ['{ thing { id ... on Car { wheels { size } } ... on Pen { cap { size } } } }', 1 + 4],
  ['{ found { ... on User { friends { id } } ... on Car { owner { id } } } }', 10 * (1 + 7)],
  // One field, in however many fragments.
  [
    '{ me { friends { id } } ... on Query { me { friends { name } } } ...F } fragment F on Query { me { friends { id } } }',
    1 + 7,
  ],
  // Another name is another field.
  ['{ me { id } again: me { id } }', 2],
  ['mutation { touch(id: "a") { id } }', 10 + 1],
  ['subscription { news { id } }', 1],
  ['query ($n: Int) { users(first: $n) { id } }', 8, { n: 8 }],
  ['query ($n: Int = 3) { users(first: $n) { id } }', 3],
  ['query ($n: Int = 3) { users(first: $n) { id } }', 50, { n: null }],
  ['query ($n: Int) { page(first: $n) { nodes { friends(first: $n) { id } } } }', 1 + 4 * (1 + 4), { n: 4 }],
  ['query ($ids: [ID!]!) { byIds(ids: $ids) { friends { id } } }', 2 * (1 + 7), { ids: ['a', 'b'] }],
  ['query ($id: ID!) { byIds(ids: [$id, "b"]) { id } }', 2, { id: 'a' }],
  ['query ($input: PageInput) { nested(input: $input) { id } }', 6, { input: { first: 6 } }],
  ['query ($n: Int) { nested(input: { first: $n }) { id } }', 6, { n: 6 }],
  [
    'query ($filters: [Filter!]) { search(filters: $filters) { id } }',
    20 + 4,
    { filters: [{ word: 'a' }, { not: { word: 'b' } }] },
  ],
  ['query ($text: String) { search(text: $text) { id } }', 20 + 3, { text: 'x' }],
  ['query ($on: Boolean!) { me { id friends @include(if: $on) { id } } }', 1 + 7, { on: true }],
  ['query ($on: Boolean!) { me { id friends @include(if: $on) { id } } }', 1, { on: false }],
  ['query ($off: Boolean = true) { me { id ... @skip(if: $off) { friends { id } } } }', 1],
];

describe('the estimate of', () => {
  it.each(documents)('%s', (query, points, variables = {}) => expect(estimate(query, variables)).toBe(points));
});

it('the operation that is named is priced', () => {
  const query = 'query One { me { id } } query Two { plain { id } }';
  const two = priced(query, {}, undefined, 'Two');
  expect(two.price.estimate(two.variables)).toBe(10);
  expect(() => priced(query)).toThrow('There is no such operation');
});

it('a price is worked out once for a document, and anew for its variables', () => {
  const pricing = new Pricing({ weights: {}, listLength: 10 });
  const document = parse('query ($n: Int) { users(first: $n) { id } }');
  const of = (n: number) => pricing.priced(pricedSchema, document, undefined, { n });
  expect(of(1)?.price).toBe(of(1000)?.price);
  expect([1, 40, 1000].map((n) => of(n)?.price.estimate({ n }))).toEqual([1, 40, 1000]);
});

it.each([
  [{ n: 1e300 }, mostPoints],
  [{ n: 1e9 }, mostPoints],
  [{ n: '5' }, 1 + 20 + 20 * 7 + 20 * 7 * 7],
  [{ n: 2.5 }, 1 + 3 + 9 + 27],
])('lengths of %j are reckoned with, and bounded', (variables, points) => {
  const query = 'query ($n: Int) { page(first: $n) { nodes { friends(first: $n) { friends(first: $n) { id } } } } }';
  expect(estimate(query, variables)).toBe(points);
});

it('the config weighs by coordinate, before what the SDL says', () => {
  const weights = {
    'User.score': 9,
    User: 3,
    'Query.me': 7,
    'Query.search(text:)': 1,
    'Filter.word': 5,
    'Query.users': 0,
  };
  const of = new Pricing({ weights, listLength: 2 });
  // A field goes before its type.
  expect(estimate('{ me { score } }', {}, of)).toBe(7 + 9);
  expect(estimate('{ plain { id } }', {}, of)).toBe(2 * 3);
  expect(estimate('{ search(text: "x", filters: [{ word: "y" }]) { id } }', {}, of)).toBe(20 + 1 + 5);
  expect(estimate('{ users { friends { id } } }', {}, of)).toBe(5 * (0 + 7 * 3));
});

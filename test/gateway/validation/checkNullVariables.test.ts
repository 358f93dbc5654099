import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { checkNullVariables } from '../../../src/gateway/validation/checkNullVariables.js';
import { refusal } from '../../support/refusal.js';

const schema = buildSchema(`
  input Filter { is: String!, in: [String!], not: Filter }
  directive @limit(most: Int!) on FIELD
  type Query { a(count: Int!, name: String, filter: Filter): Int }
`);

const check = (query: string, variables?: Record<string, unknown>) => () =>
  checkNullVariables(schema, parse(query), variables);
const isNull = (name: string, type: string) => refusal(`Variable "$${name}" is null where "${type}" is needed.`);

describe('checkNullVariables', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['query ($c: Int = 1) { a(count: $c) }', { c: null }, 'c', 'Int!'],
    ['query ($s: String = "x") { a(count: 1, filter: { is: $s }) }', { s: null }, 's', 'String!'],
    ['query ($s: String = "x") { a(count: 1, filter: { is: "y", in: ["z", $s] }) }', { s: null }, 's', 'String!'],
    ['query ($s: String = "x") { a(count: 1, filter: { is: "y", not: { is: $s } }) }', { s: null }, 's', 'String!'],
    ['query ($c: Int = 1) { a(count: 1) @limit(most: $c) }', { c: null }, 'c', 'Int!'],
    ['query ($b: Boolean = true) { a(count: 1) @skip(if: $b) }', { b: null }, 'b', 'Boolean!'],
    ['query ($c: Int = 1) { ...F } fragment F on Query { a(count: $c) }', { c: null }, 'c', 'Int!'],
    ['query ($x: Int = 1, $c: Int = 1) { a(count: $x) b: a(count: $c) }', { x: 2, c: null }, 'c', 'Int!'],
  ])('refuses %s with %j', (query, variables, name, type) => {
    expect(check(query, variables)).toThrow(isNull(name, type));
  });

  it.each<[string, Record<string, unknown> | undefined]>([
    // The default holds.
    ['query ($c: Int = 1) { a(count: $c) }', {}],
    ['query ($c: Int = 1) { a(count: $c) }', undefined],
    ['query ($c: Int = 1) { a(count: $c) }', { c: 0 }],
    ['query ($c: Int = 1) { a(count: $c) }', { c: undefined }],
    // Null may be there.
    ['query ($s: String = "x") { a(count: 1, name: $s) }', { s: null }],
    ['query ($f: Filter) { a(count: 1, filter: $f) }', { f: null }],
    // It is used nowhere, or not known.
    ['query ($c: Int = 1) { a(count: 1) }', { c: null }],
    ['query ($c: Int = 1) { a(count: $c) }', { c: 1, other: null }],
    // Below a variable GraphQL itself refuses.
    ['query ($f: Filter) { a(count: 1, filter: $f) }', { f: { is: null } }],
  ])('lets %s with %j pass', (query, variables) => expect(check(query, variables)).not.toThrow());

  it('takes the definition of a variable for no use of it', () => {
    expect(check('query ($c: Int! = 1) { a(count: 1) }', { c: null })).not.toThrow();
  });
});

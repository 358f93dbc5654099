import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { countOperation } from '../../../src/gateway/validation/countOperation.js';
import { limitsFor } from '../../../src/gateway/validation/limitsFor.js';
import { limitRules, rulesFor } from '../../../src/gateway/validation/rulesFor.js';

const schema = buildSchema(`
  type Query { me: User you: User } type Subscription { me: User }
  type User { id: ID! name: String friend: User }`);

function counts(query: string) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('There is no operation');
  const { aliases, rootFields, directives } = countOperation(document, operation);
  return [aliases, rootFields, directives];
}

describe('an operation is counted: aliases, fields of the root, directives', () => {
  it.each([
    ['{ __typename me { id } }', [0, 1, 0]],
    ['{ a: me { id } b: me { x: id y: id } you { id } }', [4, 3, 0]],
    // Its own name is no other name.
    ['{ me: me { id: id } }', [0, 1, 0]],
    // What a router makes of fragments: one field, however often it stands there.
    [`{ ${'... on Query { me { ... on User { id } } } '.repeat(50)} }`, [0, 1, 0]],
    [`{ ${'... on Query { x: me { ... on User { y: id } } } '.repeat(50)} }`, [2, 1, 0]],
    [`query ($a: Boolean!) { ${'... on Query @include(if: $a) { me { id @skip(if: $a) } } '.repeat(50)} }`, [0, 1, 2]],
    ['query ($a: Boolean!) { me @skip(if: $a) { id @skip(if: $a) } you @skip(if: $a) { id } }', [0, 2, 3]],
    // A fragment counts wherever it is used.
    ['{ me { ...F } you { ...F friend { ...F } } } fragment F on User { a: id b: name }', [6, 2, 0]],
  ])('%s', (query, expected) => expect(counts(query)).toEqual(expected));

  it('through 2^20 expansions, in milliseconds', () => {
    const fragments = Array.from(
      { length: 20 },
      (_, n) =>
        `fragment F${n} on User { a: friend { ${n < 19 ? `...F${n + 1}` : 'id'} } b: friend { ${n < 19 ? `...F${n + 1}` : 'id'} } }`,
    );
    const began = performance.now();
    expect(counts(`{ me { ...F0 } } ${fragments.join(' ')}`)[0]).toBe(2 ** 21 - 2);
    expect(performance.now() - began).toBeLessThan(200);
  });

  it('fragments inside themselves once for each place where they are written', () => {
    // Below `me`, and below `friend`.
    expect(counts('{ me { ...F } } fragment F on User { a: id friend { ...F } }')[0]).toBe(2);
    expect(counts('{ me { ...F } } fragment F on User { ...F }')).toEqual([0, 1, 0]);
  });
});

describe('rules for a role', () => {
  const server = { depth: 3, tokens: 100, aliases: 2, rootFields: 2, directives: 1 };
  const codes = (query: string, role = {}, rules = limitRules) =>
    validate(schema, parse(query), [...specifiedRules, ...rules({ limits: role }, server)]).map(
      ({ extensions, message }) => [extensions['code'], message],
    );

  it.each([
    ['{ me { friend { friend { id } } } }', 'MAX_DEPTH_LIMIT', 'The query nests fields 4 deep; the limit is 3.'],
    ['{ a: me { b: id c: id } }', 'MAX_ALIASES_LIMIT', 'The operation has 3 fields under aliases; the limit is 2.'],
    [
      '{ me { id } you { id } ... on Query { x: me { id } } }',
      'MAX_ROOT_FIELDS_LIMIT',
      'The operation has 3 fields of the root; the limit is 2.',
    ],
    [
      'query ($a: Boolean!) { me @skip(if: $a) { id @skip(if: $a) } }',
      'MAX_DIRECTIVES_LIMIT',
      'The operation has 2 directives; the limit is 1.',
    ],
  ])('%s', (query, code, message) => {
    expect(codes(query)).toEqual([[code, message]]);
    const generous = { depth: 4, aliases: 3, rootFields: 3, directives: 2 };
    expect(codes(query, generous)).toEqual([]);
  });

  it('let pass what is at a limit, and may be stricter than the server', () => {
    expect(codes('{ me { friend { id } } you { a: id } }')).toEqual([]);
    expect(codes('{ me { id } }', { depth: 1 })).toHaveLength(1);
    expect(codes('{ a: me { id } }', { aliases: 0 })).toHaveLength(1);
    expect(limitsFor({ limits: { tokens: 10, aliases: 0 } }, server)).toEqual({ ...server, tokens: 10, aliases: 0 });
  });

  it('come after those of GraphQL, which refuse fragments inside themselves', () => {
    const circular = '{ me { ...F } } fragment F on User { friend { ...F } }';
    expect(codes(circular).map(([code, message]) => [code, String(message).slice(0, 40)])).toEqual([
      [undefined, 'Cannot spread fragment "F" within itself'],
    ]);
  });

  it('refuse subscriptions where one answer is all', () => {
    expect(
      codes('subscription { me { id } }', {}, (role, limits) =>
        rulesFor({ ...role, introspection: true }, limits),
      )[0]?.[0],
    ).toBe('OPERATION_NOT_SUPPORTED');
    expect(codes('subscription { me { id } }')).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Kind, parse, type ConstDirectiveNode } from 'graphql';
import { givenKey, isResolvable, keyedTypes, keyFields } from '../../src/subgraphSchema/entityKeys.js';

function keyOfType(key: string): ConstDirectiveNode {
  const [type] = parse(`type A ${key} { id: ID! }`).definitions;
  const directive = type?.kind === Kind.OBJECT_TYPE_DEFINITION ? type.directives?.[0] : undefined;
  if (directive === undefined) throw new Error('The test has no key');
  return directive;
}

describe('keyFields', () => {
  it.each([
    ['@key(fields: "id")', 'id'],
    ['@key(fields: "  a \\n\\t b ")', 'a b'],
    ['@key(fields: """a\n b""")', 'a b'],
    ['@key(resolvable: false, fields: "a { b }")', 'a { b }'],
    ['@key(fields: "")', ''],
    ['@key(fields: 5)', ''],
    ['@key(resolvable: true)', ''],
    ['@key', ''],
  ])('of %s are %j', (key, fields) => {
    expect(keyFields(keyOfType(key))).toBe(fields);
  });
});

describe('isResolvable', () => {
  it.each([
    ['@key(fields: "id")', true],
    ['@key(fields: "id", resolvable: true)', true],
    ['@key(fields: "id", resolvable: false)', false],
  ])('of %s is %j', (key, resolvable) => {
    expect(isResolvable(keyOfType(key))).toBe(resolvable);
  });
});

describe('keyedTypes', () => {
  const named = (sdl: string, key = 'key') =>
    keyedTypes(parse(sdl), key).map(({ name, isInterface, keys }) => [
      name,
      isInterface,
      keys.map(({ fields, resolvable }) => [fields, resolvable]),
    ]);

  it('are objects and interfaces, with the keys of their extensions', () => {
    const sdl = `
      type A @key(fields: "id") { id: ID! }
      extend type A @key(fields: "a b", resolvable: false) { a: ID! b: ID! }
      extend interface B @key(fields: "id") { id: ID! }
      type C @other(fields: "id") { id: ID! }
      input D { id: ID! }`;
    expect(named(sdl)).toEqual([
      [
        'A',
        false,
        [
          ['id', true],
          ['a b', false],
        ],
      ],
      ['B', true, [['id', true]]],
    ]);
    expect(named(sdl, 'other')).toEqual([['C', false, [['id', true]]]]);
  });

  it.each(['', 'a {', '{ a }', '}'])('refuse the key %j with a sentence', (fields) => {
    expect(() => named(`type A @key(fields: "${fields}") { a: ID! }`)).toThrow(
      `A key of "A" is no selection of fields: "${fields}".`,
    );
  });
});

describe('givenKey', () => {
  const [type] = keyedTypes(
    parse(
      'type A @key(fields: "id") @key(fields: "shop { town { id } } number") @key(fields: "sku variant") { id: ID! }',
    ),
    'key',
  );
  const given = (representation: object) => givenKey(representation, type?.keys ?? [])?.fields;

  it.each([
    [{ id: '1' }, 'id'],
    [{ id: 0 }, 'id'],
    [{ id: '1', sku: 'a', variant: 'b' }, 'id'],
    [{ sku: 'a', variant: 'b' }, 'sku variant'],
    [{ shop: { town: { id: 1 }, more: 2 }, number: 3 }, 'shop { town { id } } number'],
    // What is null may be a part of a key, and is no key beside a whole one.
    [{ sku: 'a', variant: null }, 'sku variant'],
    [{ id: null }, 'id'],
    [{ id: null, sku: 'a', variant: 'b' }, 'sku variant'],
    [{ shop: null, number: 3 }, 'shop { town { id } } number'],
    [{ shop: { town: null }, number: 3 }, 'shop { town { id } } number'],
    [{}, undefined],
    [{ sku: 'a' }, undefined],
    [{ shop: { town: {} }, number: 3 }, undefined],
    [{ shop: 'Lyon', number: 3 }, undefined],
    [{ shop: { town: { id: 1 } } }, undefined],
    // A key may lead through a list.
    [{ shop: [{ town: { id: 1 } }, { town: [{ id: 2 }] }], number: 3 }, 'shop { town { id } } number'],
    [{ shop: [], number: 3 }, 'shop { town { id } } number'],
    [{ shop: [{ town: { id: 1 } }, {}], number: 3 }, undefined],
    [{ shop: [{ town: { id: 1 } }, 'Lyon'], number: 3 }, undefined],
  ])('of %j is %j', (representation, fields) => {
    expect(given(representation)).toBe(fields);
  });
});

import { describe, expect, it } from '@jest/globals';
import { parse, print, type ObjectTypeDefinitionNode } from 'graphql';
import { keyDirectives, mergeKeys } from '../../src/federation/keys.js';
import { keyFields } from '../../src/subgraphSchema/entityKeys.js';

const typeOf = (sdl: string): ObjectTypeDefinitionNode => parse(sdl).definitions[0] as ObjectTypeDefinitionNode;

/** The keys of the types of each document, as they are joined. */
const joined = (...sdls: string[]): string[][] =>
  mergeKeys(sdls.map((sdl) => parse(sdl))).map(({ definitions }) =>
    definitions.flatMap((one) => keyDirectives(one as ObjectTypeDefinitionNode).map((key) => print(key))),
  );

describe('keyDirectives', () => {
  it('are the keys of a type among its directives', () => {
    const type = typeOf('type A @key(fields: "id") @tag(name: "x") @key(fields: "a b") { id: ID! }');
    expect(keyDirectives(type).map(keyFields)).toEqual(['id', 'a b']);
    expect(keyDirectives(typeOf('type A { id: ID! }'))).toEqual([]);
    expect(keyDirectives({})).toEqual([]);
  });
});

describe('mergeKeys', () => {
  it('leaves a key out where another answers for it', () => {
    expect(
      joined('type A @key(fields: "id") { id: ID! }', 'type A @key(fields: "id", resolvable: false) { id: ID! }'),
    ).toEqual([['@key(fields: "id")'], []]);
  });

  it('keeps a key that nobody answers for, and those of all who answer', () => {
    expect(
      joined(
        'type A @key(fields: "id", resolvable: false) { id: ID! }',
        'type A @key(fields: "id", resolvable: false) { id: ID! } type B @key(fields: "id") { id: ID! }',
        'type B @key(fields: "id", resolvable: true) { id: ID! }',
      ),
    ).toEqual([
      ['@key(fields: "id", resolvable: false)'],
      ['@key(fields: "id", resolvable: false)', '@key(fields: "id")'],
      ['@key(fields: "id", resolvable: true)'],
    ]);
  });

  it('tells keys apart by their type and fields, not by their blanks', () => {
    expect(
      joined(
        'type A @key(fields: "a b") { a: ID! b: ID! } type B @key(fields: "id") { id: ID! }',
        'type A @key(fields: "a  b", resolvable: false) @key(fields: "b a", resolvable: false) @key(fields: "id", resolvable: false) { a: ID! b: ID! id: ID! }',
      )[1],
    ).toEqual(['@key(fields: "b a", resolvable: false)', '@key(fields: "id", resolvable: false)']);
  });

  it('leaves the documents as they were, and other directives where they are', () => {
    const [first, second] = [
      parse('type A @key(fields: "id") { id: ID! }'),
      parse('type A @key(fields: "id", resolvable: false) @tag(name: "x") { id: ID! } scalar S enum E { A }'),
    ];
    const before = print(second);
    const [, after] = mergeKeys([first, second]);
    expect(print(second)).toBe(before);
    expect(after && print(after)).toBe(before.replace(' @key(fields: "id", resolvable: false)', ''));
  });
});

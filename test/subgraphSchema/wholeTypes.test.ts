import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { wholeTypes } from '../../src/subgraphSchema/wholeTypes.js';

const whole = (sdl: string, extended = 'extends'): string =>
  print(wholeTypes(parse(sdl), extended)).replaceAll(/\s+/g, ' ');

const kinds = [
  ['type A @a { b: Int }', 'type A { c: Int }'],
  ['interface A @a { b: Int }', 'interface A { c: Int }'],
  ['union A @a = B', 'union A = C'],
  ['enum A @a { B }', 'enum A { C }'],
  ['input A @a { b: Int }', 'input A { c: Int }'],
  ['scalar A @a', 'scalar A @b'],
] as const;

describe('wholeTypes', () => {
  it.each(kinds)(
    'makes the first extension of a type without another definition its definition: %s',
    (first, second) => {
      expect(whole(`extend ${first} extend ${second}`)).toBe(`${first} extend ${second}`);
    },
  );

  it.each(kinds)('leaves extensions of what is defined, before them or behind: %s', (first, second) => {
    expect(whole(`${first} extend ${second}`)).toBe(`${first} extend ${second}`);
    expect(whole(`extend ${second} ${first}`)).toBe(`extend ${second} ${first}`);
  });

  it('takes a definition that says it extends for an extension where there is another', () => {
    const sdl =
      '"One." type A @extends { a: Int } type A { b: Int } type B @extends { c: Int } type C @more { d: Int }';
    expect(whole(sdl)).toBe(
      'extend type A @extends { a: Int } type A { b: Int } type B @extends { c: Int } type C @more { d: Int }',
    );
    expect(whole('type A @more { a: Int } type A { b: Int }', 'more')).toBe(
      'extend type A @more { a: Int } type A { b: Int }',
    );
  });

  it('makes one type of several that all say they extend', () => {
    expect(whole('type A @extends { a: Int } extend type A { b: Int } type A @extends { c: Int }')).toBe(
      'type A @extends { a: Int } extend type A { b: Int } extend type A @extends { c: Int }',
    );
  });

  it('leaves two definitions, so that they are refused', () => {
    expect(whole('type A { a: Int } type A { b: Int }')).toBe('type A { a: Int } type A { b: Int }');
  });
});

import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { joinParts } from '../../src/subgraphSchema/joinParts.js';
import { readTypeDefs, type TypeDefs } from '../../src/subgraphSchema/readTypeDefs.js';

const sdlOf = (typeDefs: TypeDefs): string => joinParts(readTypeDefs(typeDefs)).sdl();
const federation = (version: string, more: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/${version}"${more})`;

describe('joinParts', () => {
  it('gives texts as they were written', () => {
    const one = `# Ours.\n${federation('v2.3', ', import: ["@key"]')}\ntype A  @key(fields:"id") { id:ID! }`;
    expect(sdlOf(one)).toBe(one);
    expect(sdlOf([one, 'type B { b: Int }'])).toBe(`${one}\n\ntype B { b: Int }`);
  });

  it('prints documents', () => {
    expect(sdlOf(['type A { a: Int }', parse('type B{b:Int}')])).toBe('type A {\n  a: Int\n}\n\ntype B {\n  b: Int\n}');
  });

  it('makes one link of those of several parts, with the newer version and what each imports', () => {
    const sdl = sdlOf([
      `${federation('v2.3', ', import: ["@key", { name: "@tag", as: "@label" }]')} type A { a: Int }`,
      `${federation('v2.10', ', for: EXECUTION, import: ["@shareable", "@key"]')}
        @link(url: "https://myspecs.dev/own/v1.0") type B { b: Int }`,
    ]);
    expect(sdl.match(/@link\([^)]*\)/g)).toEqual([
      '@link(url: "https://specs.apollo.dev/federation/v2.10", import: ["@key", {name: "@tag", as: "@label"}, "@shareable"])',
      '@link(url: "https://myspecs.dev/own/v1.0")',
    ]);
  });

  it.each([
    ['v2.3', ', import: ["@key"]', 'v2.3', ', import: [{ name: "@key", as: "@id" }]', 'names for "@key"'],
    ['v2.3', '', 'v2.3', ', as: "fed"', 'prefixes ("as")'],
    ['v2.3', '', 'v3.0', '', 'versions'],
  ])('refuses links that contradict each other: %s%s and %s%s', (version, more, other, otherMore, what) => {
    expect(() => sdlOf([federation(version, more), federation(other, otherMore)])).toThrow(
      `Two parts of the SDL link https://specs.apollo.dev/federation with different ${what}: one schema can have but one.`,
    );
  });

  it('leaves out what federation adds, which other libraries print', () => {
    const sdl = sdlOf(`
      scalar _Any union _Entity = A type _Service { sdl: String! }
      type A { a: Int }
      type Query { a: A _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }`);
    expect(sdl).toBe('type A {\n  a: Int\n}\n\ntype Query {\n  a: A\n}');
  });
});

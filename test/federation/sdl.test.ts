import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, parse, print } from 'graphql';
import {
  linkedSdl,
  mergeFiles,
  mergeSubgraphs,
  plainSdl,
  readSubgraphSdl,
  withFields,
} from '../../src/federation/sdl.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const customers = `${link}
  "Who buys." type Customer @key(fields: "id") { "The key." id: ID! }
  type Query { customer(id: ID!): Customer }
  type PageInfo @shareable { hasNextPage: Boolean! @shareable }
  directive @pii(class: String) on FIELD_DEFINITION`;
const orders = `${link}
  type Customer @key(fields: "id", resolvable: false) { id: ID! orders: [Order!]! mail: String @pii(class: "CONTACT") }
  type Order @key(fields: "shop number") { shop: ID! number: ID! }
  type Query { order(number: ID!): Order }
  type PageInfo @shareable { hasNextPage: Boolean! @shareable }
  directive @pii(class: String) on FIELD_DEFINITION`;

const merged = mergeSubgraphs([customers, orders]);

describe('readSubgraphSdl', () => {
  it('is the file of a subgraph, which is read once', () => {
    const sdl = readSubgraphSdl('customers');
    expect(sdl).toContain('type Customer');
    expect(readSubgraphSdl('customers')).toBe(sdl);
    expect(() => readSubgraphSdl('nowhere')).toThrow('nowhere.graphql');
  });
});

describe('mergeSubgraphs', () => {
  it('makes one type of those of several, with all fields and keys that are answered for', () => {
    const text = print(merged);
    expect(text).toMatch(
      /"Who buys\."\ntype Customer @key\(fields: "id"\) \{\n +"The key\."\n +id: ID!\n +orders: \[Order!\]!/,
    );
    expect(text.match(/type Customer/g)).toHaveLength(1);
    expect(text).toMatch(/type Query \{\n +customer\(id: ID!\): Customer\n +order\(number: ID!\): Order\n\}/);
  });

  it('takes the links of federation away', () => {
    expect(print(merged)).not.toMatch(/@link|extend schema|schema \{/);
  });

  it('refuses types that contradict each other', () => {
    expect(() => mergeSubgraphs(['type A { a: Int }', 'type A { a: String }'])).toThrow(/a/);
  });
});

describe('mergeFiles', () => {
  it('merges the files of some subgraphs, once', () => {
    const document = mergeFiles(['aliases', 'validation']);
    expect(print(document)).toBe(print(mergeSubgraphs(['aliases', 'validation'].map(readSubgraphSdl))));
    expect(mergeFiles(['aliases', 'validation'])).toBe(document);
    expect(mergeFiles(['aliases'])).not.toBe(document);
  });
});

describe('withFields', () => {
  const document = parse('type A { one: Int } type B { two: Int }');

  it('adds the fields of extensions to their types', () => {
    const sdls = [
      'extend type B { three: Int }',
      'extend type B { "Four." four: [Int!]! } extend type A { five: Int }',
    ];
    expect(print(withFields(document, sdls))).toBe(
      print(parse('type A { one: Int five: Int } type B { two: Int three: Int "Four." four: [Int!]! }')),
    );
    expect(print(document)).toBe(print(parse('type A { one: Int } type B { two: Int }')));
  });

  it('refuses what is no such extension', () => {
    expect(() => withFields(document, ['extend type C { one: Int }'])).toThrow('There is no type to add fields to: C');
    expect(() => withFields(document, ['type C { one: Int }'])).toThrow('Only fields of object types can be added');
  });
});

describe('linkedSdl', () => {
  it('begins with the links to the specifications', () => {
    const sdl = print(linkedSdl(merged));
    expect(
      sdl.startsWith(
        'extend schema @link(url: "https://specs.apollo.dev/federation/v2.1", import: ["@composeDirective", "@key", "@shareable"]) ' +
          '@link(url: "https://facet.example/pii/v1.0", import: ["@pii"]) @composeDirective(name: "@pii")\n',
      ),
    ).toBe(true);
    expect(() => parse(sdl)).not.toThrow();
    expect(sdl).toContain('type Order @key(fields: "shop number")');
  });

  it('links the lowest version of federation that has what it uses', () => {
    const versionOf = (sdl: string) => /federation\/(v2\.\d+)/.exec(print(linkedSdl(parse(sdl))))?.[1];
    expect(versionOf('type A @key(fields: "id") @shareable @tag(name: "x") { id: ID! @inaccessible }')).toBe('v2.0');
    expect(versionOf('type A @key(fields: "id") { id: ID! @requiresScopes(scopes: [["a"]]) }')).toBe('v2.5');
    expect(versionOf('type A @key(fields: "id") @authenticated { id: ID! @cost(weight: 2) }')).toBe('v2.9');
  });
});

describe('plainSdl', () => {
  it('leaves out what only a router needs, and keeps other directives', () => {
    const sdl = plainSdl(merged);
    expect(sdl).not.toMatch(/@key|@shareable/);
    expect(sdl).toContain('mail: String @pii(class: "CONTACT")');
    expect(() => buildASTSchema(parse(sdl))).not.toThrow();
  });
});

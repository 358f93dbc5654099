import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, parse, print } from 'graphql';
import { executableDocument, mergeSubgraphs, plainSdl, readSubgraphSdl, serviceSdl } from '../../src/federation/sdl.js';

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

describe('serviceSdl', () => {
  it('begins with the link to the specification', () => {
    const sdl = serviceSdl(merged);
    expect(
      sdl.startsWith(
        'extend schema\n  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n',
      ),
    ).toBe(true);
    expect(() => parse(sdl)).not.toThrow();
    expect(sdl).toContain('type Order @key(fields: "shop number")');
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

describe('executableDocument', () => {
  const text = print(executableDocument(merged, { representations: 12_000 }));

  it('has the entrances of federation, over all types that have a key', () => {
    expect(text).toContain('union _Entity = Customer | Order');
    expect(text).toMatch(/_service: _Service!/);
    expect(text).toMatch(/representations: \[_Any!\]!\n +\): \[_Entity\]!/);
    expect(text).toContain('Keys with their type names; 12,000 at most, equal ones counted once.');
  });

  it('is a whole schema, in which everything of federation is described', () => {
    const schema = buildASTSchema(parse(text));
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted()).toEqual([
      '_entities',
      '_service',
      'customer',
      'order',
    ]);
    for (const name of ['_Any', '_Service', '_Entity', 'FieldSet', 'link__Import'])
      expect([name, schema.getType(name)?.description]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
    for (const name of ['key', 'link', 'shareable'])
      expect([name, schema.getDirective(name)?.description]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
  });
});

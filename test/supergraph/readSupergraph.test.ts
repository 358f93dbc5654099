import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { printSchema } from 'graphql';
import { composed } from '../planning/conformance/joinWorld.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';

/** The least that makes a supergraph of join v0.3. */
const joinThree = `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }
  directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on OBJECT
  directive @link(url: String, for: link__Purpose) repeatable on SCHEMA
  scalar join__FieldSet
  enum link__Purpose { SECURITY EXECUTION }
  enum join__Graph { A @join__graph(name: "a-team", url: "http://a.example/graphql") B @join__graph(name: "b") }`;

const refusal = (sdl: string): unknown => {
  try {
    readSupergraph(sdl);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('what a supergraph is not', () => {
  it.each([
    ['', 'The supergraph cannot be read: it is empty.'],
    ['  \n', 'The supergraph cannot be read: it is empty.'],
    ['type Query {', 'The supergraph cannot be read: Syntax Error: Expected Name, found <EOF>.'],
    ['{"data":1}', 'The supergraph cannot be read: Syntax Error: Expected Name, found String "data".'],
    [
      'type Query { a: Int }',
      'The supergraph cannot be read: it names no subgraphs, for it has no enum join__Graph with values.',
    ],
    [`${joinThree} type Query { a: Nothing }`, 'The supergraph cannot be read: Unknown type: "Nothing".'],
    [`${joinThree} type Other { a: Int }`, 'The supergraph cannot be read: Unknown type: "Query".'],
    [
      `${joinThree} type Query { a: Int } type Query { b: Int }`,
      'The supergraph cannot be read: it defines Query twice.',
    ],
    [
      `${joinThree} interface I { a: Int } type Query implements I { b: Int }`,
      'The supergraph cannot be read: what clients would see is no schema. Interface field I.a expected but Query does not provide it.',
    ],
    // The native planner ends the process where it meets one of these.
    [
      `${joinThree} type Query @join__type(graph: A, key: "id {") { id: Int }`,
      'The supergraph cannot be read: @join__type of Query has "id {", which is no selection.',
    ],
    [
      `${joinThree} type Query @join__type(graph: A, key: "nothing") { id: Int }`,
      'The supergraph cannot be read: @join__type of Query names nothing, which is no field of Query.',
    ],
    [
      `${joinThree} type Query @join__type(graph: C) { id: Int }`,
      'The supergraph cannot be read: Query is said to be of the subgraph C, which it does not name.',
    ],
    [
      `${joinThree} type Query { a: Int @join__field(graph: A, requires: "b { c }") b: Query }`,
      'The supergraph cannot be read: @join__field of Query.a names c, which is no field of Query.',
    ],
    [
      `${joinThree} type Query { a: Int b: Query @join__field(graph: A, provides: "... on Nobody { a }") }`,
      'The supergraph cannot be read: @join__field of Query.b names Nobody, which is no type of it.',
    ],
    [
      `${joinThree} type Query @join__implements(graph: A, interface: "Node") { a: Int @join__field(graph: A, type: "[") }`,
      'The supergraph cannot be read: Query names Node, which it does not define.',
    ],
    [
      `${joinThree} type Query { a: Int @join__field(graph: A, requires: "b { c }") b: Part } type Part @join__type(graph: B) { c: Int }`,
      'The supergraph cannot be read: @join__field of Query.a names fields of Part, which A does not have.',
    ],
    [
      `${joinThree} type Query { a: Int @join__field(graph: A, type: "[") }`,
      'The supergraph cannot be read: @join__field of Query.a has the type [, which is none.',
    ],
  ])('is told of %j', (sdl, message) => {
    expect(refusal(sdl)).toMatchObject({ code: 'SUPERGRAPH_INVALID', message });
  });

  it('tells a thousand characters of what is wrong at most', () => {
    const many = Array.from({ length: 200 }, (_, n) => `type T${n} implements I { b: Int } `).join('');
    const fault = refusal(`${joinThree} interface I { a: Int } ${many} type Query { a: Int }`);
    expect((fault as Error).message.length).toBeLessThan(1100);
  });
});

describe('what clients see', () => {
  it('has nothing of what joins, of what is hidden, and of what federation adds', () => {
    const { apiSchema, graphs } = readSupergraph(`
      schema
        @link(url: "https://specs.apollo.dev/link/v1.0")
        @link(url: "https://specs.apollo.dev/join/v0.5", as: "j", for: EXECUTION)
        @link(url: "https://specs.apollo.dev/inaccessible/v0.2", as: "hidden", for: SECURITY)
        @link(url: "https://specs.apollo.dev/tag/v0.3", import: [{ name: "@tag", as: "@label" }])
        @link(url: "https://rules.example/pii/v1.0", import: ["@pii"])
      { query: Query mutation: Mutation }
      directive @j__type(graph: j__Graph!) repeatable on OBJECT
      directive @hidden on FIELD_DEFINITION
      directive @label(name: String!) repeatable on FIELD_DEFINITION
      directive @pii(class: Class!) on FIELD_DEFINITION
      directive @cached(seconds: Int @hidden, scope: Secret) on FIELD
      scalar j__FieldSet
      enum j__Graph { A @j__graph(name: "a-team", url: "http://a.example/graphql") B @j__graph(name: "b") }
      scalar _Any
      union _Entity = Item
      type _Service { sdl: String }
      enum Class { IDENTITY }
      type Query @j__type(graph: A) {
        item(id: ID!, spy: Boolean @hidden, secret: Secret): Item @label(name: "x") @pii(class: IDENTITY)
        secret: Secret
        any: Any
        _service: _Service!
        _entities(representations: [_Any!]!): [_Entity]!
      }
      type Mutation { spy: Int @hidden }
      type Item implements Named & Hidden { id: ID! name: String inner: Int @hidden old: Int @deprecated(reason: "new") mood: Mood }
      interface Named { name: String inner: Int @hidden }
      interface Hidden @hidden { id: ID! }
      type Ghost @hidden { id: ID! }
      union Any = Item | Ghost
      union Ghosts = Ghost
      enum Mood { GLAD SAD @hidden }
      enum Secret @hidden { ONE }
      input Filter { name: String spy: Int @hidden secret: Secret }
    `);
    expect(graphs).toEqual([
      { name: 'a-team', url: 'http://a.example/graphql' },
      { name: 'b', url: '' },
    ]);
    expect(printSchema(apiSchema)).toBe(`directive @pii(class: Class!) on FIELD_DEFINITION

directive @cached on FIELD

enum Class {
  IDENTITY
}

type Query {
  item(id: ID!): Item
  any: Any
}

type Item implements Named {
  id: ID!
  name: String
  old: Int @deprecated(reason: "new")
  mood: Mood
}

interface Named {
  name: String
}

union Any = Item

enum Mood {
  GLAD
}

input Filter {
  name: String
}`);
    // What says something of the API beside its types stays where others find it.
    const fields = apiSchema.getQueryType()?.getFields() ?? {};
    expect(fields['item']?.astNode?.directives?.map(({ name }) => name.value)).toEqual(['label', 'pii']);
  });

  it('reads the first form of supergraphs, in which fields have owners', () => {
    const { apiSchema, graphs, joins } = readSupergraph(`
      schema @core(feature: "https://specs.apollo.dev/core/v0.1") @core(feature: "https://specs.apollo.dev/join/v0.1") { query: Query }
      directive @core(feature: String!) repeatable on SCHEMA
      directive @join__owner(graph: join__Graph!) on OBJECT
      enum join__Graph { A @join__graph(name: "a", url: "") B @join__graph(name: "b", url: "") }
      type Query { user: User @join__field(graph: A) }
      type User @join__owner(graph: A) @join__type(graph: A, key: "id") @join__type(graph: B, key: "id") {
        id: ID! @join__field(graph: A)
        name: String
        age: Int @join__field(graph: B)
        place: Place
      }
      type Place { town: String }
    `);
    expect(graphs.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(Object.keys(apiSchema.getTypeMap()).filter((name) => /^(join|core)/.test(name))).toEqual([]);
    expect(['id', 'name', 'age', 'place'].map((field) => joins.graphsOf('User', field))).toEqual([
      ['a'],
      ['a'],
      ['b'],
      ['a'],
    ]);
  });

  it('reads the supergraph of the server itself', () => {
    const sdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
    const { apiSchema, graphs, joins } = readSupergraph(sdl);
    expect(graphs.map(({ name }) => name)).toContain('customers');
    expect(apiSchema.getType('Customer')).toBeDefined();
    expect(apiSchema.getType('join__Graph')).toBeUndefined();
    expect(joins.keysOf('Customer', 'customers').length).toBeGreaterThan(0);
  });
});

it('keeps an object that is called as a scalar of federation', () => {
  const sdl = composed({ a: { sdl: 'type Query { fields: Fields } type Fields { count: Int }' } });
  const { apiSchema } = readSupergraph(sdl.replaceAll('Fields', 'FieldSet'));
  expect(String(apiSchema.getQueryType()?.getFields()['fields']?.type)).toBe('FieldSet');
});

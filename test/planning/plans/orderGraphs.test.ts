import { describe, expect, it } from '@jest/globals';
import { composeSubgraphs } from '../../../src/composition/compose.js';
import { orderGraphs } from '../../../src/planning/plans/orderGraphs.js';
import { askComposed } from '../../composition/askComposed.js';
import { subgraphOf } from '../../composition/subgraphOf.js';

const person = { __typename: 'Person', id: 'p1', name: 'Ann', age: 30 };

const people = (name: string) => ({
  source: subgraphOf(
    name,
    `type Query { staff: [Named!]! }
     interface Named @key(fields: "id") { id: ID! name: String! }
     type Person implements Named @key(fields: "id") { id: ID! name: String! age: Int! }`,
  ),
  resolvers: {
    Query: { staff: () => [person] },
    Named: { __resolveReference: () => person },
    Person: { __resolveReference: () => person },
  },
});

const signs = (name: string) => ({
  source: subgraphOf(
    name,
    'type Query { signed: [Named!]! } type Named @key(fields: "id") @interfaceObject { id: ID! login: String! }',
    ['key', 'interfaceObject'],
  ),
  resolvers: {
    Query: { signed: () => [{ id: 'p1' }] },
    Named: { __resolveReference: (one: object) => one, login: ({ id }: { id: string }) => `${id}@` },
  },
});

const namesOf = (sdl: string): string[] =>
  [...sdl.matchAll(/@join__graph\(name: "([^"]*)"/g)].map(([, name = '']) => name);

describe('orderGraphs', () => {
  it('leaves a supergraph without interface objects as it is', () => {
    const { sdl } = composeSubgraphs([people('b').source]);
    expect(orderGraphs(sdl).sdl).toBe(sdl);
  });

  it('puts those that know an interface as an object behind its owners, and gives their names back', () => {
    const { sdl } = composeSubgraphs([people('people').source, signs('logins').source]);
    const { sdl: ordered, nameOf } = orderGraphs(sdl);
    expect(namesOf(sdl)).toEqual(['logins', 'people']);
    expect(namesOf(ordered)).toEqual(['001_logins', '000_people']);
    expect(namesOf(ordered).map(nameOf)).toEqual(namesOf(sdl));
    expect(ordered.replace('001_logins', 'logins').replace('000_people', 'people')).toBe(sdl);
  });

  it('finds them however they are written, and renames what fields were taken from', () => {
    const ordered = orderGraphs(`
      enum join__Graph { A @join__graph(name: "a", url: "") B @join__graph(name: "b", url: "") }
      interface I @join__type(graph: B) @join__type(graph: A, isInterfaceObject:true) { id: ID }
      type Query { one: Int @join__field(graph: B, override: "a", overrideLabel: "percent(30)") two: Int @join__field(graph: A, override: "gone") }`);
    expect(ordered.sdl).toContain('A @join__graph(name: "001_a", url: "") B @join__graph(name: "000_b", url: "")');
    expect(ordered.sdl).toContain('@join__field(graph: B, override: "001_a", overrideLabel: "percent(30)")');
    expect(ordered.sdl).toContain('@join__field(graph: A, override: "gone")');
  });

  it('orders 60 graphs each of which knows the interfaces of all others as objects', () => {
    const graphs = Array.from({ length: 60 }, (_, n) => `G${n}`);
    const values = graphs.map((graph) => `${graph} @join__graph(name: "${graph.toLowerCase()}", url: "")`);
    const interfaces = graphs.map((owner) => {
      const joins = graphs.map(
        (graph) => `@join__type(graph: ${graph}${graph === owner ? '' : ', isInterfaceObject: true'})`,
      );
      return `interface I${owner} ${joins.join(' ')} { id: ID }`;
    });
    // One more that only stands behind.
    const last = 'interface Last @join__type(graph: G0) @join__type(graph: A, isInterfaceObject: true) { id: ID }';
    const ordered = orderGraphs(
      `enum join__Graph { ${values.join(' ')} A @join__graph(name: "a", url: "") } ${interfaces.join(' ')} ${last}`,
    );
    expect(namesOf(ordered.sdl)).toEqual([...graphs.map((graph) => `000_${graph.toLowerCase()}`), '001_a']);
  });

  it.each([
    ['a', 'b'],
    ['b', 'a'],
    ['people', 'logins'],
  ])('lets objects of the interface be asked for, whatever graphs are called: %s and %s', async (owner, other) => {
    const ask = await askComposed([people(owner), signs(other)]);
    expect(await ask('{ signed { login ... on Person { age name login } } }')).toEqual({
      data: { signed: [{ login: 'p1@', age: 30, name: 'Ann' }] },
    });
    expect(await ask('{ staff { id login } }')).toEqual({ data: { staff: [{ id: 'p1', login: 'p1@' }] } });
  });
});

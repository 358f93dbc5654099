import { describe, expect, it } from '@jest/globals';
import { composeSubgraphs } from '../../src/composition/compose.js';
import type { SubgraphSource } from '../../src/composition/Composition.js';
import { NotComposable } from '../../src/composition/NotComposable.js';
import { subgraphOf } from './subgraphOf.js';

function faultsOf(...sources: readonly SubgraphSource[]): readonly string[] {
  try {
    composeSubgraphs(sources);
  } catch (error) {
    if (error instanceof NotComposable) return error.faults;
    throw error;
  }
  return [];
}

const thing = 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! name: String }';

describe('composeSubgraphs', () => {
  it('names graphs and their addresses', () => {
    const { sdl, losses, notes } = composeSubgraphs([
      subgraphOf('my-things', thing),
      subgraphOf('sizes', 'type Thing @key(fields: "id") { id: ID! size: Int }'),
    ]);
    expect(sdl).toContain('MY_THINGS @join__graph(name: "my-things", url: "http://my-things.example/graphql")');
    expect(sdl).toContain('size: Int @join__field(graph: SIZES)');
    expect([losses, notes]).toEqual([[], []]);
  });

  it('takes subgraphs of Federation 1, without @link', () => {
    const old = { name: 'old', url: '', sdl: 'extend type Thing @key(fields: "id") { id: ID! @external size: Int }' };
    expect(composeSubgraphs([subgraphOf('things', thing), old]).sdl).toContain('size: Int @join__field(graph: OLD)');
  });

  it('takes subgraphs of a newer Federation 2, but for what is new in it', () => {
    const newer = (names: string): SubgraphSource => ({
      name: 'newer',
      url: '',
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [${names}])
        type Thing @key(fields: "id") { id: ID! size: Int }`,
    });
    expect(composeSubgraphs([subgraphOf('things', thing), newer('"@key"')]).sdl).toContain('size: Int @join__field');
    expect(faultsOf(subgraphOf('things', thing), newer('"@key", "@cacheTag"')).join(' ')).toContain('@cacheTag');
  });

  it('refuses nothing, and a name twice', () => {
    expect(() => composeSubgraphs([])).toThrow('There are no subgraphs to compose.');
    const one = subgraphOf('things', thing);
    expect(() => composeSubgraphs([one, one])).toThrow('Two subgraphs have the name "things".');
    expect(() => composeSubgraphs([one, { ...one, name: 'b', sdl: ' \n' }])).toThrow(
      'The SDL of the subgraph "b" is empty.',
    );
  });

  it('tells one fault in the sentence, and counts several', () => {
    const other = subgraphOf('other', 'type Thing @key(fields: "id") { id: ID! name: Int @shareable }');
    const shared = subgraphOf('things', thing.replace('name: String', 'name: String @shareable'));
    expect(() => composeSubgraphs([shared, other])).toThrow(
      'The subgraphs things, other do not compose: Type of field "Thing.name" is incompatible across subgraphs: it has type ' +
        '"Int" in subgraph "other" but type "String" in subgraph "things".',
    );
    expect(() => composeSubgraphs([subgraphOf('things', thing), other])).toThrow(/do not compose: \(1\) .* \(2\) /);
  });

  const other = (sdl: string, ...directives: string[]) => subgraphOf('other', sdl, ['key', 'shareable', ...directives]);
  const things = (sdl: string) => subgraphOf('things', sdl);
  it.each([
    [
      [things(thing), other('enum Thing { A }')],
      'Type "Thing" has mismatched kind: it is defined as Enum Type in subgraph "other" but Object Type in subgraph "things".',
    ],
    [
      [things(thing), other('type Thing @key(fields: "id", resolvable: false) { id: ID! size: Int }')],
      'the query { thing { size } } cannot be answered: from subgraph "things": cannot find field "Thing.size". cannot move to ' +
        'subgraph "other", which has field "Thing.size", because type "Thing" has no @key defined in subgraph "other".',
    ],
    [
      [
        things(thing),
        other('type Other { thing: Nothing all(of: [Nothing!]): Int } type One implements Nothing { a: Int }'),
      ],
      '"other": Unknown type Nothing (at Other.thing, Other.all(of:), One).',
    ],
    [
      [things(thing), other('type Other { thing: Int @secret } enum Kind @secret { A @secret }')],
      '"other": Unknown directive "@secret" (at Other.thing, Kind, Kind.A).',
    ],
    [
      [things(thing), other('type Thing @key(fields: "id") { id: ID! name: String @external size: Int }', 'external')],
      '"other": Field "Thing.name" is marked @external but is not used in any federation directive (@key, @provides, @requires) ' +
        'or to satisfy an interface; the field declaration has no use and should be removed (or the field should not be ' +
        '@external) (Thing.name: "things" has `String`, "other" has `String @external`).',
    ],
    [
      [
        things('type Query { a(f: Filter): Int } input Filter { a: Int }'),
        other('type Query { b(f: Filter): Int } input Filter { b: Int c: Int }'),
      ],
      'None of the fields of input object type "Filter" are consistently defined in all the subgraphs defining that type. As ' +
        'only fields common to all subgraphs are merged, this would result in an empty type (Filter: "things" has ' +
        '`input { a }`, "other" has `input { b c }`).',
    ],
    [[things('type Thing { a: Int }')], 'No queries found in any subgraph: a supergraph must have a query root type.'],
  ])('names the subgraphs and the coordinates of a fault, %#', (sources, fault) =>
    expect(faultsOf(...sources)).toContain(fault),
  );

  it('tells a fault that stands at several places once', () =>
    expect(faultsOf(things('type Query { a: Int @x b: Int @x }'))).toEqual([
      '"things": Unknown directive "@x" (at Query.a, Query.b).',
    ]));

  it('tells of a field set that cannot be parsed', () =>
    expect(faultsOf(things(thing), other('type Thing @key(fields: "id {") { id: ID! }')).join(' ')).toMatch(
      /"other": On type "Thing", for @key\(fields: "id \{"\)/,
    ));
});

import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { composeSubgraphs } from '../../../src/composition/compose.js';
import type { SubgraphSource } from '../../../src/composition/Composition.js';
import { factsOfSubgraph } from '../../../src/composition/facts/readSubgraph.js';
import { readTypes } from '../../../src/composition/facts/readTypes.js';
import { findLosses } from '../../../src/composition/losses/findLosses.js';
import { refuseLosses } from '../../../src/composition/refuseLosses.js';
import { subgraphOf } from '../subgraphOf.js';

const lost = (...sources: readonly SubgraphSource[]) =>
  composeSubgraphs(sources).losses.map(({ coordinate, definedBy, missingIn }) => [coordinate, definedBy, missingIn]);

const a = (sdl: string) => subgraphOf('a', sdl);
const b = (sdl: string) => subgraphOf('b', sdl);

describe('losses of a composition', () => {
  it('are none where nothing is taken', () =>
    expect(
      lost(
        a('type Query { a(f: Filter): Int } input Filter { is: String } enum Sort { ASC DESC } type T { s: Sort }'),
        b('type Query { b(f: Filter): Int } input Filter { is: String } enum Sort { ASC } type U { s: Sort }'),
      ),
    ).toEqual([]));

  it('are the members of an input that another subgraph defines without them', () =>
    expect(
      lost(
        a('type Query { a(f: Filter): Int } input Filter { is: String in: [String!] }'),
        b('type Query { b(f: Filter): Int } input Filter { is: String eq: String }'),
        subgraphOf('c', 'type Query { c(f: Filter): Int } extend input Filter { is: String in: [String!] }'),
      ),
    ).toEqual([
      ['Filter.in', ['a', 'c'], ['b']],
      ['Filter.eq', ['b'], ['a', 'c']],
    ]));

  it('are the values of an enum of inputs that another subgraph defines without them', () =>
    expect(
      lost(
        a('type Query { a(s: Sort): Int } enum Sort { ASC DESC }'),
        b('type Query { b(s: Sort): Int } enum Sort { ASC }'),
      ),
    ).toEqual([['Sort.DESC', ['a'], ['b']]]));

  it('are arguments that another subgraph defines a field without', () =>
    expect(
      lost(a('type Query { a(x: Int, y: Int): Int @shareable }'), b('type Query { a(x: Int): Int @shareable }')),
    ).toEqual([['Query.a(y:)', ['a'], ['b']]]));

  it('are inputs that clients may leave out of one and must give to another', () =>
    expect(
      lost(
        a('type Query { a(x: Int, f: Filter): Int @shareable } input Filter { is: String of: Int = 1 }'),
        b('type Query { a(x: Int!, f: Filter): Int @shareable } input Filter { is: String! of: Int = 1 }'),
      ),
    ).toEqual([
      ['Query.a(x:)', ['a'], ['b']],
      ['Filter.is', ['a'], ['b']],
    ]));

  it('are told with what others define', () => {
    const { losses } = composeSubgraphs([
      a('type Query { a(f: Filter): Int } input Filter { is: String in: [String!] }'),
      b('type Query { b(f: Filter): Int } input Filter { is: String! }'),
    ]);
    expect(losses.map(({ message }) => message)).toEqual([
      'Filter.in: "a" has this member, and "b" defines Filter without it.',
      'Filter.is: clients may leave it out of "a", and must give it to "b".',
    ]);
    expect(() => refuseLosses(losses)).toThrow(
      /^Composing the subgraphs would take from clients .*: \(1\) Filter\.in: .* \(2\) /,
    );
    expect(() => refuseLosses([])).not.toThrow();
  });
});

describe('what a composer drops by itself', () => {
  it('is told with whose it is', () => {
    const sdl = `type Query { a: A u: U } interface I { a: Int } type A implements I { a: Int b: Int } union U = A | B type B { a: Int }
      type Gone { a: Int } scalar Unused`;
    const source = { name: 'a', url: '', sdl };
    const composed = readTypes(
      parse('type Query { a: A u: U } interface I { a: Int } type A { a: Int } union U = A type B { a: Int }'),
    );
    expect(findLosses(composed, [factsOfSubgraph(source, parse(sdl))]).map(({ message }) => message)).toEqual([
      'A.b: "a" has this field, and the composer drops it.',
      'A implements I: "a" has this interface, and the composer drops it.',
      'U = B: "a" has this member, and the composer drops it.',
      'Gone: "a" has this object, and the composer drops it.',
    ]);
  });
});

describe('what is no loss', () => {
  it('is another name of a root', () =>
    expect(lost({ ...a(''), sdl: 'schema { query: Root } type Root { a: Int }' }, b('type Query { b: Int }'))).toEqual(
      [],
    ));

  it('is what routers ask for, and what comes of specifications', () =>
    expect(
      lost(
        a(
          `type Query { a: Int _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
           type _Service { sdl: String } scalar _Any union _Entity = T type T @key(fields: "id") { id: ID! }
           scalar federation__FieldSet directive @federation__requires(fields: federation__FieldSet!) on FIELD_DEFINITION`,
        ),
      ),
    ).toEqual([]));
});

describe('notes of a composition', () => {
  const notes = (...sources: readonly SubgraphSource[]) =>
    composeSubgraphs(sources).notes.map(({ message }) => message);
  const owner = (field: string) => a(`type Query { t: T } type T @key(fields: "id") { id: ID! ${field} }`);

  it('tell of fields that another subgraph takes over', () => {
    const other = (given: string) =>
      subgraphOf('b', `type T @key(fields: "id") { id: ID! x: Int @override(${given}) }`, ['key', 'override']);
    expect(notes(owner('x: Int'), other('from: "a"'))).toEqual(['T.x: "b" answers it, in place of "a", by @override.']);
    expect(notes(owner('y: Int'), other('from: "a"'))).toEqual([]);
  });

  it('tell of fields that become nullable', () =>
    expect(
      notes(
        owner('x: [Int!]! @shareable y: Int! @shareable'),
        b('type T @key(fields: "id") { id: ID! x: [Int]! @shareable y: Int! @shareable }'),
      ),
    ).toEqual(['T.x: "a" never gives null there, and another subgraph may.']));

  it('tell of directives that the supergraph does not have', () => {
    const sdl = 'directive @owner(team: String) on OBJECT type U @owner(team: "x") { a: Int @deprecated }';
    expect(notes(owner('x: Int'), subgraphOf('b', sdl))).toEqual([
      '@owner: "b" uses it, and the supergraph does not have it: @composeDirective would keep it.',
    ]);
  });

  it('tell what Facet as the gateway does not do', () => {
    const labelled = subgraphOf(
      'b',
      'type T @key(fields: "id") { id: ID! x: Int @override(from: "a", label: "percent(5)") }',
      ['key', 'override'],
    );
    const newer = { ...labelled, sdl: labelled.sdl.replace('v2.5', 'v2.8') };
    expect(notes(owner('x: Int'), newer)).toEqual([
      'T.x: "b" answers it where "percent(5)" holds, in place of "a", by @override.',
    ]);
    expect(notes(owner('x: Int'), { ...newer, sdl: newer.sdl.replace('percent(5)', 'beta') })).toEqual([
      'T.x: "b" answers it where "beta" holds, in place of "a", by @override.',
      'T.x: "b" takes it over by the label "beta", and Facet as the gateway knows no labels but percent(…).',
    ]);
    const contextual = subgraphOf(
      'b',
      'type T @key(fields: "id") @context(name: "t") { id: ID! u: U } type U @key(fields: "id") { id: ID! x(of: ID @fromContext(field: "$t { id }")): Int }',
      ['key', 'context', 'fromContext'],
    );
    expect(notes(owner('y: Int'), { ...contextual, sdl: contextual.sdl.replace('v2.5', 'v2.8') })).toEqual([
      'U.x(of:): "b" takes it from a context by @fromContext, and Facet as the gateway does not give it.',
    ]);
  });
});

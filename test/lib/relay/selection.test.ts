import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, Kind, parse, type FieldNode, type GraphQLResolveInfo } from 'graphql';
import { isPageAsked, nodesOfPage, selectedColumns, selectedFields } from '../../../src/lib/relay/selection.js';

const schema = buildSchema(`
  interface Named { name: String }
  type Query { person(id: Int): Person, people: PersonConnection, named: Named }
  type Person implements Named { name: String, age: Int, friend: Person }
  type Shop implements Named { name: String, city: String }
  type PersonConnection { edges: [PersonEdge], pageInfo: PageInfo, totalCount: Int }
  type PersonEdge { node: Person }
  type PageInfo { hasNextPage: Boolean }
`);

/** What the resolver of the root field that a query asks for is told. */
function infoOf(query: string, variableValues: Record<string, unknown> = {}): GraphQLResolveInfo {
  let seen: GraphQLResolveInfo | undefined;
  const document = parse(query);
  const result = execute({
    schema,
    document,
    variableValues,
    fieldResolver(_source, _arguments, _context, info) {
      seen ??= info;
      return null;
    },
  });
  expect(result).toMatchObject({ data: expect.anything() });
  if (seen === undefined) throw new Error('No field was resolved');
  return seen;
}

/** The names of the fields that are asked for, with the aliases of each. */
function asked(query: string, type = 'Person', variables?: Record<string, unknown>): Record<string, string[]> {
  const info = infoOf(query, variables);
  const fields = selectedFields(info, type, info.fieldNodes);
  const aliases = (nodes: readonly FieldNode[]) => nodes.map(({ alias, name }) => (alias ?? name).value);
  return Object.fromEntries([...fields].map(([name, nodes]) => [name, aliases(nodes)]));
}

describe('selectedFields', () => {
  it('are those asked below a field, by name and in their order', () => {
    expect(asked('{ person { name age } }')).toEqual({ name: ['name'], age: ['age'] });
    expect(Object.keys(asked('{ person { age __typename name } }'))).toEqual(['age', '__typename', 'name']);
  });

  it('have all the nodes of a field that is asked several times', () => {
    expect(asked('{ person { a: name b: name name } }')).toEqual({ name: ['a', 'b', 'name'] });
    // Below two places one response name may stand for two fields.
    const places = '{ people { edges { a: node { x: name } b: node { x: age } } } }';
    const info = infoOf(places);
    const edges = selectedFields(info, 'PersonConnection', info.fieldNodes).get('edges') ?? [];
    const people = selectedFields(info, 'PersonEdge', edges).get('node') ?? [];
    expect([...selectedFields(info, 'Person', people).keys()]).toEqual(['name', 'age']);
    // Equal response names are one field with the nodes of both.
    expect(asked('{ person { friend { name } friend { age } } }')).toEqual({ friend: ['friend', 'friend'] });
  });

  it('have those of every place where the field itself is asked', () => {
    expect(asked('{ person { name } ... { person { age } } }')).toEqual({ name: ['name'], age: ['age'] });
  });

  it('go through fragments that are of the type, and through no others', () => {
    const query = `
      { named { name ... on Person { age } ... on Shop { city } ...P ...S } }
      fragment P on Person { friend { name } }
      fragment S on Shop { here: city }`;
    expect(asked(query)).toEqual({ name: ['name'], age: ['age'], friend: ['friend'] });
    expect(asked(query, 'Shop')).toEqual({ name: ['name'], city: ['city', 'here'] });
  });

  it('leave out what is skipped, by literals and by variables', () => {
    const query = `query ($yes: Boolean!, $no: Boolean!) {
      person { name @skip(if: $yes) age @include(if: $yes) friend @include(if: $no) { name } ...F @skip(if: true) }
    } fragment F on Person { name }`;
    expect(asked(query, 'Person', { yes: true, no: false })).toEqual({ age: ['age'] });
    expect(asked(query, 'Person', { yes: false, no: true })).toEqual({ name: ['name'], friend: ['friend'] });
  });

  it('are those of several nodes together, as below a list', () => {
    const info = infoOf('{ people { edges { node { name } } edges { other: node { age } } } }');
    const edges = selectedFields(info, 'PersonConnection', info.fieldNodes).get('edges') ?? [];
    const nodes = selectedFields(info, 'PersonEdge', edges).get('node') ?? [];
    expect(nodes.map(({ alias }) => alias?.value)).toEqual([undefined, 'other']);
    expect([...selectedFields(info, 'Person', nodes).keys()]).toEqual(['name', 'age']);
  });

  it('are none of a leaf, or without nodes', () => {
    const leaf: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'name' } };
    const info = infoOf('{ person { name } }');
    expect(selectedFields(info, 'Person', [leaf]).size).toBe(0);
    expect(selectedFields(info, 'Person', []).size).toBe(0);
  });

  it('needs the name of an object type', () => {
    const info = infoOf('{ person { name } }');
    for (const name of ['Named', 'Int', 'Nothing'])
      expect(() => selectedFields(info, name, info.fieldNodes)).toThrow(
        `"${name}" is not an object type of the schema`,
      );
  });
});

describe('isPageAsked', () => {
  const fragment = 'fragment F on PersonConnection { edges { node { name } } }';
  const isAsked = (selection: string): boolean =>
    isPageAsked(infoOf(`{ people { ${selection} } } ${fragment}`), 'PersonConnection');

  it.each([
    ['edges { node { name } }', true],
    ['pageInfo { hasNextPage }', true],
    ['totalCount edges { node { name } }', true],
    ['totalCount ...F', true],
    ['rows: edges { node { name } }', true],
    ['totalCount', false],
    ['edges: totalCount', false],
    ['__typename', false],
    ['totalCount ...F @skip(if: true)', false],
    ['totalCount edges @include(if: false) { node { name } }', false],
  ])('below { %s }: %p', (selection, expected) => expect(isAsked(selection)).toBe(expected));
});

describe('the columns of a page', () => {
  const columnsOf = (query: string) => {
    const info = infoOf(query);
    return selectedColumns(info, 'Person', { name: 'full_name', age: 'age' }, nodesOfPage(info, 'Person'));
  };

  it('are those of the fields that are asked of its nodes', () => {
    expect(columnsOf('{ people { edges { node { age friend { name } } } } }')).toEqual(['age']);
    expect(columnsOf('{ people { edges { node { x: name } } more: edges { node { age __typename } } } }')).toEqual([
      'name',
      'age',
    ]);
  });

  it('are none where no node is asked', () => {
    expect(columnsOf('{ people { totalCount } }')).toEqual([]);
    expect(columnsOf('{ people { edges { __typename } } }')).toEqual([]);
  });
});

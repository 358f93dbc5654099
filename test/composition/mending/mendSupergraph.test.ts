import { beforeAll, describe, expect, it } from '@jest/globals';
import { composeSubgraphs } from '../../../src/composition/compose.js';
import { askComposed, type AnsweringSubgraph } from '../askComposed.js';
import { subgraphOf } from '../subgraphOf.js';

type Ask = (operation: string) => Promise<unknown>;

/** The line of a supergraph that a text begins, without what is around it. */
const lineOf = (subgraphs: readonly AnsweringSubgraph[], begin: string): string | undefined =>
  composeSubgraphs(subgraphs.map(({ source }) => source))
    .sdl.split('\n')
    .find((line) => line.trim().startsWith(begin))
    ?.trim();

const shapes = `
  interface Shape { area: Int! }
  interface Sided implements Shape { area: Int! sides: Int! }
  type Square implements Shape & Sided @shareable { area: Int! sides: Int! edge: Int! }
  type Hexagon implements Shape & Sided @shareable { area: Int! sides: Int! radius: Int! }
  type Disc implements Shape @shareable { area: Int! }`;

const assets: Readonly<Record<string, object>> = {
  a1: { id: 'a1', body: { __typename: 'Square', area: 4, sides: 4, edge: 2 } },
  a2: { id: 'a2', body: { __typename: 'Hexagon', area: 10, sides: 6, radius: 3 } },
  a3: { id: 'a3', body: { __typename: 'Disc', area: 3 } },
  a4: { id: 'a4', body: null },
};

interface Body {
  readonly area: number;
  readonly sides?: number;
  readonly edge?: number;
  readonly radius?: number;
}

const wanted = 'body { area ... on Sided { sides ... on Square { edge } ... on Hexagon { radius } } }';

/** A field that requires fragments on an interface that another one implements. */
const fragments: readonly AnsweringSubgraph[] = [
  {
    source: subgraphOf(
      'assets',
      `type Query { assets: [Asset!]! } type Asset @key(fields: "id") { id: ID! body: Shape } ${shapes}`,
    ),
    resolvers: {
      Query: { assets: () => Object.values(assets) },
      Asset: { __resolveReference: ({ id }: { id: string }) => assets[id] },
    },
  },
  {
    source: subgraphOf(
      'prices',
      `type Query { priced: [Asset!]! }
       type Asset @key(fields: "id") {
         id: ID!
         body: Shape @external
         price: Int @requires(fields: "${wanted}")
         area: Int @requires(fields: "body { ... on Shape { area } }")
       } ${shapes}`,
      ['key', 'shareable', 'external', 'requires'],
    ),
    resolvers: {
      Query: { priced: () => ['a1', 'a2', 'a3'].map((id) => ({ id })) },
      Asset: {
        __resolveReference: (one: object) => one,
        price: ({ body }: { body: Body }) =>
          body.area * 1000 + (body.sides ?? 0) * 100 + (body.edge ?? 0) * 10 + (body.radius ?? 0),
        area: ({ body }: { body: Body }) => body.area,
      },
    },
  },
];

describe('@requires with fragments on interfaces', () => {
  let ask: Ask;
  beforeAll(async () => (ask = await askComposed(fragments)));

  it('is composed, as it was written', () => {
    expect(lineOf(fragments, 'requires: "')).toBe(`requires: "${wanted}"`);
    expect(lineOf(fragments, 'area: Int ')).toBe(
      'area: Int @join__field(graph: PRICES, requires: "body { ... on Shape { area } }")',
    );
  });

  it('gives what each kind of object has', async () => {
    const priced = [
      { id: 'a1', price: 4420, area: 4 },
      { id: 'a2', price: 10_603, area: 10 },
      { id: 'a3', price: 3000, area: 3 },
    ];
    expect(await ask('{ priced { id price area } }')).toEqual({ data: { priced } });
    expect(await ask('{ assets { price } }')).toMatchObject({
      data: { assets: [{ price: 4420 }, { price: 10_603 }, { price: 3000 }, { price: null }] },
    });
  });
});

/** An interface that one subgraph knows as an object, and requires a field of. */
const interfaceObject: readonly AnsweringSubgraph[] = [
  {
    source: subgraphOf(
      'people',
      `type Query { staff: [Person!]! }
       interface Named @key(fields: "id") { id: ID! name: String! }
       type Person implements Named @key(fields: "id") { id: ID! name: String! age: Int! }`,
    ),
    resolvers: {
      Query: { staff: () => [{ id: 'p1', name: 'Ann', age: 30 }] },
      Named: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Person', id, name: 'Ann', age: 30 }) },
      Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ann', age: 30 }) },
    },
  },
  {
    source: subgraphOf(
      'signs',
      `type Query { signed: [Named!]! }
       type Named @key(fields: "id") @interfaceObject {
         id: ID! name: String! @external login: String! @requires(fields: "name")
       }`,
      ['key', 'interfaceObject', 'external', 'requires'],
    ),
    resolvers: {
      Query: { signed: () => [{ id: 'p1' }] },
      Named: {
        __resolveReference: (one: object) => one,
        login: ({ id, name }: { id: string; name: string }) => `${id}/${name}`,
      },
    },
  },
];

describe('@interfaceObject with @requires', () => {
  let ask: Ask;
  beforeAll(async () => (ask = await askComposed(interfaceObject)));

  it('tells which graph only requires a field that all of them define', () =>
    expect(lineOf(interfaceObject, 'name: String! @join')).toBe(
      'name: String! @join__field(graph: PEOPLE) @join__field(graph: SIGNS, external: true)',
    ));

  it('gives the field that was required, from either side', async () => {
    const login = 'p1/Ann';
    expect(await ask('{ signed { id name login } }')).toEqual({ data: { signed: [{ id: 'p1', name: 'Ann', login }] } });
    expect(await ask('{ signed { login } }')).toEqual({ data: { signed: [{ login }] } });
    expect(await ask('{ staff { age login } }')).toEqual({ data: { staff: [{ age: 30, login }] } });
    expect(await ask('{ signed { login ... on Person { age } } }')).toEqual({ data: { signed: [{ login, age: 30 }] } });
  });

  it('does not call a key external that an extension names so by custom', () => {
    const [people, signs] = interfaceObject as [AnsweringSubgraph, AnsweringSubgraph];
    const sdl = signs.source.sdl
      .replace('type Named @key', 'extend type Named @key')
      .replace('id: ID! name', 'id: ID! @external name');
    const { sdl: composed } = composeSubgraphs([people.source, { ...signs.source, sdl }]);
    expect(composed).toContain('interface Named');
    expect(composed).not.toMatch(/id: ID! @join__field/);
  });
});

const film = { __typename: 'Film', id: 'f', name: 'A film' };

/** A field that one subgraph gives a narrower type than the other. */
const types: readonly AnsweringSubgraph[] = [
  {
    source: subgraphOf(
      'films',
      `union Work = Film | Tune
       type Query { best: Film @shareable seen: Seen @shareable }
       type Seen { best: Film @shareable all: [Film!]! @shareable tune: Work }
       type Film @key(fields: "id") { id: ID! name: String! @shareable }
       type Tune @key(fields: "id") { id: ID! name: String! @shareable }`,
    ),
    resolvers: {
      Query: { best: () => film, seen: () => ({}) },
      Seen: { best: () => film, all: () => [film], tune: () => ({ __typename: 'Tune', id: 't', name: 'A tune' }) },
      Film: { __resolveReference: () => film },
      Tune: { __resolveReference: () => ({ id: 't', name: 'A tune' }) },
    },
  },
  {
    source: subgraphOf(
      'plays',
      `union Work = Film | Play
       type Query { best: Work @shareable seen: Seen @shareable }
       type Seen { best: Work @shareable all: [Work] @shareable }
       type Film @key(fields: "id") { id: ID! name: String! @shareable }
       type Play @key(fields: "id") { id: ID! name: String! @shareable }`,
    ),
    resolvers: {
      Query: { best: () => film, seen: () => ({}) },
      Seen: { best: () => film, all: () => [film] },
      Film: { __resolveReference: () => film },
      Play: { __resolveReference: () => ({ id: 'p', name: 'A play' }) },
    },
  },
];

describe('a field with a narrower type in one subgraph', () => {
  let ask: Ask;
  beforeAll(async () => (ask = await askComposed(types)));

  it('has the most general type, and the type of each graph', () => {
    const joins = (one: string, other: string): string =>
      `@join__field(graph: FILMS, type: "${one}") @join__field(graph: PLAYS, type: "${other}")`;
    expect(lineOf(types, 'best:')).toBe(`best: Work ${joins('Film', 'Work')}`);
    expect(lineOf(types, 'all:')).toBe(`all: [Work] ${joins('[Film!]!', '[Work]')}`);
  });

  it('may be asked for each of its kinds', async () => {
    const kinds = '__typename ... on Film { name } ... on Tune { name } ... on Play { name }';
    expect(await ask('{ best { ... on Play { name } } }')).toEqual({ data: { best: {} } });
    const known = { __typename: 'Film', name: 'A film' };
    expect(await ask(`{ seen { best { ${kinds} } all { ${kinds} } tune { ${kinds} } } }`)).toEqual({
      data: { seen: { best: known, all: [known], tune: { __typename: 'Tune', name: 'A tune' } } },
    });
  });

  it('is refused where it no longer fits an interface', () => {
    const fits = (source: AnsweringSubgraph['source'], added: string) => ({
      ...source,
      sdl: `${source.sdl.replace('type Seen {', 'type Seen implements HasBest {')} ${added}`,
    });
    const [films, plays] = types as [AnsweringSubgraph, AnsweringSubgraph];
    expect(() => composeSubgraphs([fits(films.source, 'interface HasBest { best: Film }'), plays.source])).toThrow(
      /^The subgraphs films, plays do not compose: .*HasBest\.best/,
    );
  });
});

it('keeps what graphs provide of a field of Query that all of them define', () => {
  const sdl = `type Query { best: Film @shareable @provides(fields: "name") }
    type Film @key(fields: "id") { id: ID! name: String! @external }`;
  const owner = subgraphOf(
    'owner',
    'type Query { best: Film @shareable } type Film @key(fields: "id") { id: ID! name: String! @shareable }',
  );
  const other = subgraphOf('other', sdl, ['key', 'shareable', 'external', 'provides']);
  expect(composeSubgraphs([owner, other]).sdl).toContain(
    'best: Film @join__field(graph: OTHER, provides: "name") @join__field(graph: OWNER)',
  );
});

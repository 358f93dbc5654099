import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { execute, Kind, parse, validate, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { createSubgraphSchema } from '../../src/subgraph.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';
import { comparable, composed, joinWorld, type JoinedWorld } from '../planning/conformance/joinWorld.js';
import { randomDocument } from '../planning/conformance/randomDocument.js';
import { link, type World } from '../planning/conformance/World.js';
import { abstractTypes } from '../planning/conformance/worlds/abstractTypes.js';
import { hiding } from '../planning/conformance/worlds/hiding.js';
import { interfaceObjects } from '../planning/conformance/worlds/interfaceObjects.js';
import { keys } from '../planning/conformance/worlds/keys.js';
import { overriding } from '../planning/conformance/worlds/overriding.js';
import { providing } from '../planning/conformance/worlds/providing.js';
import { requiring } from '../planning/conformance/worlds/requiring.js';

const operationOf = (document: DocumentNode): OperationDefinitionNode =>
  document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;

const worlds: Readonly<Record<string, World>> = {
  abstractTypes,
  hiding,
  interfaceObjects,
  keys,
  overriding,
  providing,
  requiring,
};

describe.each(Object.entries(worlds))('%s', (_, world) => {
  let joined: JoinedWorld;
  beforeAll(async () => {
    joined = await joinWorld(world);
  });

  it('gives the same answer by the schema of a graph alone wherever that is said to serve all', async () => {
    const schemas = Object.entries(world.subgraphs).map(([name, { sdl, resolvers = {} }]) => {
      const schema = createSubgraphSchema({ typeDefs: link + sdl, resolvers });
      return [name, schema] as const;
    });
    let served = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.boolean(), async (gen, yes) => {
        const document = parse(randomDocument(joined.whole, gen, fc.nat));
        fc.pre(validate(joined.whole, document).length === 0);
        const by = schemas.filter(([name]) => joined.supergraph.servedBy(name, document, operationOf(document)));
        for (const [, schema] of by) {
          served += 1;
          const given = await execute({ schema, document, variableValues: { yes }, contextValue: {} });
          expect(comparable(given)).toEqual(comparable(await joined.expected(document, { yes })));
        }
      }),
      { numRuns: 60, maxSkipsPerRun: 20 },
    );
    expect(served).toBeGreaterThan(3);
  });
});

const shop = composed({
  local: {
    sdl: `
      type Query { item: Item node: Node shared: Int @shareable mine: Mood any: Any }
      interface Node { id: ID! }
      type Item implements Node @key(fields: "id") { id: ID! name: String part: Part moved: Int size: Int next(by: Int): Item }
      type Part @shareable { no: Int }
      type Ghost implements Node @inaccessible { id: ID! }
      enum Mood { GLAD SAD @inaccessible }
      union Any = Item | Part
      type Mutation { change: Item }
      type Subscription { changed: Item }`,
  },
  other: {
    sdl: `
      type Query { shared: Int @shareable other: Int }
      type Item @key(fields: "id") {
        id: ID! size: Int @external moved: Int @override(from: "local") price: Int weight: Int @requires(fields: "size")
      }
      type Part @shareable { no: Int }
      type Mutation { remove: Int }`,
  },
});

describe('one graph beside another', () => {
  const supergraph = readSupergraph(shop);
  const servedBy = (graph: string, text: string): boolean => {
    const document = parse(text);
    expect(validate(supergraph.apiSchema, document)).toEqual([]);
    return supergraph.servedBy(graph, document, operationOf(document));
  };

  it.each([
    ['{ item { id name part { no } next(by: 2) { size } } }', true],
    ['{ __typename }', true],
    ['{ shared item { ...I } } fragment I on Item { __typename name ... @skip(if: true) { size } }', true],
    ['mutation { change { name } }', true],
    ['subscription { changed { name } }', true],
    ['{ any { ... on Item { name } ... on Part { no } } }', true],
    ['{ item { price } }', false],
    ['{ item { weight } }', false],
    ['{ item { moved } }', false],
    ['{ item { name } other }', false],
    ['{ item { ...I } } fragment I on Item { next { price @skip(if: true) } }', false],
    ['mutation { remove }', false],
    // An object of a type, or a value of an enum, that clients do not see could come.
    ['{ node { id } }', false],
    ['{ mine }', false],
    ['{ __schema { queryType { name } } }', false],
    ['{ item { name } __type(name: "Item") { name } }', false],
  ])('says of the graph that has most: %s', (text, expected) => {
    expect(servedBy('local', text)).toBe(expected);
  });

  it.each([
    ['{ shared other }', true],
    ['{ __typename }', true],
    ['mutation { remove }', true],
    ['{ item { price } }', false],
  ])('says of the other: %s', (text, expected) => {
    expect(servedBy('other', text)).toBe(expected);
  });

  it.each([
    ['query ($where: Where) { items(where: $where) }', false],
    ['query ($where: Around) { items(around: $where) }', false],
    ['query ($mood: Mood) { items(mood: $mood) }', false],
    // Composing leaves out what not all have.
    ['query ($size: Size) { items(size: $size) }', false],
    ['query ($part: Deep) { items(deep: $part) }', true],
    ['query ($name: String) { items(where: { name: $name }, mood: GLAD, size: BIG) }', true],
  ])('is not asked with variables that may hold what clients must not give: %s', (text, expected) => {
    const inputs = readSupergraph(
      composed({
        local: {
          sdl: `
            type Query { items(where: Where, around: Around, mood: Mood, size: Size, deep: Deep): Int }
            input Where { name: String secret: String @inaccessible around: Around }
            input Around { where: [Where!] }
            input Deep { deep: [Deep!] tags: [Tag!]! }
            enum Tag { ONE }
            enum Mood { GLAD SAD @inaccessible }
            enum Size { BIG SMALL }`,
        },
        other: { sdl: 'type Query { other(size: Size): Int } enum Size { BIG }' },
      }),
    );
    const document = parse(text);
    expect(validate(inputs.apiSchema, document)).toEqual([]);
    expect(inputs.servedBy('local', document, operationOf(document))).toBe(expected);
  });

  it('knows no graph that is not there', () => {
    expect(servedBy('nobody', '{ shared }')).toBe(false);
  });

  it('keeps operations of one document apart', () => {
    const document = parse('query A { item { name } } query B { item { price } }');
    const [a, b] = document.definitions as OperationDefinitionNode[];
    const say = (one: OperationDefinitionNode | undefined) =>
      one !== undefined && supergraph.servedBy('local', document, one);
    expect([say(a), say(b), say(a)]).toEqual([true, false, true]);
  });
});

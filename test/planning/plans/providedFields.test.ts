import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { createJoinedExecutor } from '../../../src/planning/createJoinedExecutor.js';
import type { SubgraphCall } from '../../../src/planning/Planner.js';
import { readSupergraph } from '../../../src/supergraph/readSupergraph.js';
import { composed, subgraphCall } from '../conformance/joinWorld.js';
import type { World } from '../conformance/World.js';

const tools = [
  { __typename: 'Saw', id: 's', label: 'Saw', teeth: 24 },
  { __typename: 'Glue', id: 'g', label: 'Glue' },
];
const shed = { __typename: 'Shed', id: '1', tools };

/** The first has the place, the second provides what is in it, the third owns that. */
const subgraphs: World['subgraphs'] = {
  first: {
    sdl: `
      type Query { place: Place @shareable }
      interface Place { id: ID! }
      type Shed implements Place @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { place: () => shed } },
  },
  second: {
    sdl: `
      type Query { place: Place @shareable @provides(fields: "tools { id label }") }
      interface Place { id: ID! tools: [Tool] }
      interface Tool { id: ID! label: String }
      type Shed implements Place { id: ID! @shareable tools: [Tool] @external }
      type Saw implements Tool { id: ID! @external label: String @external }
      type Glue implements Tool { id: ID! @external label: String @external }`,
    resolvers: { Query: { place: () => shed } },
  },
  third: {
    sdl: `
      interface Place { id: ID! tools: [Tool] }
      interface Tool { id: ID! label: String }
      type Shed implements Place @key(fields: "id") { id: ID! tools: [Tool] @shareable }
      type Saw implements Tool @key(fields: "id") { id: ID! label: String @shareable teeth: Int }
      type Glue implements Tool @key(fields: "id") { id: ID! label: String @shareable }`,
    resolvers: { Shed: { __resolveReference: () => shed }, Saw: { __resolveReference: () => tools[0] } },
  },
};

async function ask(text: string) {
  const executor = await createJoinedExecutor(readSupergraph(composed(subgraphs)), { engine: 'planner' });
  const calls: SubgraphCall[] = [];
  const { signal } = new AbortController();
  const operation = { document: parse(text), operationName: null, variables: {}, signal };
  const answer = await executor.execute(operation, subgraphCall(subgraphs, calls));
  return { answer, asked: calls.map(({ subgraph }) => subgraph) };
}

describe('fields of an interface that are provided', () => {
  it.each(['', '__typename'])('are asked of who provides them: %s', async (more) => {
    const { answer, asked } = await ask(`{ place { id tools { ${more} id label } } }`);
    const shown = tools.map(({ __typename, id, label }) => ({ ...(more === '' ? {} : { __typename }), id, label }));
    expect(answer).toEqual({ data: { place: { id: '1', tools: shown } } });
    expect(asked).toEqual(['second']);
  });

  it('stand beside those that are not provided', async () => {
    const { answer, asked } = await ask('{ place { tools { label ... on Saw { teeth } } } }');
    expect(answer).toEqual({ data: { place: { tools: [{ label: 'Saw', teeth: 24 }, { label: 'Glue' }] } } });
    expect(asked).toEqual(['second', 'third']);
  });

  it('are told of their types alone', async () => {
    const { answer } = await ask('{ place { tools { __typename } } }');
    expect(answer).toEqual({ data: { place: { tools: [{ __typename: 'Saw' }, { __typename: 'Glue' }] } } });
  });
});

import { expect, it } from '@jest/globals';
import { parse, type ExecutionResult } from 'graphql';
import { createJoinedExecutor } from '../../src/planning/createJoinedExecutor.js';
import type { SubgraphCall } from '../../src/planning/Planner.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';
import { composed } from './conformance/joinWorld.js';

const supergraph = readSupergraph(
  composed({
    a: {
      sdl: `
        scalar Any
        type Query { ones: [One] constructor: Any toString: String valueOf: [Int] }
        type One @key(fields: "id") { id: ID! constructor: Any }`,
    },
    b: {
      sdl: `
        scalar Any
        type One @key(fields: "id") {
          id: ID! constructor: Any @external hasOwnProperty: Int fee: Int @requires(fields: "constructor")
        }`,
    },
  }),
);

async function ask(text: string, answers: Readonly<Record<string, object>>) {
  const calls: SubgraphCall[] = [];
  const executor = await createJoinedExecutor(supergraph);
  const operation = { document: parse(text), operationName: null, variables: {}, signal: new AbortController().signal };
  const answer = await executor.execute(operation, async (call) => {
    calls.push(call);
    return Promise.resolve(JSON.parse(JSON.stringify(answers[call.subgraph])) as ExecutionResult);
  });
  return { answer: JSON.parse(JSON.stringify(answer)) as ExecutionResult, calls };
}

it('is null what a subgraph leaves out, also by a name that every object has', async () => {
  const { answer } = await ask('{ constructor toString valueOf ones { id constructor hasOwnProperty } }', {
    a: { data: { ones: [{ __typename: 'One', id: '1' }] } },
    b: { data: { _entities: [{}] } },
  });
  expect(answer).toEqual({
    data: {
      constructor: null,
      toString: null,
      valueOf: null,
      ones: [{ id: '1', constructor: null, hasOwnProperty: null }],
    },
  });
});

it('does not ask for what requires a field that a subgraph left out', async () => {
  const { answer, calls } = await ask('{ ones { id fee } }', {
    a: { data: { ones: [{ __typename: 'One', id: '1' }] } },
    b: { data: { _entities: [{ fee: 1 }] } },
  });
  expect(answer.data).toEqual({ ones: [{ id: '1', fee: null }] });
  expect(calls.map((one) => one.subgraph)).toEqual(['a']);
});

it('sends null for a required field of such a name that is null', async () => {
  const { answer, calls } = await ask('{ ones { id fee } }', {
    a: { data: { ones: [{ __typename: 'One', id: '1', constructor: null }] } },
    b: { data: { _entities: [{ fee: 1 }] } },
  });
  expect(answer).toEqual({ data: { ones: [{ id: '1', fee: 1 }] } });
  expect(calls[1]?.variables).toEqual({ representations: [{ __typename: 'One', id: '1', constructor: null }] });
});

import { describe, expect, it } from '@jest/globals';
import { parse, type ExecutionResult } from 'graphql';
import { createJoinedExecutor } from '../../src/planning/createJoinedExecutor.js';
import type { JoinedEngine, SubgraphCall } from '../../src/planning/Planner.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';
import { WrittenJson } from '../../src/lib/written/WrittenJson.js';
import { composed } from './conformance/joinWorld.js';
import { askJoined } from './joinedBench.js';

const engines: readonly JoinedEngine[] = ['planner', 'stitching'];

describe.each(engines)('an operation that is refused by the engine %s', (engine) => {
  it.each([
    ['query A { word } query B { word }', undefined, 'OPERATION_RESOLUTION_FAILURE'],
    ['query A { word }', 'B', 'OPERATION_RESOLUTION_FAILURE'],
    ['subscription { changed }', undefined, 'OPERATION_NOT_SUPPORTED'],
    ['query ($n: Int!) { word(n: $n) }', undefined, 'BAD_USER_INPUT'],
  ])('has no data: %s', async (text, operationName, code) => {
    const { answer, calls } = await askJoined(
      text,
      {},
      { engine, ...(operationName === undefined ? {} : { operationName }) },
    );
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual([code]);
    expect('data' in answer).toBe(false);
    expect(calls).toEqual([]);
  });

  it('has an error for each variable that is wrong', async () => {
    const text = 'query ($n: Int, $m: Int) { word(n: $n) w: word(n: $m) }';
    const { answer } = await askJoined(text, {}, { engine, variables: { n: 'x', m: 1.5 } });
    expect(answer.errors?.map(({ message }) => message)).toEqual([
      'Variable "$n" got invalid value "x"; Int cannot represent non-integer value: "x"',
      'Variable "$m" got invalid value 1.5; Int cannot represent non-integer value: 1.5',
    ]);
  });

  it('may have too many selections that ask for nothing', async () => {
    const text = Array.from({ length: 25 }, (_, n) => `fragment F${n} on Item { ...F${n + 1} ...F${n + 1} }`);
    const last = 'fragment F25 on Item { id @skip(if: true) }';
    const { answer, calls } = await askJoined(`{ one { id price ...F0 } } ${text.join(' ')} ${last}`, {}, { engine });
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['TOKEN_LIMIT_EXCEEDED']);
    expect('data' in answer).toBe(false);
    expect(calls).toEqual([]);
  });

  it('may have null for what @include needs', async () => {
    const text = 'query ($yes: Boolean = true) { one { id price @include(if: $yes) } }';
    const { answer, calls } = await askJoined(text, {}, { engine, variables: { yes: null } });
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(calls).toEqual([]);
  });

  it('may have too many fields once its fragments are written out', async () => {
    const text = Array.from(
      { length: 12 },
      (_, n) => `fragment F${n} on Item { a${n}: peer { ...F${n + 1} } b${n}: peer { ...F${n + 1} } }`,
    );
    const { answer } = await askJoined(
      `{ one { ...F0 } } ${text.join(' ')} fragment F12 on Item { id price }`,
      {},
      { engine },
    );
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['TOKEN_LIMIT_EXCEEDED']);
    expect('data' in answer).toBe(false);
  });

  it('ends with its request', async () => {
    const controller = new AbortController();
    let calls = 0;
    const asked = askJoined(
      '{ items { price } }',
      {
        base: () => {
          controller.abort(new Error('gone'));
          return { data: { items: [{ __typename: 'Item', id: '1' }] } };
        },
        more: () => (calls += 1),
      },
      { engine, signal: controller.signal },
    );
    await expect(asked).rejects.toThrow('gone');
    expect(calls).toBe(0);
  });
});

const supergraph = readSupergraph(
  composed({
    a: { sdl: 'type Query { one(n: Int): One } type One @key(fields: "id") { id: ID! name: String }' },
    b: { sdl: 'type One @key(fields: "id") { id: ID! size: Int }' },
  }),
);

it('asks with the same documents each time, also for another document of the same text', async () => {
  const executor = await createJoinedExecutor(supergraph);
  const calls: SubgraphCall[] = [];
  const ask = async (document: ReturnType<typeof parse>, yes: boolean): Promise<ExecutionResult> =>
    executor.execute(
      { document, operationName: null, variables: { yes }, signal: new AbortController().signal },
      async (call) => {
        calls.push(call);
        return Promise.resolve({ data: null, errors: [] });
      },
    );
  const text = 'query ($yes: Boolean!) { one { name @include(if: $yes) id } }';
  const document = parse(text);
  for (const [one, yes] of [
    [document, true],
    [document, true],
    [parse(text), true],
    [document, false],
  ] as const)
    await ask(one, yes);
  expect(calls.map((call) => call.document === calls[0]?.document)).toEqual([true, true, true, false]);
  expect(calls.map(({ text: sent }) => sent.includes('name'))).toEqual([true, true, true, false]);
});

it.each([
  ['lists', '[{"__typename":"One","id":"1"},null,{"__typename":"One","id":"2"}]', undefined],
  ['objects', undefined, ['{"__typename":"One","id":"1"}', null, '{"__typename":"One","id":"2"}']],
])('reads what a subgraph of this process has written as JSON: %s', async (_, list, objects) => {
  const joined = readSupergraph(
    composed({
      a: { sdl: 'type Query { ones: [One] } type One @key(fields: "id") { id: ID! }' },
      b: { sdl: 'type One @key(fields: "id") { id: ID! size: Int of: Size } type Size { cm: Int }' },
    }),
  );
  const executor = await createJoinedExecutor(joined);
  const operation = {
    document: parse('{ ones { id size of { cm } } }'),
    operationName: null,
    variables: {},
    signal: new AbortController().signal,
  };
  const answer = await executor.execute(operation, async ({ subgraph }) => {
    const ones = list === undefined ? objects?.map((one) => one && new WrittenJson(one)) : new WrittenJson(list);
    const entities = [new WrittenJson('{"size":1}', { of: { cm: 2 } }), { size: 3, of: new WrittenJson('{"cm":4}') }];
    const data = subgraph === 'a' ? { ones } : { _entities: entities };
    return Promise.resolve({ data });
  });
  expect(answer).toEqual({
    data: { ones: [{ id: '1', size: 1, of: { cm: 2 } }, null, { id: '2', size: 3, of: { cm: 4 } }] },
  });
});

it('takes the planner where it loads', async () => {
  expect((await createJoinedExecutor(supergraph)).engine).toBe('planner');
  expect((await createJoinedExecutor(supergraph, { engine: 'stitching' })).engine).toBe('stitching');
});

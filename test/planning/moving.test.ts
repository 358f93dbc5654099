import { expect, it } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { createJoinedExecutor } from '../../src/planning/createJoinedExecutor.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';
import { composed } from './conformance/joinWorld.js';

const moved = composed({
  old: { sdl: 'type Query { one: One } type One @key(fields: "id") { id: ID! size: Int }' },
  young: { sdl: 'type One @key(fields: "id") { id: ID! size: Int @override(from: "old") }' },
});
// A field that moves step by step, as another composer writes it.
const moving = (percent: number): string =>
  moved
    .replace(
      /size: Int @join__field.*/,
      `size: Int @join__field(graph: OLD, overrideLabel: "percent(${String(percent)})") @join__field(graph: YOUNG, override: "old", overrideLabel: "percent(${String(percent)})")`,
    )
    .replace('directive @join__field(', 'directive @join__field(overrideLabel: String, ');

it.each([
  [0, 0, 0],
  [100, 300, 300],
  [30, 30, 180],
])('a field that moves at %i percent is asked for there in about as many requests', async (percent, least, most) => {
  const supergraph = readSupergraph(moving(percent));
  const executor = await createJoinedExecutor(supergraph);
  const document = parse('{ one { size } }');
  let young = 0;
  for (let turn = 0; turn < 300; turn += 1) {
    const operation = { document, operationName: null, variables: {}, signal: new AbortController().signal };
    await executor.execute(operation, async ({ subgraph }) => {
      if (subgraph === 'young') young += 1;
      return Promise.resolve({ data: { one: { __typename: 'One', id: '1' } } });
    });
  }
  expect(young).toBeGreaterThanOrEqual(least);
  expect(young).toBeLessThanOrEqual(most);
});

it('no graph serves it alone', () => {
  const supergraph = readSupergraph(moving(30));
  const document = parse('{ one { size } }');
  const [operation] = document.definitions;
  expect(operation?.kind === Kind.OPERATION_DEFINITION && supergraph.servedBy('old', document, operation)).toBe(false);
});

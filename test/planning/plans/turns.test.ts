import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { createJoinedExecutor } from '../../../src/planning/createJoinedExecutor.js';
import { readSupergraph } from '../../../src/supergraph/readSupergraph.js';
import { composed } from '../conformance/joinWorld.js';

const types = ['T0', 'T1', 'T2', 'T3'];
const graphs = ['a', 'b', 'c', 'd'];

/** A supergraph with so many ways that a plan takes long. */
const winding = composed(
  Object.fromEntries(
    graphs.map((graph, n) => {
      const before = graphs[n - 1];
      const requires =
        before === undefined ? '' : `p${before}: Int @external r${graph}: Int @requires(fields: "p${before}")`;
      const objects = types.map(
        (type) => `type ${type} implements Node @key(fields: "id") @key(fields: "k${graph}") {
          id: ID! @shareable k${graph}: ID @shareable p${graph}: Int one: Node @shareable ${requires}
        }`,
      );
      const sdl = `type Query { node: Node @shareable } interface Node { id: ID! one: Node } ${objects.join(' ')}`;
      return [graph, { sdl }];
    }),
  ),
);

const asking = async (sdl: string) => {
  const executor = await createJoinedExecutor(readSupergraph(sdl));
  const { signal } = new AbortController();
  return async (text: string): Promise<unknown> => {
    const operation = { document: parse(text), operationName: null, variables: {}, signal };
    const { errors } = await executor.execute(operation, () => Promise.resolve({ data: { node: null } }));
    return errors?.[0]?.extensions['code'];
  };
};

it('leaves threads to others while plans are made', async () => {
  const ask = await asking(winding);
  const parts = types.map((type) => `... on ${type} { pa rb rc rd }`).join(' ');
  let planned = 0;
  const answers = Array.from({ length: 20 }, async (_, n) => {
    expect(await ask(`query Q${n} { node { ${parts} } }`)).toBe(undefined);
    planned += 1;
  });
  await setImmediate();
  await readFile(import.meta.filename);
  expect(planned).toBeLessThan(8);
  await Promise.all(answers);
});

it('refuses operations where too many wait', async () => {
  const ask = await asking(composed({ a: { sdl: 'type Query { node: Node } type Node { id: ID }' } }));
  const codes = await Promise.all(Array.from({ length: 1010 }, (_, n) => ask(`query Q${n} { node { id } }`)));
  expect(codes.slice(0, 1002).every((code) => code === undefined)).toBe(true);
  expect(codes.slice(1002)).toEqual(Array.from({ length: 8 }, () => 'OVERLOADED'));
  expect(await ask('query Q1009 { node { id } }')).toBe(undefined);
});

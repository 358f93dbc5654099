import { expect, it } from '@jest/globals';
import { buildSchema, execute, parse, type GraphQLResolveInfo } from 'graphql';
import { executePlanned } from '../../src/execution/executePlanned.js';
import { keptOf } from '../../src/execution/keptOf.js';

it('what is worked out from a plan is kept with it: for one outcome of @skip, and from the second use on', async () => {
  const schema = buildSchema('type Query { a: [String] b: [String] }');
  let made = 0;
  const rootValue = {
    a: (_: object, __: object, info: GraphQLResolveInfo) => [
      keptOf(info, 'one', () => String((made += 1))),
      keptOf(info, 'other', () => `other ${(made += 1)}`),
    ],
  };
  const document = parse('query ($no: Boolean!) { x: a y: a @skip(if: $no) }');
  const ask = async (no: boolean, by: typeof executePlanned = executePlanned) =>
    (await by({ schema, document, rootValue, variableValues: { no } })).data;
  expect(await ask(true)).toEqual({ x: ['1', 'other 2'] });
  expect(await ask(true)).toEqual({ x: ['3', 'other 4'] });
  expect(await ask(true)).toEqual({ x: ['3', 'other 4'] });
  expect(await ask(false)).toEqual({ x: ['5', 'other 6'], y: ['7', 'other 8'] });
  expect(await ask(false)).toEqual({ x: ['5', 'other 6'], y: ['7', 'other 8'] });
  expect(await ask(true)).toEqual({ x: ['3', 'other 4'] });
  // graphql-js has no plans.
  expect(await ask(true, execute as typeof executePlanned)).toEqual({ x: ['9', 'other 10'] });
});

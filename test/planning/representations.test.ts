import { expect, it } from '@jest/globals';
import { parse, validate, buildSchema } from 'graphql';
import type { SubgraphCall } from '../../src/planning/Planner.js';
import { askJoined } from './joinedBench.js';

const item = (id: string | null, more: object = {}) => ({ __typename: 'Item', id, ...more });
const pricesOf = ({ variables }: SubgraphCall) => ({
  data: { _entities: (variables['representations'] as { id: string }[]).map(({ id }) => ({ price: Number(id) * 10 })) },
});

it('asks for an entity once, wherever it stands, and not for one whose key is null', async () => {
  const { answer, calls } = await askJoined('{ items { price } }', {
    base: { data: { items: [item('2'), item('1'), item(null), null, item('2')] } },
    more: pricesOf,
  });
  expect(calls[1]?.variables).toEqual({ representations: [item('2'), item('1')] });
  expect(answer).toEqual({ data: { items: [{ price: 20 }, { price: 10 }, { price: null }, null, { price: 20 }] } });
});

it('asks nobody where no entity is left', async () => {
  const { answer, calls } = await askJoined('{ items { price } }', { base: { data: { items: [item(null), null] } } });
  expect(calls).toHaveLength(1);
  expect(answer).toEqual({ data: { items: [{ price: null }, null] } });
});

it('tells keys apart that print alike', async () => {
  const ids = ['1', '1,', ',1', '1:1', '{', ''];
  const { calls } = await askJoined('{ items { price } }', {
    base: { data: { items: ids.map((id) => item(id)) } },
    more: pricesOf,
  });
  expect(calls[1]?.variables['representations']).toHaveLength(ids.length);
});

it('sends what is required and null', async () => {
  const { calls } = await askJoined('{ items { fee } }', {
    base: { data: { items: [item('1', { weight: null }), item('2', { weight: 3 })] } },
    more: { data: { _entities: [{ fee: 1 }, { fee: 2 }] } },
  });
  expect(calls[1]?.variables).toEqual({ representations: [item('1', { weight: null }), item('2', { weight: 3 })] });
});

it('sends no list of a batch that is empty, and asks for no such field', async () => {
  const text = '{ items { price box { size } } }';
  const schema = buildSchema(`
    type Query { _entities(representations: [_Any!]!): [_Entity]! } scalar _Any union _Entity = Item | Box
    type Item { price: Int } type Box { size: Int }`);
  const { calls } = await askJoined(text, {
    base: { data: { items: [item('1', { box: null })] } },
    more: ({ text: asked }: SubgraphCall) => ({
      data: { [/(\w+): _entities/.exec(asked)?.[1] ?? '']: [{ price: 4 }] },
    }),
  });
  const [, call] = calls as [SubgraphCall, SubgraphCall];
  expect(Object.values(call.variables)).toEqual([[item('1')]]);
  expect(call.text.match(/_entities/g)).toHaveLength(1);
  expect(validate(schema, parse(call.text))).toEqual([]);
});

it('asks with 1,300 representations at once', async () => {
  const many = Array.from({ length: 1300 }, (_, n) => item(String(n)));
  const { answer, calls } = await askJoined('{ items { price } }', { base: { data: { items: many } }, more: pricesOf });
  expect(calls).toHaveLength(2);
  expect((answer.data as { items: { price: number }[] }).items[1299]).toEqual({ price: 12990 });
});

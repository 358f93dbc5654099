import { describe, expect, it } from '@jest/globals';
import { askJoined } from './joinedBench.js';

const item = (id: string, more: object = {}) => ({ __typename: 'Item', id, ...more });

describe('an error of a subgraph', () => {
  it('is told at every place that shows the entity, with its code and what else it says', async () => {
    const base = {
      data: {
        items: [item('1', { peer: item('2') }), item('2', { peer: null }), null, item('2', { peer: item('1') })],
      },
    };
    const { answer, calls } = await askJoined('{ items { price peer { price } } }', {
      base,
      more: ({ variables, text }) => {
        const list = Object.values(variables).find(Array.isArray) as { id: string }[];
        const field = /(\w+): _entities/.exec(text)?.[1] ?? '_entities';
        const place = list.findIndex(({ id }) => id === '2');
        return {
          data: { [field]: list.map(() => null) },
          errors: [{ message: 'broken', path: [field, place, 'price'], extensions: { code: 'BROKEN', hint: 5 } }],
        };
      },
    });
    expect(calls).toHaveLength(2);
    expect(new Set(answer.errors?.map(({ extensions }) => JSON.stringify(extensions)))).toEqual(
      new Set([JSON.stringify({ code: 'BROKEN', hint: 5, subgraph: 'more' })]),
    );
    const paths = answer.errors?.map(({ path }) => path?.join('.'));
    expect(paths?.toSorted()).toEqual(['items.0.peer.price', 'items.1.price', 'items.3.price']);
  });

  it('has a code and a sentence of ours where it has none', async () => {
    const { answer } = await askJoined('{ other }', {
      more: { data: null, errors: [{}, { message: 5, path: 'x', extensions: [] }, 'text', null] },
    });
    const message = 'The subgraph more tells an error without a message.';
    expect(answer).toEqual({
      data: { other: null },
      errors: Array.from({ length: 4 }, () => ({ message, extensions: { code: 'SUBGRAPH_ERROR', subgraph: 'more' } })),
    });
  });

  it('is cut where it is long', async () => {
    const { answer } = await askJoined('{ other }', {
      more: { data: null, errors: [{ message: 'x'.repeat(5000), path: ['other'] }] },
    });
    expect(answer.errors?.[0]?.message).toHaveLength(1000);
  });

  it('stands under the names of the client, and no deeper than the answer goes', async () => {
    const base = ({ text }: { text: string }) => {
      const name = /(\w+): word/.exec(text)?.[1] ?? '';
      return {
        data: { [name]: null, one: item('1', { weight: null }) },
        errors: [
          { message: 'a', path: [name] },
          { message: 'b', path: ['one', 'weight'] },
        ],
      };
    };
    const { answer } = await askJoined('{ items: word(n: 1) one { fee } }', {
      base,
      more: { data: { _entities: [{ fee: 5 }] } },
    });
    expect(answer.data).toEqual({ items: null, one: { fee: 5 } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['items'], ['one']]);
  });

  it('is enough where what it took out must not be null', async () => {
    const { answer } = await askJoined('{ items { cost price } }', {
      base: { data: { items: [item('1'), item('2')] } },
      more: {
        data: { _entities: [null, { cost: 2, price: null }] },
        errors: [{ message: 'no cost', path: ['_entities', 0, 'cost'] }],
      },
    });
    expect(answer.data).toEqual({ items: [null, { cost: 2, price: null }] });
    expect(answer.errors?.map(({ message, path }) => [message, path])).toEqual([['no cost', ['items', 0, 'cost']]]);
  });

  it('is made for a value that must not be null and that nobody explains', async () => {
    const { answer } = await askJoined('{ items { cost } }', {
      base: { data: { items: [item('1'), item('2')] } },
      more: { data: { _entities: [null, { cost: 2 }] } },
    });
    expect(answer.data).toEqual({ items: [null, { cost: 2 }] });
    expect(answer.errors).toEqual([
      {
        message: 'What the answer of more gives as Item.cost has no value, and Item.cost must not be null.',
        path: ['items', 0, 'cost'],
        extensions: { code: 'SUBGRAPH_BAD_ANSWER', subgraph: 'more' },
      },
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../src/lib/errors/UserError.js';
import { askJoined } from './joinedBench.js';

const items = { data: { items: [1, 2, 3].map((id) => ({ __typename: 'Item', id: String(id) })) } };
const sure = { data: { sure: items.data.items } };
const fail = (message: string): never => {
  throw new UserError(message, 'SUBGRAPH_UNAVAILABLE');
};

describe('a call that fails as a whole', () => {
  it('leaves null where its fields may be null, and says so at each', async () => {
    const { answer } = await askJoined('{ x: other items { id } text }', {
      base: { data: { items: [], text: 'w' } },
      more: () => fail('down'),
    });
    expect(answer).toEqual({
      data: { x: null, items: [], text: 'w' },
      errors: [{ message: 'down', path: ['x'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'more' } }],
    });
  });

  it('takes out all data where a field of the root must not be null, by that error alone', async () => {
    const { answer } = await askJoined('{ text other2 }', { base: { data: { text: 'w' } }, more: () => fail('down') });
    expect(answer).toEqual({
      data: null,
      errors: [{ message: 'down', path: ['other2'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'more' } }],
    });
  });

  it('is one error of all entities that lack something', async () => {
    const { answer } = await askJoined('{ i: items { id price } }', {
      base: ({ text }) =>
        JSON.parse(JSON.stringify(items).replace('items', /(\w+):\s*items/.exec(text)?.[1] ?? 'items')),
      more: () => fail('down'),
    });
    expect(answer).toEqual({
      data: { i: ['1', '2', '3'].map((id) => ({ id, price: null })) },
      errors: [{ message: 'down', path: ['i'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'more' } }],
    });
  });

  it.each([
    ['{ items { cost } }', items, { items: [null, null, null] }],
    ['{ sure { cost } }', sure, null],
  ])('takes out what must not be without it: %s', async (text, base, data) => {
    const { answer } = await askJoined(text, { base, more: () => fail('down') });
    expect(answer.data).toEqual(data);
    expect(answer.errors).toHaveLength(1);
  });

  it('asks nobody for what requires what was not given', async () => {
    const { answer, calls } = await askJoined('{ items { fee } }', { base: items, more: { data: { _entities: [] } } });
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['base']);
    expect(answer).toEqual({ data: { items: [{ fee: null }, { fee: null }, { fee: null }] } });
  });

  it('hides what is no failure of a subgraph behind its cause', async () => {
    const { answer } = await askJoined('{ other }', {
      more: () => {
        throw new TypeError('x is not a function');
      },
    });
    expect(answer.errors?.[0]?.extensions).toEqual({ subgraph: 'more' });
  });
});

describe('an answer that is none', () => {
  it.each([
    [null, 'it has neither data nor errors'],
    [{}, 'it has neither data nor errors'],
    [{ data: null }, 'it has neither data nor errors'],
    [{ data: [] }, 'its data is no object'],
    [{ data: 'text' }, 'its data is no object'],
    [{ data: {}, errors: 'text' }, 'its errors are no list'],
  ])('is an error: %j', async (more, why) => {
    const { answer } = await askJoined('{ other }', { more });
    expect(answer).toEqual({
      data: { other: null },
      errors: [
        {
          message: `What the subgraph more answered cannot be used: ${why}.`,
          path: ['other'],
          extensions: { code: 'SUBGRAPH_BAD_ANSWER', subgraph: 'more' },
        },
      ],
    });
  });

  it.each([
    [[{ price: 1 }, { price: 2 }], 'it was asked for 3 entities, and gave a list of 2'],
    [[{ price: 1 }, { price: 2 }, { price: 3 }, { price: 4 }], 'it was asked for 3 entities, and gave a list of 4'],
    [{ price: 1 }, 'it was asked for 3 entities, and gave no list'],
    ['text', 'it was asked for 3 entities, and gave no list'],
    [null, 'it was asked for 3 entities, and gave no list'],
    [undefined, 'it was asked for 3 entities, and gave no list'],
  ])('gives no entities, because whose they are is not known: %j', async (_entities, why) => {
    const { answer } = await askJoined('{ items { price } }', { base: items, more: { data: { _entities } } });
    expect(answer.data).toEqual({ items: [{ price: null }, { price: null }, { price: null }] });
    expect(answer.errors).toEqual([
      {
        message: `What the subgraph more answered cannot be used: ${why}.`,
        path: ['items'],
        extensions: { code: 'SUBGRAPH_BAD_ANSWER', subgraph: 'more' },
      },
    ]);
  });

  it('gives the entities that are some', async () => {
    const { answer } = await askJoined('{ items { price } }', {
      base: items,
      more: { data: { _entities: [{ price: 1 }, 'x', []] } },
    });
    expect(answer.data).toEqual({ items: [{ price: 1 }, { price: null }, { price: null }] });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['items', 1],
      ['items', 2],
    ]);
  });
});

describe('a value of another type', () => {
  it.each([
    ['text', 5, 'is no String'],
    ['text', { a: 1 }, 'is no String'],
    ['int', '5', 'is no Int'],
    ['int', 5.5, 'is no Int'],
    ['int', 2147483648, 'is no Int'],
    ['float', '1', 'is no Float'],
    ['flag', 'true', 'is no Boolean'],
    ['id', 1.5, 'is no ID'],
    ['id', true, 'is no ID'],
    ['mood', 'ANGRY', 'is no Mood'],
    ['words', 'a', 'is no list'],
  ])('is null, and an error: %s %j', async (field, value, what) => {
    const { answer } = await askJoined(`{ ${field} }`, { base: { data: { [field]: value } } });
    expect(answer.data).toEqual({ [field]: null });
    const message = `What the answer of base gives as Query.${field} ${what}.`;
    expect(answer.errors).toEqual([
      { message, path: [field], extensions: { code: 'SUBGRAPH_BAD_ANSWER', subgraph: 'base' } },
    ]);
  });

  it.each([
    ['int', -2147483648, -2147483648],
    ['float', 1, 1],
    ['id', 7, '7'],
    ['mood', 'GLAD', 'GLAD'],
  ])('is one that JSON writes so: %s %j', async (field, value, expected) => {
    const { answer } = await askJoined(`{ ${field} }`, { base: { data: { [field]: value } } });
    expect(answer).toEqual({ data: { [field]: expected } });
  });

  it('stands where it is in a list, and takes the list out where items must not be null', async () => {
    const { answer } = await askJoined('{ words items { id } }', {
      base: { data: { words: ['a', 5], items: [{ id: '1' }, 7, { id: null }] } },
    });
    expect(answer.data).toEqual({ words: null, items: [{ id: '1' }, null, null] });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['words', 1],
      ['items', 1],
      ['items', 2, 'id'],
    ]);
  });

  it.each([['Nobody'], ['Query'], ['String'], ['__proto__'], [5]])(
    'is an object of a type that is not there: %j',
    async (__typename) => {
      const { answer } = await askJoined('{ node { id } }', { base: { data: { node: { __typename, id: '1' } } } });
      expect(answer).toEqual({
        data: { node: null },
        errors: [
          {
            message: 'What the answer of base gives as Query.node is of no type that Node has here.',
            path: ['node'],
            extensions: { code: 'SUBGRAPH_BAD_ANSWER', subgraph: 'base' },
          },
        ],
      });
    },
  );

  it('does not change what objects inherit', async () => {
    const base = () => ({
      data: JSON.parse('{ "one": { "__proto__": { "name": "x" }, "id": "1", "__typename": "Item" } }') as unknown,
    });
    const { answer } = await askJoined('{ one { name id price } }', {
      base,
      more: { data: { _entities: [{ price: 1 }] } },
    });
    expect(answer.data).toEqual({ one: { name: null, id: '1', price: 1 } });
  });

  it('is told a thousand times at most', async () => {
    const words = { data: { items: Array.from({ length: 1500 }, () => 5) } };
    const { answer } = await askJoined('{ items { id } }', { base: words });
    expect(answer.errors).toHaveLength(1001);
    expect(answer.errors?.at(-1)?.message).toBe('500 more errors are left out.');
  });
});

it('tells of 40,000 entities that are none as fast as of one', async () => {
  const all = Array.from({ length: 40_000 }, (_, id) => ({ __typename: 'Item', id: String(id) }));
  const { answer } = await askJoined('{ items { id price } }', {
    base: { data: { items: all } },
    more: { data: { _entities: all.map(() => 1) } },
  });
  expect(answer.errors).toHaveLength(1001);
  expect(answer.errors?.[999]?.path).toEqual(['items', 999]);
});

describe('what is @inaccessible', () => {
  it('is null without an error, which would tell of it', async () => {
    const base = { data: { mood: 'SAD', node: { __typename: 'Ghost', id: '1' } } };
    const { answer } = await askJoined('{ mood node { id } }', { base });
    expect(answer).toEqual({ data: { mood: null, node: null } });
  });

  it('is an error where there must be something', async () => {
    const { answer } = await askJoined('{ moods }', { base: { data: { moods: ['GLAD', 'SAD'] } } });
    expect(answer.data).toEqual({ moods: null });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['moods', 1]]);
  });
});

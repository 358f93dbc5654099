import { describe, expect, it } from '@jest/globals';
import { objectsIn } from '../../../src/gateway/cost/AnswerCounter.js';
import { WrittenJson } from '../../../src/lib/written/WrittenJson.js';
import { priced } from './pricedSchema.js';

function actual(query: string, data: Record<string, unknown>, variables: Record<string, unknown> = {}) {
  const asked = priced(query, variables);
  return asked.price.actual(data, asked.variables);
}

const written = (value: unknown, rest?: Record<string, unknown>) => new WrittenJson(JSON.stringify(value), rest);

describe('an answer comes to', () => {
  it.each<[string, Record<string, unknown>, number]>([
    ['{ __typename }', { __typename: 'Query' }, 0],
    ['{ me { id } }', { me: { id: '1' } }, 1],
    ['{ me { id } }', { me: null }, 1],
    [
      '{ plain { id friends { id } } }',
      {
        plain: [
          { id: '1', friends: [{ id: '2' }, { id: '3' }] },
          { id: '4', friends: [] },
        ],
      },
      4,
    ],
    ['{ byIds(ids: ["a", "b"]) { id } }', { byIds: [null, { id: 'b' }] }, 2],
    // Whoever tries keys pays for those that nothing has.
    ['{ byIds(ids: ["a", "b"]) { id } }', { byIds: [null, null] }, 2],
    ['{ byIds(ids: ["a", "b"]) { id } }', { byIds: [] }, 1],
    ['{ matrix { id } }', { matrix: [[{ id: '1' }], [], [{ id: '2' }, { id: '3' }]] }, 3],
    ['{ words }', { words: ['a', 'b'] }, 2],
    ['{ report { id author { id } } }', { report: { id: '1', author: { id: '2' } } }, 26],
    ['{ x: me { y: score } }', { x: { y: 3 } }, 1 + 4],
    // The value of a weight that is there for nothing: it was worked out.
    ['{ me { score } }', { me: { score: null } }, 1 + 4],
    ['{ search(text: "x") { id } }', { search: [{ id: '1' }] }, 3 + 2],
    ['mutation { touch(id: "a") { id } }', { touch: null }, 11],
    [
      '{ thing { id ... on Car { wheels { size } } ... on Pen { cap { size } } } }',
      { thing: { id: '1', cap: { size: 1 } } },
      2,
    ],
  ])('%s', (query, data, points) => expect(actual(query, data)).toBe(points));
});

describe('what a statement has written counts the same', () => {
  const friends = [
    { id: '1', name: 'A "{" b' },
    { id: '{"id', name: '{' },
  ];

  it('as a list', () => {
    expect(actual('{ me { friends { id name } } }', { me: { friends: written(friends) } })).toBe(1 + 2);
    expect(actual('{ me { friends { id name } } }', { me: { friends: written([]) } })).toBe(1);
  });

  it('as an object of leaves, with and without a rest', () => {
    expect(actual('{ me { id name } }', { me: written({ id: '1', name: '{"a' }) })).toBe(1);
    const data = { me: written({ id: '1' }, { friends: [written({ id: '2' }), written({ id: '3' })] }) };
    expect(actual('{ me { id friends { id } } }', data)).toBe(3);
  });

  it('as a page', () => {
    const page = { edges: friends.map((node) => ({ node })) };
    expect(actual('{ page { edges { node { id name } } } }', { page: written(page) })).toBe(1 + 2 + 2);
  });

  it('where something in it has a weight of its own', () => {
    const rows = [{ score: 1 }, { score: null }];
    expect(actual('{ me { friends { score } } }', { me: { friends: written(rows) } })).toBe(1 + 2 * (1 + 4));
  });
});

it.each([
  ['[]', 0],
  ['{"a":1}', 1],
  ['[{"a":"{"},{"b":"{\\"c\\":1}"}]', 2],
  ['[{"_a":[{"B":{"c":null}}]}]', 3],
])('objects in %s', (text, count) => expect(objectsIn(text)).toBe(count));

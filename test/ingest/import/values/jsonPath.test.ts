import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileJsonPath, foundText } from '../../../../src/ingest/import/values/jsonPath.js';
import type { JsonValue } from '../../../../src/ingest/import/values/jsonValue.js';

const record: JsonValue = {
  device: { geo: { city: 'Bern', point: [46.9, 7.4] }, os: null, _v1: false },
  items: [
    { sku: 'a', price: 1 },
    { sku: 'b', price: 2.5, tags: ['x', 'y'] },
  ],
  'a key': 1,
  '': 2,
};

describe.each<[path: string, found: JsonValue[]]>([
  ['$', [record]],
  ['$.device.geo.city', ['Bern']],
  ['$.device._v1', [false]],
  ['$.device.os', [null]],
  ['$.device.os.version', []],
  ['$.device.geo.city.length', []],
  ['$.device.geo.point.length', []],
  ['$.device.constructor', []],
  ['$.toString', []],
  ['$.nothing', []],
  ['$.items.sku', []],
  ['$.items', [record['items'] ?? null]],
  ['$.items[0].sku', ['a']],
  ['$.items[-1].sku', ['b']],
  ['$.items[2].sku', []],
  ['$.items[*].sku', ['a', 'b']],
  ['$.items[?@.price > 2].sku', ['b']],
  ['$.items[*].tags[*]', ['x', 'y']],
  ["$['a key']", [1]],
  ["$['']", [2]],
  ['$..city', ['Bern']],
])('%s', (path, found) => {
  test(`finds ${JSON.stringify(found)}`, () => {
    expect(compileJsonPath(path, 'here')(record)).toEqual(found);
  });
});

test('names behind points find what the same names in brackets find, by the library', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c', '_', '__proto__', 'length', 'toString'), {
    minLength: 1,
    maxLength: 3,
  });
  const keys = fc.constantFrom('a', 'b', 'c', '_', 'length');
  const { tree } = fc.letrec<{ tree: JsonValue; list: JsonValue; object: JsonValue }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<JsonValue>(null, 1, 'text', true),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('tree'), { maxLength: 2 }),
    object: fc.dictionary(keys, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(
    fc.property(tree, names, (value, path) => {
      const points = compileJsonPath(`$.${path.join('.')}`, 'here');
      const brackets = compileJsonPath(`$${path.map((name) => `['${name}']`).join('')}`, 'here');
      expect(points(value)).toEqual(brackets(value));
    }),
    { numRuns: 500 },
  );
});

test.each<[query: unknown, sentence: string]>([
  [1, 'here is not the text of a JSON path.'],
  [null, 'here is not the text of a JSON path.'],
  [['$'], 'here is not the text of a JSON path.'],
  ['', 'here: "" is no JSON path: '],
  ['a.b', 'here: "a.b" is no JSON path: '],
  ['$.', 'here: "$." is no JSON path: '],
  ['$.a.', 'here: "$.a." is no JSON path: '],
  ['$.1a', 'here: "$.1a" is no JSON path: '],
  ['$[', 'here: "$[" is no JSON path: '],
  ['$[?nothing()]', 'here: "$[?nothing()]" is no JSON path: '],
])('%j is refused', (query, sentence) => {
  expect(() => compileJsonPath(query, 'here')).toThrow(sentence);
  expect(() => compileJsonPath(query, 'here')).toThrow(
    expect.objectContaining({ name: 'UserError', code: 'BAD_CONFIG' }),
  );
});

test.each<[found: JsonValue[], text: string | null]>([
  [[], null],
  [[null], null],
  [['a'], 'a'],
  [[''], ''],
  [[1.5], '1.5'],
  [[false], 'false'],
  [[['a']], '["a"]'],
  [[{ a: 1 }], '{"a":1}'],
  [['a', 'b'], '["a","b"]'],
  [[null, null], '[null,null]'],
  [['a', 1, ['b']], '["a",1,["b"]]'],
])('the text of what was found, %j, is %j', (found, text) => {
  expect(foundText(found)).toBe(text);
});

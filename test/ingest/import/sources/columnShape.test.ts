import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkWidth, columnShape, noColumn, unnamedOf } from '../../../../src/ingest/import/sources/columnShape.js';
import { refusal } from '../../../support/refusal.js';

const header = ['id', 'Name', '', 'name', 'id', '  ', 'id '];
const shape = columnShape('x.csv', header);

test('columns without a name are told by their places, and have no part in the names', () => {
  expect(shape.names).toEqual(['id', 'Name', 'name', 'id', 'id ']);
  expect(shape.unnamed).toEqual([3, 6]);
  expect(unnamedOf(['a', 'b'])).toEqual([]);
  expect(unnamedOf(['\t', '', 'a'])).toEqual([1, 2]);
  expect(shape.source).toBe('x.csv');
  expect(shape.path).toBeUndefined();
});

test.each([
  ['Name', 1],
  ['name', 3],
  ['id ', 6],
])('the column "%s" is at its place, letter by letter', (name, index) => {
  expect(shape.column(name, 'here')).toBe(index);
});

test.each<[name: string, sentence: string]>([
  ['id', 'here: x.csv has more than one column "id".'],
  ['', 'here: x.csv has no column "".'],
  ['  ', 'here: x.csv has no column "  ". Did you mean "id" or "id "?'],
  ['colour', 'here: x.csv has no column "colour".'],
  ['nane', 'here: x.csv has no column "nane". Did you mean "Name" or "name"?'],
])('the column "%s" is refused', (name, sentence) => {
  expect(() => shape.column(name, 'here')).toThrow(refusal(sentence, 'BAD_CONFIG'));
});

test('the sentence for a column that there is not suggests one of the names', () => {
  expect(noColumn('a query', 'ids', ['id', 'x'], 'imports[0].columns.pk')).toEqual(
    refusal('imports[0].columns.pk: a query has no column "ids". Did you mean "id"?', 'BAD_CONFIG'),
  );
});

test('10,000 columns are the most', () => {
  const sentence = 'x.csv has more than 10000 columns, which are the most.';
  expect(() => checkWidth('x.csv', 10_000)).not.toThrow();
  expect(() => checkWidth('x.csv', 10_001)).toThrow(refusal(sentence, 'BAD_FILE'));
  const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `c${index}`);
  expect(columnShape('x.csv', names(10_000)).names).toHaveLength(10_000);
  expect(() => columnShape('x.csv', names(10_001))).toThrow(refusal(sentence, 'BAD_FILE'));
});

describe('the content of a row', () => {
  test('is its fields without blanks around them, in the order of the names', () => {
    const content = columnShape('x.csv', ['b', 'c', 'a']).content();
    expect(content([' 2 ', null, '1'])).toBe('1\u001F2\u001F');
    expect(content([])).toBe('\u001F\u001F');
  });

  test('tells where fields end', () => {
    const content = columnShape('x.csv', ['a', 'b']).content();
    expect(content(['x', 'y'])).not.toBe(content(['xy', '']));
    expect(content(['x', ''])).not.toBe(content(['', 'x']));
  });

  test('is the same when columns are moved about', () => {
    const columns = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-zA-Zä_]{1,4}$/), fc.string({ maxLength: 5 })), {
      selector: ([name]) => name,
      maxLength: 6,
    });
    const moved = columns.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(moved, ([one, other]) => {
        const contentOf = (pairs: typeof one): string =>
          columnShape(
            'x.csv',
            pairs.map(([name]) => name),
          ).content()(pairs.map(([, value]) => value));
        expect(contentOf(other)).toBe(contentOf(one));
      }),
    );
  });
});

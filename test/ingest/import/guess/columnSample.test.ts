import { describe, expect, test } from '@jest/globals';
import { ColumnSample } from '../../../../src/ingest/import/guess/columnSample.js';

const numbered = (count: number, of: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => of(index));

function sampleOf(values: readonly string[], kept = { characters: 0 }) {
  const sample = new ColumnSample('price', kept);
  for (const value of values) sample.add(value);
  return { ...sample.column, kept };
}

test('different values are kept in the order in which they came', () => {
  const { kept, ...column } = sampleOf(['b', 'a', 'b', 'c', 'a']);
  expect(column).toEqual({ name: 'price', values: ['b', 'a', 'c'], isComplete: true });
  expect(kept.characters).toBe(3);
});

test('that a row has none is said by who reads it', () => {
  const sample = new ColumnSample('price', { characters: 0 });
  sample.isComplete = false;
  expect(sample.column).toEqual({ name: 'price', values: [], isComplete: false });
});

test('a long value is kept in part, and counts so', () => {
  const { values, kept } = sampleOf(['x'.repeat(1000), 'x'.repeat(1001), `${'x'.repeat(1000)}y`]);
  expect(values).toEqual(['x'.repeat(1000)]);
  expect(kept.characters).toBe(1000);
});

describe('after 5,000 values', () => {
  const many = numbered(5000, (index) => String(10_000 + index));

  test('only those that look like none before are kept', () => {
    const { values } = sampleOf([...many, '99999', '123456', '654321', 'n.a.', 'x.y.', 'ä.ö.', '1,5']);
    // Digits are alike, and so are letters of any language.
    expect(values.slice(5000)).toEqual(['123456', 'n.a.', '1,5']);
  });

  test('at most 1,000 such are kept, the first one among them', () => {
    const { values } = sampleOf([...many, ...numbered(1200, (index) => '.'.repeat(index + 1))]);
    // Shapes are compared by 40 characters.
    expect(values).toHaveLength(5040);
    const shapes = numbered(1200, (index) =>
      index.toString(2).padStart(11, '0').replaceAll('0', '.').replaceAll('1', '-'),
    );
    expect(sampleOf([...many, ...shapes]).values).toHaveLength(5999);
  });
});

test('after 8 million characters of all columns together, too', () => {
  const kept = { characters: 8_000_000 };
  expect(sampleOf(['aa', 'bb', '11', '22'], kept).values).toEqual(['aa', '11']);
  expect(kept.characters).toBe(8_000_004);
  expect(sampleOf(['aa', 'bb'], { characters: 7_999_999 }).values).toEqual(['aa']);
  expect(sampleOf(['aa', 'bb'], { characters: 7_999_997 }).values).toEqual(['aa', 'bb']);
});

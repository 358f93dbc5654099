import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OperationNames } from '../../src/telemetry/OperationNames.js';
import { anyText } from '../support/anyText.js';

it('tells the first names apart that clients write, and as many of published documents', () => {
  const names = new OperationNames(2);
  const written = ['A', 'B', 'C', 'A', 'B'].map((name) => names.labelOf(name, false));
  expect(written).toEqual(['A', 'B', 'other', 'A', 'B']);
  expect(['D', 'E', 'F', 'C'].map((name) => names.labelOf(name, true))).toEqual(['D', 'E', 'other', 'other']);
  // A name that is known is known, however it comes.
  expect([names.labelOf('D', false), names.labelOf('A', true)]).toEqual(['D', 'A']);
  expect(names.labelOf(undefined, true)).toBe('unnamed');
});

it('takes no name that is none, and none of more than 64 characters', () => {
  const names = new OperationNames(10);
  const long = 'x'.repeat(64);
  expect(
    [long, `${long}x`, '', 'a b', 'a"b', 'a\nb', 'é', '1a', '__proto__'].map((name) => names.labelOf(name, false)),
  ).toEqual([long, 'other', 'other', 'other', 'other', 'other', 'other', 'other', '__proto__']);
});

it('gives never more than twice as many labels as it is told, and three words', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5 }),
      fc.array(fc.tuple(anyText({ maxLength: 3 }), fc.boolean())),
      (most, asked) => {
        const names = new OperationNames(most);
        const labels = new Set(asked.map(([name, isPublished]) => names.labelOf(name, isPublished)));
        expect(labels.size).toBeLessThanOrEqual(2 * most + 1);
      },
    ),
  );
});

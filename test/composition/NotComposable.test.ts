import { expect, it } from '@jest/globals';
import { NotComposable } from '../../src/composition/NotComposable.js';

it('NotComposable has all faults, and tells the first of them on one line', () => {
  const one = new NotComposable('They do not compose', ['A.b is missing.']);
  expect(one).toMatchObject({ message: 'They do not compose: A.b is missing.', code: 'NOT_COMPOSABLE', exitCode: 1 });
  expect(new NotComposable('No', ['A.', 'B.']).message).toBe('No: (1) A. (2) B.');
  const many = new NotComposable(
    'No',
    Array.from({ length: 1000 }, (_, n) => `F${n}.`),
  );
  expect(many.faults).toHaveLength(1000);
  expect(many.message).toMatch(/^No: \(1\) F0\. .* \(20\) F19\. … and 980 more\.$/);
});

import { expect, it } from '@jest/globals';
import { joinNotices } from '../../src/news/joinNotices.js';

it('joined notices call all who name a channel, in their order', () => {
  const calls: string[] = [];
  const joined = joinNotices(
    { a: () => calls.push('first a'), b: () => calls.push('b') },
    { a: () => calls.push('second a'), c: () => calls.push('c') },
    {},
  );
  expect(Object.keys(joined).toSorted()).toEqual(['a', 'b', 'c']);
  joined['a']?.();
  joined['c']?.();
  expect(calls).toEqual(['first a', 'second a', 'c']);
});

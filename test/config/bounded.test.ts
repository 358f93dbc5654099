import { describe, expect, it } from '@jest/globals';
import { bounded, boundedWhole } from '../../src/config/bounded.js';
import { faultsOf } from './faultsOf.js';

describe('bounded', () => {
  it.each([0.1, 0.5, 1, 600])('takes %d, between its ends', (value) =>
    expect(bounded(0.1, 600).parse(value)).toBe(value),
  );

  it.each([
    [0.09, 'is less than 0.1'],
    [-1, 'is less than 0.1'],
    [600.01, 'is more than 600'],
    [1e300, 'is more than 600'],
    [Number.NaN, 'is not a number'],
    [Infinity, 'is not a number'],
    ['5', 'is not a number'],
    [null, 'is not a number'],
    [undefined, 'is not a number'],
    [true, 'is not a number'],
  ])('refuses %p: it %s', (value, fault) => expect(faultsOf(bounded(0.1, 600), value)).toEqual([`: ${fault}`]));
});

describe('boundedWhole', () => {
  it.each([1, 2, 500])('takes %i, between its ends', (value) => expect(boundedWhole(1, 500).parse(value)).toBe(value));

  it.each([
    [0, 'is less than 1'],
    [-1, 'is less than 1'],
    [501, 'is more than 500'],
    [1.5, 'is not a whole number'],
    [1e300, 'is not a whole number'],
    ['5', 'is not a whole number'],
    [null, 'is not a whole number'],
  ])('refuses %p: it %s', (value, fault) => expect(faultsOf(boundedWhole(1, 500), value)).toContain(`: ${fault}`));

  it('says what it is a number of', () => {
    expect(faultsOf(boundedWhole(1, 5, 'number of days'), 1.5)).toEqual([': is not a whole number of days']);
  });
});

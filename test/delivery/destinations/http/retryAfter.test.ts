import { describe, expect, it } from '@jest/globals';
import { retryAfter } from '../../../../src/delivery/destinations/http/retryAfter.js';

const now = new Date('2026-03-31T06:00:00Z');

describe('retryAfter', () => {
  it.each([
    ['0', 0],
    ['120', 120],
    [' 7 ', 7],
    ['Tue, 31 Mar 2026 06:01:30 GMT', 90],
    ['Tue, 31 Mar 2026 05:00:00 GMT', 0],
    ['86401', 86_400],
    ['Fri, 31 Mar 2056 05:00:00 GMT', 86_400],
    ['', undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (header, seconds) => expect(retryAfter(header, now)).toEqual(seconds));
});

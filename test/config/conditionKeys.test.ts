import { describe, expect, it } from '@jest/globals';
import { condition } from '../../src/config/conditionKeys.js';
import { faultsOf } from './faultsOf.js';

describe('condition', () => {
  it.each([
    [{}],
    [{ url: { is: '/cart' } }],
    [{ url: { isNot: '/cart', contains: 'shop', startsWith: 'https', endsWith: '/' } }],
    [{ amount: { gt: 5, lte: 10.5 }, type: { in: ['a', 5, true] }, paid: { is: true } }],
    [{ day: { between: { from: '2026-01-01', to: '2026-12-31' } }, amount: { between: { from: 1, to: 2 } } }],
    [{ referrer: { isNull: true } }],
    [{ and: [{ a: { is: 1 } }, { or: [{ b: { is: 2 } }, { not: { c: { isNull: false } } }] }] }],
    [{ 'a column "quoted"': { notIn: ['x'] } }],
    [{ url: { is: 'é😀' } }],
    [{ url: { is: 'x'.repeat(1000) } }],
  ])('takes %j', (given) => expect(faultsOf(condition, given)).toEqual([]));

  it.each([
    [{ url: '/cart' }, 'url: is not an operator and a value, such as { is: cart }'],
    [{ url: null }, 'url: is not an operator and a value, such as { is: cart }'],
    [{ url: {} }, 'url: names no operator such as is, in or contains'],
    [{ url: { is: null } }, 'url.is: is not a text, a number, or true or false'],
    [{ url: { is: ['a'] } }, 'url.is: is not a text, a number, or true or false'],
    [{ paid: { gt: true } }, 'paid.gt: is not a text or a number'],
    [{ url: { is: 'a', equals: 'a' } }, 'url: Unrecognized key: "equals"'],
  ])('refuses %j', (given, fault) => expect(faultsOf(condition, given)).toEqual([fault]));

  it.each([
    [{ url: { is: 'a\0' } }],
    [{ url: { contains: '\ud83d' } }],
    [{ url: { in: ['a', '\ude00\ud83d'] } }],
    [{ not: { url: { startsWith: 'x'.repeat(1001) } } }],
    [{ url: { in: Array.from({ length: 10_001 }, () => 'a') } }],
    [{ day: { between: { from: '2026-01-01' } } }],
    [{ day: { between: ['2026-01-01', '2026-12-31'] } }],
    [{ url: { isNull: 'yes' } }],
    [{ url: { contains: 5 } }],
    [{ and: { url: { is: 'a' } } }],
    ['url'],
    [null],
    [[]],
  ])('refuses what no text of the database, or no list, can be', (given) => {
    expect(faultsOf(condition, given).length).toBeGreaterThan(0);
  });
});

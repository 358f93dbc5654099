import { describe, expect, it } from '@jest/globals';
import { countValues, firstDifference, neutralAnswer } from '../../../bench/serve/neutralAnswer.js';

const facet = {
  customers: {
    edges: [
      {
        node: {
          id: 'C1',
          profile: { date: '2026-01-01', fields: { revenue: '12.50', orders: 3, seen: '2026-01-01T00:00:00.000000Z' } },
          metrics: [{ name: 'orders', value: '100' }],
        },
      },
    ],
  },
};

const graphile = (revenue: string) => ({
  customers: {
    nodes: [
      {
        id: 'C1',
        profile: { nodes: [{ date: '2026-01-01', revenue, orders: '3', seen: '2026-01-01T01:00:00+01:00' }] },
        metrics: { nodes: [{ name: 'orders', value: '100.0' }] },
      },
    ],
  },
});

describe('a neutral answer', () => {
  it('is the same however lists, fields, numbers and instants are written', () => {
    expect(neutralAnswer(facet)).toEqual({
      customers: [
        {
          id: 'C1',
          profile: { date: '2026-01-01', revenue: '12.5', orders: '3', seen: '2026-01-01T00:00:00.000Z' },
          metrics: [{ name: 'orders', value: '100' }],
        },
      ],
    });
    expect(neutralAnswer(graphile('12.5'))).toEqual(neutralAnswer(facet));
  });

  it('keeps zeros that count, and texts', () => {
    expect(neutralAnswer([100, '0.0', '-1.50', 'label 10', null, true])).toEqual([
      '100',
      '0',
      '-1.5',
      'label 10',
      null,
      true,
    ]);
  });
});

describe('the first difference', () => {
  const difference = (a: unknown, b: unknown): string | undefined =>
    firstDifference(neutralAnswer(a), neutralAnswer(b));

  it('is none where answers say the same', () => expect(difference(facet, graphile('12.50'))).toBeUndefined());

  it('is told with its place', () =>
    expect(difference(facet, graphile('12.51'))).toBe('customers.0.profile.revenue: "12.5" and "12.51"'));

  it.each([
    [{ a: [1, 2] }, { a: [1] }, 'a.1: "2" and nothing'],
    [{ a: 1 }, { a: 1, b: 2 }, 'b: nothing and "2"'],
    [{ a: null }, { a: [] }, 'a: null and []'],
    [{ a: [1, 2] }, { a: [2, 1] }, 'a.0: "1" and "2"'],
    [1, 2, 'the answer: "1" and "2"'],
  ])('of %j and %j is seen', (a, b, told) => expect(difference(a, b)).toBe(told));
});

it('counts the values that are there', () => {
  expect(countValues(neutralAnswer(facet))).toBe(7);
  expect(countValues({ a: null, b: [null, 0, false, ''] })).toBe(3);
});

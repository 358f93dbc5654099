import { describe, expect, it } from '@jest/globals';
import type { Measured } from '../../../src/enrichment/measures/measured.js';
import { isMeasured } from '../../../src/enrichment/measures/measured.js';
import { measureName } from '../../../src/enrichment/measures/measureName.js';
import { partColumn, partName } from '../../../src/enrichment/measures/parts.js';

const count: Measured = { kind: 'count', source: 'activity' };

describe('the key of what is measured', () => {
  it.each<[measured: Partial<Measured>, form: string]>([
    [{ kind: 'count' }, 'count'],
    [{ kind: 'sum', column: 'price' }, 'number'],
    [{ kind: 'average', column: 'price' }, 'number'],
    [{ kind: 'distinct', column: 'page' }, 'text'],
    [{ kind: 'last', column: 'page' }, 'text'],
  ])('of %j begins with the form that is kept, %s', (measured, form) => {
    expect(measureName({ ...count, ...measured })).toMatch(new RegExp(`^${form}_[\\da-f]{24}$`));
    expect(measureName({ ...count, ...measured }).length).toBeLessThanOrEqual(31);
  });

  it('is one for all that is made of the same rows in the same form', () => {
    const sum: Measured = { ...count, kind: 'sum', column: 'price' };
    const others: Measured[] = [
      { ...sum, kind: 'min' },
      { ...sum, kind: 'max' },
      { ...sum, kind: 'average', window: '30d' },
    ];
    expect(others.map(measureName)).toEqual(others.map(() => measureName(sum)));
    expect(measureName({ ...sum, kind: 'first' })).not.toBe(measureName(sum));
  });

  it('is one for equal conditions, whatever the order of their keys', () => {
    const where = { event_type: { is: 'cart', isNot: 'x' }, price: { gt: 5 } };
    const moved = { price: { gt: 5 }, event_type: { isNot: 'x', is: 'cart' } };
    expect(measureName({ ...count, where: moved })).toBe(measureName({ ...count, where }));
    expect(measureName({ ...count, where: {} })).toBe(measureName(count));
  });

  it('is another for any other column or condition', () => {
    const page: Measured = { ...count, kind: 'distinct', column: 'page' };
    const all: Measured[] = [
      count,
      page,
      { ...page, column: 'Page' },
      { ...page, column: 'null' },
      ...[
        { page: { is: 'a' } },
        { page: { is: 'b' } },
        { page: { isNot: 'a' } },
        { page: { in: ['a'] } },
        { page: { in: ['a', 'b'] } },
        { page: { in: ['b', 'a'] } },
        { page: { is: 'a' }, price: { gt: 1 } },
        { and: [{ page: { is: 'a' } }, { price: { gt: 1 } }] },
        { or: [{ page: { is: 'a' } }, { price: { gt: 1 } }] },
        { not: { page: { is: 'a' } } },
      ].map((where): Measured => ({ ...count, where })),
    ];
    expect(new Set(all.map(measureName)).size).toBe(all.length);
  });

  it('and a window make the column of a part', () => {
    const name = measureName(count);
    expect(partName(count, 'events')).toBe(`${name}_ever_events`);
    expect(partName({ ...count, window: '30d' }, 'events')).toBe(`${name}_30d_events`);
    expect(partColumn({ ...count, window: '30d' }, 'first_at')).toBe(`g."${name}_30d_first_at"`);
    // PostgreSQL cuts names after 63 bytes.
    expect(
      partName({ kind: 'sum', source: 'order_lines', column: 'c', window: '9999d' }, 'greatest').length,
    ).toBeLessThanOrEqual(63);
  });
});

it('what is measured is told from what is written in SQL', () => {
  const words = {
    name: 'a',
    alias: 'A',
    description: 'A.',
    dataType: 'integer',
    category: 'Test',
    piiClass: 'NONE',
    sql: '1',
  } as const;
  expect([isMeasured(words), isMeasured({ ...words, measured: count } as typeof words)]).toEqual([false, true]);
});

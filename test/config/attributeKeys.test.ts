import { describe, expect, it } from '@jest/globals';
import { attributeKeys } from '../../src/config/attributeKeys.js';
import { faultsOf } from './faultsOf.js';

const words = { name: 'pages', description: 'Pages that were seen.' };
const measured = { ...words, source: 'activity' };
const isNoKind =
  'is none of count, sum, min, max, average, distinct, first, last, most_frequent, unique_list, ratio, difference, calendar_month, rank';

describe('attributeKeys', () => {
  it.each<[object]>([
    [{ kind: 'count', ...measured }],
    [{ kind: 'count', ...measured, window: '30d', where: { url: { contains: '/cart' } }, type: 'bigint' }],
    [{ kind: 'distinct', ...measured, column: 'url' }],
    ...['sum', 'min', 'max', 'average'].map(
      (kind) => [{ kind, ...measured, column: 'amount', type: 'decimal' }] as [object],
    ),
    ...['first', 'last', 'most_frequent'].map(
      (kind) => [{ kind, ...measured, column: 'url', type: 'text' }] as [object],
    ),
    [{ kind: 'unique_list', ...measured, column: 'url' }],
    [{ kind: 'ratio', ...words, of: 'a', to: 'b' }],
    [{ kind: 'difference', ...words, of: 'a', less: 'b' }],
    ...['text', 'date', 'integer'].map((type) => [{ kind: 'calendar_month', ...words, of: 'a', type }] as [object]),
    [{ kind: 'rank', ...words, of: 'a' }],
    [{ kind: 'rank', ...words, of: 'a', among: 'b', method: 'ntile', buckets: 10 }],
    [
      {
        kind: 'count',
        ...words,
        source: 'visits',
        label: 'Pages',
        alias: 'PAGES',
        unit: 'count',
        piiClass: 'CONTACT',
        direction: 'NEUTRAL',
      },
    ],
  ])('takes %j', (given) => expect(faultsOf(attributeKeys, given)).toEqual([]));

  it('has a category, and of ranks a method, unless told', () => {
    expect(attributeKeys.parse({ kind: 'count', ...measured })).toMatchObject({ category: 'Custom' });
    expect(attributeKeys.parse({ kind: 'rank', ...words, of: 'a' })).toMatchObject({ method: 'percent_rank' });
  });

  it.each(['1d', '30d', '9999d', '4w', '3m', '1y', '999y', 'this_month', 'last_month', 'last_12_months'])(
    'takes the window %s',
    (window) => {
      expect(faultsOf(attributeKeys, { kind: 'count', ...measured, window })).toEqual([]);
    },
  );

  it.each(['0d', '', 'd', '30', '-1d', '1.5m', '10000d', '1000y', '30 d', '1h', '01d', 'last_0_months', 'month'])(
    'refuses the window %j',
    (window) => {
      expect(faultsOf(attributeKeys, { kind: 'count', ...measured, window })).toEqual([
        'window: is not a number of days, weeks, months or years such as 30d, 4w, 3m, 1y, nor this_month, last_month or last_3_months',
      ]);
    },
  );

  const badName = 'name: is not a name of lower-case letters, digits and _ (63 at most, a letter first)';
  it.each([
    ['Pages', badName],
    ['1st', badName],
    ['a-b', badName],
    ['', badName],
    ['x'.repeat(64), badName],
    ['customer_id', 'name: is the name of a column that attributes have beside them'],
    ['day', 'name: is the name of a column that attributes have beside them'],
  ])('refuses the name %j', (name, fault) => {
    expect(faultsOf(attributeKeys, { kind: 'count', ...measured, name })).toEqual([fault]);
  });

  it.each([
    [{ kind: 'colour', ...measured }, isNoKind],
    [{ ...measured }, isNoKind],
    [{ kind: 'sum', ...measured }, 'column: is missing: name the column that is measured'],
    [
      { kind: 'count', name: 'a', source: 'orders' },
      'description: is missing: say in a sentence what the attribute means',
    ],
    [{ kind: 'count', ...measured, description: '' }, 'description: is empty'],
    [{ kind: 'count', ...measured, column: 'url' }, 'Unrecognized key: "column"'],
    [{ kind: 'difference', ...words, of: 'a' }, 'less: '],
    [{ kind: 'calendar_month', ...words, of: 'a', type: 'decimal' }, 'type: '],
    [{ kind: 'rank', ...words, of: 'a', method: 'ntile' }, 'buckets: is missing: ntile needs a number of buckets'],
    [{ kind: 'rank', ...words, of: 'a', buckets: 10 }, 'buckets: is only used by the method ntile'],
    [{ kind: 'rank', ...words, of: 'a', method: 'ntile', buckets: 1 }, 'buckets: is less than 2'],
    [{ kind: 'rank', ...words, of: 'a', method: 'ntile', buckets: 1001 }, 'buckets: is more than 1000'],
  ])('refuses %j', (given, fault) => {
    const faults = faultsOf(attributeKeys, given);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it.each([
    ['source', 'customers'],
    ['piiClass', 'SECRET'],
    ['direction', 'UP'],
    ['type', 'text'],
  ])('refuses %s: %s', (key, value) => {
    const faults = faultsOf(attributeKeys, { kind: 'count', ...measured, [key]: value });
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^${key}: `))]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { levelKeys } from '../../src/config/levelKeys.js';
import { faultsOf } from './faultsOf.js';

const metric = (given: object) => ({ metrics: [{ attribute: 'NET_SALES', ...given }] });

describe('levelKeys', () => {
  it('are no metrics unless told', () => {
    expect(levelKeys.parse(undefined)).toEqual({ metrics: [] });
    expect(levelKeys.parse({})).toEqual({ metrics: [] });
  });

  it('call a metric by its attribute in small letters, unless it has a name, and roll nothing up', () => {
    expect(levelKeys.parse(metric({}))).toEqual({
      metrics: [{ attribute: 'NET_SALES', name: 'net_sales', acrossEntities: 'none', acrossTime: 'none' }],
    });
    expect(levelKeys.parse(metric({ name: 'sales_2' })).metrics[0]).toMatchObject({ name: 'sales_2' });
  });

  it.each(['sum', 'average', 'minimum', 'maximum', 'last', 'none'])('take the rule %s', (rule) => {
    expect(levelKeys.parse(metric({ acrossEntities: rule, acrossTime: rule })).metrics[0]).toMatchObject({
      acrossEntities: rule,
      acrossTime: rule,
    });
  });

  it('take a weighted average with its weight', () => {
    for (const key of ['acrossEntities', 'acrossTime'])
      expect(levelKeys.parse(metric({ [key]: 'weighted_average', weight: 'orders' })).metrics[0]).toMatchObject({
        [key]: 'weighted_average',
        weight: 'orders',
      });
  });

  it.each([
    [
      metric({ acrossEntities: 'median' }),
      'metrics.0.acrossEntities: is none of sum, average, weighted_average, minimum, maximum, last, none',
    ],
    [
      metric({ acrossTime: 'SUM' }),
      'metrics.0.acrossTime: is none of sum, average, weighted_average, minimum, maximum, last, none',
    ],
    [
      metric({ acrossTime: 'weighted_average' }),
      'metrics.0.weight: is missing: weighted_average needs the metric that says how much a value counts',
    ],
    [metric({ acrossTime: 'sum', weight: 'orders' }), 'metrics.0.weight: is only used by the rule weighted_average'],
    [
      metric({ name: 'Sales' }),
      'metrics.0.name: is not a name of lower-case letters, digits and _ (128 at most, a letter first)',
    ],
    [
      metric({ name: '1st' }),
      'metrics.0.name: is not a name of lower-case letters, digits and _ (128 at most, a letter first)',
    ],
    [
      metric({ name: 'x'.repeat(129) }),
      'metrics.0.name: is not a name of lower-case letters, digits and _ (128 at most, a letter first)',
    ],
    [metric({ attribute: '' }), 'metrics.0.attribute: is empty'],
    [{ metrics: [{}] }, 'metrics.0.attribute: is missing: name the attribute, e.g. ECOM_TOTAL_NET_SALES_AMOUNT_1M'],
    [metric({ rule: 'sum' }), 'metrics.0: Unrecognized key: "rule"'],
    [{ metrics: 'NET_SALES' }, 'metrics: is no list of metrics'],
    [{ metrics: [{ attribute: 'A' }, { attribute: 'B', name: 'a' }] }, 'metrics.1.name: is "a" a second time'],
  ])('refuse %j', (value, fault) => expect(faultsOf(levelKeys, value)).toEqual([fault]));

  it('take 100 metrics at the most', () => {
    const many = (count: number) => ({ metrics: Array.from({ length: count }, (_, n) => ({ attribute: `A${n}` })) });
    expect(faultsOf(levelKeys, many(100))).toEqual([]);
    expect(faultsOf(levelKeys, many(101))).toEqual(['metrics: has more than 100 metrics']);
  });
});

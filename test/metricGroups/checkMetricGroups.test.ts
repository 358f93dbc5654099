import { describe, expect, it } from '@jest/globals';
import type { DefinitionRow } from '../../src/levels/definitions.js';
import type { AskedMetricGroups } from '../../src/metricGroups/askedMetricGroups.js';
import { checkMetricGroups } from '../../src/metricGroups/checkMetricGroups.js';
import { refusal } from '../support/refusal.js';

const metric = (name: string, acrossTime: DefinitionRow['acrossTime']): [string, DefinitionRow] => [
  name,
  {
    name,
    label: null,
    description: '',
    unit: null,
    category: null,
    storedLevels: ['ACCOUNT'],
    acrossEntities: 'sum',
    acrossTime,
    weightName: null,
    baseName: null,
  },
];

const known = new Map([metric('revenue', 'sum'), metric('stock', 'none'), metric('visits', 'sum')]);
const scope = { apps: [{ name: 'default', timeZone: 'UTC', isDefault: true }], now: new Date('2026-03-15T12:00:00Z') };
const check = (asked: Partial<AskedMetricGroups>) =>
  checkMetricGroups(scope, { level: 'ACCOUNT', names: ['revenue'], ...asked }, known);

describe('a question for groups of values', () => {
  it('says what is not said', () => {
    const { list, metrics, ...question } = check({});
    expect(question).toEqual({
      level: 'ACCOUNT',
      app: 'default',
      names: ['revenue'],
      dates: null,
      from: null,
      to: null,
      filter: {},
      values: [],
      groupBy: [],
      grain: null,
      having: [],
      orderBy: [],
    });
    expect(metrics.map(({ name }) => name)).toEqual(['revenue']);
    expect(list.name).toBe('metricsAggregate');
  });

  it('has each metric once, in the order in which they were asked', () => {
    expect(check({ names: ['visits', 'revenue', 'visits'] }).names).toEqual(['visits', 'revenue']);
  });

  it('is the same question for its cursors where the same is asked, and another where anything differs', () => {
    const questionOf = (asked: Partial<AskedMetricGroups>): string => check(asked).list.question;
    expect(questionOf({ having: null, filter: null, grain: null })).toBe(questionOf({}));
    const asked: Partial<AskedMetricGroups>[] = [
      {},
      { level: 'COMPANY' },
      { names: ['revenue', 'visits'] },
      { names: ['visits', 'revenue'] },
      { from: '2026-01-01' },
      { to: '2026-01-01' },
      { effectiveDates: ['2026-01-01'] },
      { groupBy: ['COMPANY'] },
      { grain: 'MONTH' },
      { filter: { name: { is: 'a' } } },
      { values: [{ metric: 'revenue', number: { gt: '1' } }] },
      { having: [{ metric: 'revenue', number: { gt: '1' } }] },
      { orderBy: [{ metric: 'revenue' }] },
      { orderBy: [{ metric: 'revenue', direction: 'DESC' }] },
    ];
    expect(new Set(asked.map(questionOf)).size).toBe(asked.length);
  });

  it('may be ordered by a key that the periods are', () => {
    expect(() =>
      check({ groupBy: ['COMPANY'], grain: 'YEAR', orderBy: [{ key: 2 }, { key: 1 }, { metric: 'revenue' }] }),
    ).not.toThrow();
  });
});

it.each<[asked: Partial<AskedMetricGroups>, sentence: string, code: string]>([
  [{ names: [] }, '"names" is empty: name at least one metric.', 'BAD_USER_INPUT'],
  [{ names: ['revenu'] }, 'There is no metric "revenu". Did you mean "revenue"?', 'UNKNOWN_METRIC'],
  [{ names: ['Revenue'] }, 'There is no metric "Revenue". Did you mean "revenue"?', 'UNKNOWN_METRIC'],
  [
    { names: Array.from({ length: 17 }, () => 'revenue') },
    '"names" has 17 entries, and 16 are the most.',
    'TOO_MANY_ENTRIES',
  ],
  [
    { names: ['revenue', 'stock'], grain: 'QUARTER' },
    '"grain" is QUARTER, and "stock" can be asked for by MONTH only.',
    'GRAIN_NOT_SUPPORTED',
  ],
  [
    { having: [{ metric: 'visits', number: { gt: '1' } }] },
    '"having[0]" is about "visits", which is not among "names".',
    'METRIC_NOT_ASKED',
  ],
  [
    {
      values: [
        { metric: 'revenue', number: { gt: '1' } },
        { metric: 'revenu', number: { gt: '1' } },
      ],
    },
    '"values[1]" is about "revenu", which is not among "names". Did you mean "revenue"?',
    'METRIC_NOT_ASKED',
  ],
  [
    { having: [{ metric: 'revenue', number: {} }] },
    '"having[0].number" says nothing: give it an operator, or leave it out.',
    'BAD_USER_INPUT',
  ],
  [
    { orderBy: [{ metric: 'visits' }] },
    '"orderBy[0]" is about "visits", which is not among "names".',
    'METRIC_NOT_ASKED',
  ],
  [
    { groupBy: ['COMPANY'], orderBy: [{ metric: 'revenue' }, { key: 2 }] },
    '"orderBy[1].key" is 2: it is the place of a key in "groupBy", which has 1; the first is 1.',
    'BAD_USER_INPUT',
  ],
  [
    { groupBy: ['COMPANY'], orderBy: [{ key: 0 }] },
    '"orderBy[0].key" is 0: it is the place of a key in "groupBy", which has 1; the first is 1.',
    'BAD_USER_INPUT',
  ],
  [
    { from: '2026-02-01', to: '2026-01-01' },
    '"from" is 2026-02-01, which is after "to", 2026-01-01.',
    'BAD_USER_INPUT',
  ],
  [
    { groupBy: Array.from({ length: 9 }, () => 'COMPANY') },
    '"groupBy" has 9 entries, and 8 are the most.',
    'TOO_MANY_ENTRIES',
  ],
  [
    { filter: { name: null } },
    '"filter.name" is null, which would ask for nothing in particular: leave it out, or ask for what has no value with "isNull: true".',
    'BAD_USER_INPUT',
  ],
  [{ app: 'shop' }, 'There is no application "shop", only default.', 'UNKNOWN_APP'],
])('%j is refused', (asked, sentence, code) => {
  expect(() => check(asked)).toThrow(refusal(sentence, code));
});

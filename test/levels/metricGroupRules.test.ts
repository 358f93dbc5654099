import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rollUpRules, type RollUpRule } from '../../src/words/rollUpRules.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { answerOfGroups, askMetricGroups, askTotal } from './askMetricGroups.js';
import { addDefinitions, addItems, addTree, addValues } from './sampleLevels.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const [january, february] = ['2026-01-01', '2026-02-01'];
const both = [january, february];

/** The metric of two rules. */
const of = (entities: RollUpRule, time: RollUpRule): string => `${entities}__${time}`;
const pairs = rollUpRules.flatMap((entities) => rollUpRules.map((time) => [entities, time] as const));

/**
 * C1 ── K1 ── A1, A2     C2 ── K2 ── A3, A4, A5
 *
 * All metrics have the same values, but those that count things across entities are made of base rows:
 *
 * |           | A1              | A2      | A3                | A4 | A5   |
 * | January   | 10 (ann, bob)   | 30 (bob)| 7.123456789012    | 4  | null |
 * | February  | 50 (bob)        |         | 9                 |    |      |
 * | weights   | 1, then 2       | 3       |                   | 0  |      |
 *
 * Of A3 and A4 counts are stored without base rows.
 */
beforeAll(async () => {
  database = await cloneDatabase();
  await addTree(database, {
    industries: ['I1'],
    companies: [
      ['C1', 'I1'],
      ['C2', 'I1'],
    ],
    contracts: [
      ['K1', 'C1'],
      ['K2', 'C2'],
    ],
    accounts: [
      ['A1', 'K1'],
      ['A2', 'K1'],
      ['A3', 'K2'],
      ['A4', 'K2'],
      ['A5', 'K2'],
    ],
  });
  await addDefinitions(database, [
    { name: 'size', entities: 'sum', time: 'sum' },
    { name: 'unknown', entities: 'sum', time: 'sum' },
    ...pairs.map(([entities, time]) => ({
      name: of(entities, time),
      levels: ['ACCOUNT'] as const,
      entities,
      time,
      weight: 'size',
      base: 'visitor',
    })),
  ]);
  const account = (id: string, name: string, day: string, value: string | null, load = 1) =>
    ({ level: 'ACCOUNT', id, name, day, value, load }) as const;
  await addValues(database, [
    account('A1', 'size', january, '1'),
    account('A1', 'size', february, '2'),
    account('A2', 'size', january, '3'),
    account('A4', 'size', january, '0'),
    ...pairs.flatMap(([entities, time]) => {
      const name = of(entities, time);
      const withBaseRows = [
        account('A1', name, january, '10', 2),
        account('A1', name, february, '50', 2),
        account('A2', name, january, '30', 1),
      ];
      return [
        ...(entities === 'distinct_count' ? [] : withBaseRows),
        account('A3', name, january, '7.123456789012'),
        account('A3', name, february, '9'),
        account('A4', name, january, '4'),
        account('A5', name, january, null),
      ];
    }),
  ]);
  const visit = (id: string, day: string, item: string) =>
    ({ level: 'ACCOUNT', id, base: 'visitor', day, item }) as const;
  await addItems(database, [
    visit('A1', january, 'ann'),
    visit('A1', january, 'bob'),
    visit('A2', january, 'bob'),
    visit('A1', february, 'bob'),
    // A known missing value counts for nothing, and so do its base rows.
    visit('A5', january, 'eve'),
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const acrossBoth = 'NOT_ADDITIVE_ACROSS_ENTITIES';
const acrossTime = 'NOT_ADDITIVE_ACROSS_TIME';

/** What metrics of one rule across entities make, with each rule across time. */
const lineOf = (entities: RollUpRule, asked: object) =>
  askMetricGroups(graph, { level: 'ACCOUNT', names: rollUpRules.map((time) => of(entities, time)), ...asked });

describe('values of several entities and dates', () => {
  /**
   * By the rule across time: sum, average, weighted average, minimum, maximum, last, distinct count, none. January has what the
   * rule across entities makes of 10 and 30, and weighs 4; February has 50, and weighs 2.
   */
  it.each<[RollUpRule, readonly string[]]>([
    // 40 and 50: (40 × 4 + 50 × 2) / 6.
    ['sum', ['90', '45', '43.3333333333', '40', '50', '50', '2', acrossTime]],
    // 20 and 50, not the average of 10, 30 and 50.
    ['average', ['70', '35', '30', '20', '50', '50', '2', acrossTime]],
    // (10 × 1 + 30 × 3) / 4 = 25, and 50.
    ['weighted_average', ['75', '37.5', '33.3333333333', '25', '50', '50', '2', acrossTime]],
    ['minimum', ['60', '30', '23.3333333333', '10', '50', '50', '2', acrossTime]],
    ['maximum', ['80', '40', '36.6666666667', '30', '50', '50', '2', acrossTime]],
    // The one of A1 was written last.
    ['last', ['60', '30', '23.3333333333', '10', '50', '50', '2', acrossTime]],
    // Ann and bob, then bob: (2 × 4 + 1 × 2) / 6.
    ['distinct_count', ['3', '1.5', '1.6666666667', '1', '2', '1', '2', acrossTime]],
    // Only the newest date has a single value.
    ['none', [acrossBoth, acrossBoth, acrossBoth, acrossBoth, acrossBoth, '50', acrossBoth, acrossBoth]],
  ])('are put together by %s, and then by each rule', async (entities, expected) => {
    expect(await lineOf(entities, { effectiveDates: both, filter: { companyId: { is: 'C1' } } })).toEqual([expected]);
  });

  it('of a period are as many as there are', async () => {
    const { page } = await answerOfGroups(graph, {
      level: 'ACCOUNT',
      names: ['sum__sum', 'distinct_count__distinct_count', 'none__none', 'unknown'],
      groupBy: ['COMPANY_ID'],
    });
    expect(page?.edges.map(({ node }) => node.values.map(({ count }) => count))).toEqual([
      [3, 3, 3, 0],
      [3, 3, 3, 0],
    ]);
  });
});

describe('a value by itself', () => {
  it.each(rollUpRules)('is as it is, with the rule %s', async (entities) => {
    const [one] = await lineOf(entities, { filter: { accountId: { is: 'A3' } }, effectiveDates: [january] });
    expect(one).toEqual(rollUpRules.map(() => '7.123456789012'));
  });
});

describe('a gap', () => {
  it('of nothing at all is told in the one group without keys', async () => {
    const nothing = { filter: { accountId: { is: 'nobody' } } };
    expect(await lineOf('sum', nothing)).toEqual([rollUpRules.map(() => 'NO_VALUES')]);
    expect(await lineOf('sum', { ...nothing, groupBy: ['COMPANY_ID'] })).toEqual([]);
    expect(await lineOf('sum', { effectiveDates: [] })).toEqual([rollUpRules.map(() => 'NO_VALUES')]);
  });

  it('of an average is where nothing weighs', async () => {
    // A3 has no weight, and A4 weighs 0.
    const ofC2 = { filter: { companyId: { is: 'C2' } } };
    expect(await lineOf('weighted_average', { ...ofC2, effectiveDates: [january] })).toEqual([
      rollUpRules.map(() => 'WEIGHTS_MISSING'),
    ]);
    const names = ['weighted_average__last', 'weighted_average__sum', 'sum__weighted_average', 'sum__sum'];
    expect(await askTotal(graph, { level: 'ACCOUNT', names, ...ofC2 })).toEqual([
      '9',
      'WEIGHTS_MISSING',
      'WEIGHTS_MISSING',
      '20.123456789012',
    ]);
    // What weighs nothing does not count beside what does: (10 + 90) / 4.
    expect(
      await askTotal(graph, { level: 'ACCOUNT', names: ['weighted_average__none'], effectiveDates: [january] }),
    ).toEqual(['25']);
  });

  it('of a distinct count is where one was stored without base rows, never a sum', async () => {
    const ofJanuary = { level: 'ACCOUNT', effectiveDates: [january] };
    const names = ['distinct_count__none', 'distinct_count__distinct_count', 'sum__distinct_count'];
    expect(await askMetricGroups(graph, { ...ofJanuary, names, groupBy: ['COMPANY_ID'] })).toEqual([
      ['C1', '2', '2', '40'],
      ['C2', 'BASE_ROWS_MISSING', 'BASE_ROWS_MISSING', '11.123456789012'],
    ]);
    expect(await askTotal(graph, { ...ofJanuary, names })).toEqual([
      'BASE_ROWS_MISSING',
      'BASE_ROWS_MISSING',
      '51.123456789012',
    ]);
    expect(
      await askTotal(graph, { level: 'ACCOUNT', names: names.slice(1), filter: { accountId: { is: 'A3' } } }),
    ).toEqual(['BASE_ROWS_MISSING', 'BASE_ROWS_MISSING']);
  });
});

describe('values that are rolled up themselves', () => {
  it('are put together with the weights of all that they were made of', async () => {
    const names = ['weighted_average__none', 'average__none', 'distinct_count__none', 'minimum__none'];
    const asked = { level: 'CONTRACT', names, effectiveDates: [january] };
    // Of one contract each, as `metricsForEntities` gives it: stored counts make none above, only what base rows name (eve).
    expect(await askMetricGroups(graph, { ...asked, groupBy: ['COMPANY_ID'] })).toEqual([
      ['C1', '25', '20', '2', '10'],
      ['C2', 'NO_VALUES', '5.5617283945', '1', '4'],
    ]);
  });
});

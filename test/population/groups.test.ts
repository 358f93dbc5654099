import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { askGroups, type GroupQuestion } from './askGroups.js';
import { openPeople } from './people.js';
import type { Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await openPeople();
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

async function groupsOf(question: GroupQuestion, measures?: string): Promise<unknown[][]> {
  const { errors, groups } = await askGroups(graph, question, measures);
  expect(errors).toEqual([]);
  return groups;
}

const column = (name: string) => ({ column: name });
const attribute = (name: string) => ({ attribute: name });

// The customers and their values are listed in people.ts.
describe('groups by', () => {
  it.each([
    ['nothing: all customers', [], [[7]]],
    [
      'a column',
      [column('SOURCE_RECORDS')],
      [
        ['1', 1],
        ['2', 2],
        ['3', 2],
        ['4', 1],
        ['5', 1],
      ],
    ],
    [
      'a text, the missing one and the empty one apart',
      [column('CITY')],
      [
        ['', 1],
        ['LYON', 1],
        ['Lyon', 1],
        ['Nice', 1],
        ['Évry', 1],
        ['évry', 1],
        [null, 1],
      ],
    ],
    [
      'an instant, with its microseconds',
      [column('CREATED_AT')],
      [
        ['2026-01-01T00:00:00Z', 2],
        ['2026-01-01T00:00:00.000001Z', 1],
        ['2026-01-01T00:00:00.000002Z', 1],
        ['2026-01-01T00:00:00.000003Z', 1],
        [null, 2],
      ],
    ],
    [
      'a flag, where a missing value is no false one',
      [attribute('MEMBER')],
      [
        ['false', 2],
        ['true', 2],
        [null, 3],
      ],
    ],
    [
      'a whole number, as it is read',
      [attribute('VISITS')],
      [
        ['1', 1],
        ['2', 1],
        ['3', 2],
        ['100', 1],
        [null, 2],
      ],
    ],
    [
      'decimals whatever their zeros, by slot',
      [attribute('field2')],
      [
        ['-2.25', 1],
        ['0', 1],
        ['1.5', 2],
        ['9.9999', 1],
        [null, 2],
      ],
    ],
    [
      'a day',
      [attribute('DAY')],
      [
        ['2026-01-01', 1],
        ['2026-01-31', 1],
        ['2026-02-01', 2],
        ['2026-03-01', 1],
        [null, 2],
      ],
    ],
    [
      'two things',
      [attribute('MEMBER'), column('SOURCE_RECORDS')],
      [
        ['false', '2', 1],
        ['false', '4', 1],
        ['true', '1', 1],
        ['true', '3', 1],
        [null, '2', 1],
        [null, '3', 1],
        [null, '5', 1],
      ],
    ],
    [
      'the same thing twice',
      [column('SOURCE_RECORDS'), column('SOURCE_RECORDS')],
      [
        ['1', '1', 1],
        ['2', '2', 2],
        ['3', '3', 2],
        ['4', '4', 1],
        ['5', '5', 1],
      ],
    ],
  ])('%s', async (_, groupBy, expected) => {
    expect(await groupsOf({ groupBy })).toEqual(expected);
  });

  it('keys are named as they were asked for', async () => {
    const groupBy = [column('GIVEN_NAME'), attribute('member'), { attribute: 'date1', grain: 'YEAR' }];
    const { nodes } = await askGroups(graph, { groupBy, filter: { id: { is: 'A' } } });
    expect(nodes[0]?.keys).toEqual([
      { name: 'givenName', grain: null, value: null },
      { name: 'MEMBER', grain: null, value: 'true' },
      { name: 'DATE1', grain: 'YEAR', value: '2026-01-01' },
    ]);
  });
});

describe('measures', () => {
  it('of numbers leave missing values out', async () => {
    const measures = `count sum(attribute: "AMOUNT") average(attribute: "AMOUNT") minimum(attribute: "AMOUNT")
      maximum(attribute: "AMOUNT") distinct(attribute: "AMOUNT")`;
    // 1.5 − 2.25 + 0 + 1.5 + 9.9999 = 10.7499, of five
    expect(await groupsOf({}, measures)).toEqual([[7, '10.7499', '2.14998', '-2.25', '9.9999', 4]]);
    expect(await groupsOf({ groupBy: [attribute('MEMBER')] }, measures)).toEqual([
      ['false', 2, '7.7499', '3.87495', '-2.25', '9.9999', 2],
      ['true', 2, '3', '1.5', '1.5', '1.5', 1],
      [null, 3, '0', '0', '0', '0', 1],
    ]);
  });

  it('of texts, days, instants and flags', async () => {
    const measures = `minimum(column: CITY) maximum(attribute: "LABEL") from: minimum(attribute: "DAY")
      to: maximum(attribute: "AT") first: minimum(column: ID) a: distinct(attribute: "MEMBER") b: distinct(column: CREATED_AT)`;
    expect(await groupsOf({}, measures)).toEqual([['', 'plain', '2026-01-01', '2026-01-01T00:00:02Z', 'A', 2, 4]]);
  });

  it('of several values under aliases', async () => {
    const measures =
      'a: sum(attribute: "VISITS") b: sum(column: SOURCE_RECORDS) c: average(attribute: "RATIO") d: sum(attribute: "FIELD1")';
    // Whole numbers are summed as they are read: 1 + 2 + 3 + 3 + 100.
    expect(await groupsOf({}, measures)).toEqual([['109', '20', '0.42', '109']]);
  });

  it('average to ten places, halves away from zero', async () => {
    const groupBy = [column('SOURCE_RECORDS')];
    const third = { filter: { id: { in: ['A', 'B', 'C'] } } };
    expect(await groupsOf(third, 'average(column: SOURCE_RECORDS)')).toEqual([['1.6666666667']]);
    expect(await groupsOf({ groupBy, ...third }, 'average(column: SOURCE_RECORDS)')).toEqual([
      ['1', '1'],
      ['2', '2'],
    ]);
  });

  it('without a matching customer are 0 and null in the one group', async () => {
    const nobody = { filter: { id: { is: 'X' } } };
    const measures =
      'count sum(attribute: "AMOUNT") average(column: SOURCE_RECORDS) minimum(column: CITY) distinct(column: CITY)';
    expect(await groupsOf(nobody, measures)).toEqual([[0, null, null, null, 0]]);
    expect(await groupsOf({ ...nobody, groupBy: [column('CITY')] }, measures)).toEqual([]);
  });

  it('need not be asked for', async () => {
    expect(await groupsOf({}, '')).toEqual([[]]);
    expect(await groupsOf({ groupBy: [attribute('MEMBER')] }, '')).toEqual([['false'], ['true'], [null]]);
    const { data } = await graph.ask('{ customersAggregate { totalCount pageInfo { hasNextPage startCursor } } }');
    expect(data['customersAggregate']).toEqual({
      totalCount: 1,
      pageInfo: { hasNextPage: false, startCursor: expect.any(String) },
    });
  });

  it('obey @skip, @include and fragments', async () => {
    const { data, statements } = await graph.ask(
      `query ($no: Boolean = false) { customersAggregate { edges { node { ...F
        minimum(column: CITY) @include(if: $no) count @skip(if: true) } } } }
      fragment F on CustomerAggregate { records: sum(column: SOURCE_RECORDS) }`,
    );
    expect(data['customersAggregate']).toEqual({ edges: [{ node: { records: '20' } }] });
    expect(statements[0]?.text).not.toMatch(/min\(|count\(/);
  });
});

describe('having', () => {
  const groupBy = [column('SOURCE_RECORDS')];
  it.each([
    ['a count', [{ measure: 'COUNT', number: { gt: 1 } }], ['2', '3']],
    ['a sum that is not selected', [{ measure: 'SUM', attribute: 'AMOUNT', number: { lt: 0 } }], ['2']],
    ['a missing sum', [{ measure: 'SUM', attribute: 'AMOUNT', number: { isNull: true } }], ['5']],
    ['an average', [{ measure: 'AVERAGE', attribute: 'AMOUNT', number: { is: '-1.125' } }], ['2']],
    ['distinct values', [{ measure: 'DISTINCT', column: 'CITY', number: { in: [0, 2] } }], ['2']],
    ['the greatest text', [{ measure: 'MAXIMUM', column: 'CITY', text: { contains: 'YON' } }], ['1', '2']],
    ['the smallest key, whatever its case', [{ measure: 'MINIMUM', column: 'ID', text: { startsWith: 'b' } }], ['2']],
    ['the smallest day', [{ measure: 'MINIMUM', attribute: 'DAY', date: { gte: '2026-02-01' } }], ['3', '4']],
    [
      'the smallest instant',
      [{ measure: 'MINIMUM', column: 'CREATED_AT', dateTime: { is: '2026-01-01T00:00:00.000002Z' } }],
      ['2'],
    ],
    [
      'two, which both hold',
      [
        { measure: 'COUNT', number: { gt: 1 } },
        { measure: 'MAXIMUM', attribute: 'VISITS', number: { between: { from: 3, to: 3 } } },
        { measure: 'DISTINCT', attribute: 'LABEL', number: { lt: 2 } },
      ],
      ['3'],
    ],
  ])('%s', async (_, having, expected) => {
    expect(await groupsOf({ groupBy, having }, '')).toEqual(expected.map((key) => [key]));
  });

  it('can refuse the one group of all', async () => {
    const question = { having: [{ measure: 'COUNT', number: { gt: 7 } }] };
    expect(await groupsOf(question)).toEqual([]);
  });
});

describe('an order by', () => {
  const groupBy = [column('SOURCE_RECORDS')];
  const sum = { measure: 'SUM', attribute: 'AMOUNT' };
  it.each([
    ['nothing', [], '12345'],
    ['a key backwards', [{ key: 1, direction: 'DESC' }], '54321'],
    ['the count, ties by the key', [{ measure: 'COUNT', direction: 'DESC' }], '23145'],
    [
      'the count, ties by the key as asked',
      [
        { measure: 'COUNT', direction: 'DESC' },
        { key: 1, direction: 'DESC' },
      ],
      '32541',
    ],
    // 1: 1.5, 2: −2.25, 3: 1.5, 4: 9.9999, 5: none
    ['a sum that is not selected', [sum], '21345'],
    ['a sum backwards', [{ ...sum, direction: 'DESC' }], '41325'],
    ['a sum, nulls first', [{ ...sum, nulls: 'FIRST' }], '52134'],
    ['a sum backwards, nulls first', [{ ...sum, direction: 'DESC', nulls: 'FIRST' }], '54132'],
    ['a text', [{ measure: 'MAXIMUM', column: 'CITY' }], '21534'],
  ])('%s', async (_, orderBy, expected) => {
    expect((await groupsOf({ groupBy, orderBy }, '')).join('')).toBe(expected);
  });
});

it('a former name means what the attribute means', async () => {
  await changeCatalogue(database.client, () => [{ kind: 'rename', from: 'AMOUNT', to: 'TURNOVER' }], {
    today: '2026-03-02',
  });
  const renamed = await openGraph(database, '2026-03-02');
  const measures = 'sum(attribute: "amount") a: sum(attribute: "TURNOVER")';
  const { groups } = await askGroups(renamed, { groupBy: [attribute('Amount')] }, measures);
  expect(groups[0]).toEqual(['-2.25', '-2.25', '-2.25']);
});

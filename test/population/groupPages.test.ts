import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toCursor } from '../../src/lib/relay/page.js';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { askGroups, walkGroups, type GroupQuestion } from './askGroups.js';
import { addDay, openPeople } from './people.js';
import type { Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await openPeople();
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

const bySources = [{ column: 'SOURCE_RECORDS' }];
const byMember = [{ attribute: 'MEMBER' }];
const sum = { measure: 'SUM', attribute: 'AMOUNT' };

describe('pages of groups', () => {
  it.each<[string, GroupQuestion, string]>([
    ['one group of all', {}, ''],
    ['the one group by a missing measure', { filter: { id: { is: 'G' } }, orderBy: [sum] }, ''],
    ['a key', { groupBy: bySources }, '1,2,3,4,5'],
    ['one key that may be missing', { groupBy: byMember }, 'false,true,'],
    [
      'one backwards, nulls first',
      { groupBy: byMember, orderBy: [{ key: 1, direction: 'DESC', nulls: 'FIRST' }] },
      ',true,false',
    ],
    ['ties, a measure that may be missing', { groupBy: bySources, orderBy: [sum] }, '2,1,3,4,5'],
    [
      'the same backwards',
      { groupBy: bySources, orderBy: [{ ...sum, direction: 'DESC', nulls: 'FIRST' }] },
      '5,4,1,3,2',
    ],
    [
      'instants a microsecond apart',
      { groupBy: bySources, orderBy: [{ measure: 'MAXIMUM', column: 'CREATED_AT', direction: 'DESC' }] },
      '2,1,3,4,5',
    ],
    [
      'two keys with nulls, and having',
      { groupBy: [...byMember, { column: 'CITY' }], having: [{ measure: 'COUNT', number: { gte: 1 } }] },
      'falseLYON,falseévry,trueLyon,trueÉvry,,Nice,',
    ],
  ])('of %s are the list, from either end', async (_, question, expected) => {
    const { groups, errors } = await askGroups(graph, question, '');
    expect(errors).toEqual([]);
    expect(groups.map((keys) => keys.join('')).join(',')).toBe(expected);
    for (const size of [1, 2, 3])
      for (const end of ['first', 'last'] as const)
        expect(await walkGroups(graph, question, '', end, () => size)).toEqual(groups);
  });

  it('between two cursors are what lies between them', async () => {
    const question = { groupBy: bySources, orderBy: [{ ...sum, nulls: 'FIRST' }] };
    const all = ['5', '2', '1', '3', '4'];
    const { page } = await askGroups(graph, question);
    for (let from = 0; from < all.length; from++)
      for (let to = 0; to < all.length; to++) {
        const bounds = { after: page?.edges[from]?.cursor ?? null, before: page?.edges[to]?.cursor ?? null };
        const between = all.slice(from + 1, Math.max(to, from + 1)).map((key) => [key]);
        const ask = async (size: object) => (await askGroups(graph, question, '', { ...bounds, ...size })).groups;
        expect(await ask({ first: 2 })).toEqual(between.slice(0, 2));
        expect(await ask({ last: 2 })).toEqual(between.slice(-2));
      }
  });

  it('do not depend on what is selected on each', async () => {
    const question = { groupBy: bySources };
    const { page } = await askGroups(graph, question, 'count', { first: 3 });
    const after = page?.pageInfo.endCursor ?? '';
    const { groups } = await askGroups(graph, question, 'sum(attribute: "AMOUNT")', { after });
    expect(groups).toEqual([
      ['4', '9.9999'],
      ['5', null],
    ]);
  });
});

describe('statements', () => {
  it('are one for a page without attributes, and one for the day of attributes', async () => {
    const plain = await askGroups(graph, { groupBy: bySources }, 'count sum(column: SOURCE_RECORDS)');
    expect(plain.statements).toHaveLength(1);
    const attributes = await askGroups(
      graph,
      { groupBy: [...byMember, ...bySources], orderBy: [sum] },
      'a: maximum(attribute: "LABEL")',
    );
    expect(attributes.statements).toHaveLength(2);
    const counted = await askGroups(graph, { groupBy: byMember }, 'count', {}, 'totalCount');
    expect(counted.statements).toHaveLength(3);
    expect((await graph.ask('{ customersAggregate { totalCount } }')).statements).toHaveLength(1);
  });

  it('work out only what is asked, and each measure once', async () => {
    const measures = 'a: sum(attribute: "AMOUNT") b: sum(attribute: "amount") c: sum(attribute: "FIELD2")';
    const { groups, statements } = await askGroups(
      graph,
      { orderBy: [sum], having: [{ ...sum, number: { gt: 0 } }] },
      measures,
    );
    expect(groups).toEqual([['10.7499', '10.7499', '10.7499']]);
    const text = statements.at(-1)?.text ?? '';
    expect(text.match(/sum\(/g)).toHaveLength(1);
    expect(text).not.toMatch(/count\(|max\(|min\(/);
    const counted = await graph.ask(
      '{ customersAggregate(groupBy: [{ column: CITY }]) { totalCount edges { node { sum(column: SOURCE_RECORDS) } } } }',
    );
    expect(counted.statements.filter(({ text }) => text.includes('sum('))).toHaveLength(1);
  });

  it('have one text whatever order measures are asked in', async () => {
    const texts = await Promise.all(
      [
        'a: sum(column: SOURCE_RECORDS) b: minimum(column: CITY)',
        'minimum(column: CITY) x: sum(column: SOURCE_RECORDS)',
      ].map(async (measures) => (await askGroups(graph, {}, measures)).statements[0]?.text),
    );
    expect(texts[0]).toContain('min(');
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('counts', () => {
  it.each([
    [{}],
    [{ filter: { city: { contains: 'yo' } } }],
    [{ filter: { not: { attributes: [{ name: 'MEMBER', flag: { is: true } }] } } }],
    [{ filter: { attributes: [{ name: 'AMOUNT', number: { gte: 0 } }] }, search: 'c' }],
    [{ search: 'b' }],
    [{ filter: { id: { in: [] } } }],
  ])('of %j are those of customers', async (question) => {
    await database.client`update facet.customers set full_name = 'Name ' || customer_id || ' bc' where customer_id <> 'D'`;
    const { data } = await graph.ask(
      `query ($filter: CustomerFilter, $search: String) {
        customers(filter: $filter, search: $search) { totalCount }
        customersAggregate(filter: $filter, search: $search) { edges { node { count } } }
        groups: customersAggregate(filter: $filter, search: $search, groupBy: [{ column: ID }], first: 0) { totalCount } }`,
      question,
    );
    const { totalCount } = data['customers'] as { totalCount: number };
    expect(data['customersAggregate']).toEqual({ edges: [{ node: { count: totalCount } }] });
    expect(data['groups']).toEqual({ totalCount });
  });

  it('of groups obey having and ignore paging', async () => {
    const question = { groupBy: bySources, having: [{ measure: 'COUNT', number: { is: 1 } }] };
    const { page, groups } = await askGroups(graph, question, '', { first: 1 }, 'totalCount');
    expect(groups).toEqual([['1']]);
    expect(page?.totalCount).toBe(3);
  });
});

/** The parts of a cursor: list, question, day, values. */
const partsOf = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as (string | null)[];
const changed = (cursor: string, change: (parts: (string | null)[]) => unknown): string =>
  Buffer.from(JSON.stringify(change(partsOf(cursor)))).toString('base64url');

describe('a cursor', () => {
  const question: GroupQuestion = { groupBy: byMember, orderBy: [{ measure: 'AVERAGE', attribute: 'AMOUNT' }] };
  const cursorOf = async (asked: GroupQuestion) =>
    (await askGroups(graph, asked, 'count', { first: 1 })).page?.pageInfo.endCursor ?? '';

  it('holds the day and the values of measures and keys', async () => {
    expect(partsOf(await cursorOf(question)).slice(2)).toEqual(['2026-03-01', '0', null]);
    expect(partsOf(await cursorOf({ groupBy: bySources })).slice(2)).toEqual([null, '1']);
  });

  it.each([
    ['garbage', async () => 'garbage', 'is not a cursor of this server'],
    ['of customers', async () => toCursor({ name: 'customers', question: '' }, ['A']), 'belongs to another list'],
    ['of other keys', async () => cursorOf({ ...question, groupBy: bySources }), 'another question'],
    ['of a grain', async () => cursorOf({ groupBy: [{ column: 'CREATED_AT', grain: 'DAY' }] }), 'another question'],
    [
      'of other groups',
      async () => cursorOf({ ...question, having: [{ measure: 'COUNT', number: { gt: 0 } }] }),
      'another question',
    ],
    ['of another order', async () => cursorOf({ groupBy: byMember }), 'another question'],
    ['of another filter', async () => cursorOf({ ...question, filter: { id: { gt: '' } } }), 'another question'],
    [
      'without a value',
      async () => changed(await cursorOf(question), (parts) => parts.slice(0, -1)),
      'is not a cursor',
    ],
    [
      'with a text for a number',
      async () => changed(await cursorOf(question), ([l, q, d]) => [l, q, d, 'x', 'true']),
      'is not a cursor',
    ],
    [
      'of a day that is gone',
      async () => changed(await cursorOf(question), ([l, q, , ...v]) => [l, q, '2026-02-01', ...v]),
      'no longer kept',
    ],
  ])('%s is refused', async (_, make, sentence) => {
    const { errors } = await askGroups(graph, question, 'count', { after: await make() });
    expect(errors).toEqual([
      expect.objectContaining({ code: 'INVALID_CURSOR', message: expect.stringContaining(sentence) }),
    ]);
  });

  it('holds sums of more digits than any one value has', async () => {
    const asked = { groupBy: bySources, orderBy: [sum] };
    const after = changed(await cursorOf(asked), ([l, q, d, , key]) => [l, q, d, `-${'9'.repeat(30)}.9999`, key]);
    expect((await askGroups(graph, asked, '', { after })).groups).toHaveLength(5);
  });

  it('keeps its day when a new snapshot comes', async () => {
    const after = await cursorOf(question);
    const ofMeasure = await askGroups(graph, { groupBy: bySources }, 'sum(attribute: "AMOUNT")', { first: 3 });
    await addDay(database, '2026-04-01');
    const rest = async (asked: GroupQuestion, measures: string, cursor: string) =>
      (await askGroups(graph, asked, measures, { after: cursor })).groups;
    expect(await rest(question, 'count', after)).toEqual([
      ['true', 2],
      ['false', 2],
    ]);
    // So do measures that are no part of the question.
    expect(
      await rest({ groupBy: bySources }, 'sum(attribute: "AMOUNT")', ofMeasure.page?.pageInfo.endCursor ?? ''),
    ).toEqual([
      ['4', '9.9999'],
      ['5', null],
    ]);
    // And a page in between that reads no attribute carries the day on; one of two cursors may know none.
    const between = await askGroups(graph, { groupBy: bySources }, 'count', {
      first: 1,
      after: ofMeasure.page?.pageInfo.endCursor ?? '',
    });
    expect(partsOf(between.page?.pageInfo.endCursor ?? '')).toEqual([
      ...partsOf(between.page?.pageInfo.endCursor ?? '').slice(0, 2),
      '2026-03-01',
      '4',
    ]);
    expect(between.statements).toHaveLength(1);
    const end = between.page?.pageInfo.endCursor ?? '';
    expect(await rest({ groupBy: bySources }, 'sum(attribute: "AMOUNT")', end)).toEqual([['5', null]]);
    const start =
      (await askGroups(graph, { groupBy: bySources }, 'count', { first: 2 })).page?.pageInfo.endCursor ?? '';
    const within = { after: start, before: end };
    expect((await askGroups(graph, { groupBy: bySources }, 'sum(attribute: "AMOUNT")', within)).groups).toEqual([
      ['3', '1.5'],
    ]);
    const newer = await askGroups(graph, { groupBy: bySources }, 'sum(attribute: "AMOUNT")', { first: 1 });
    const both = { after: newer.page?.pageInfo.endCursor ?? '', before: end };
    expect((await askGroups(graph, { groupBy: bySources }, 'count', both)).errors[0]?.message).toContain(
      'was made on another day (2026-03-01) than the one given as "after" (2026-04-01)',
    );
    expect((await askGroups(graph, question)).groups).toEqual([[null, 7]]);
    expect((await askGroups(graph, { ...question, asOf: '2026-03-31' })).groups).toHaveLength(3);
  });

  it('without a snapshot there are no values', async () => {
    await database.client`delete from facet.profile_days`;
    const { groups } = await askGroups(
      graph,
      { groupBy: byMember },
      'count sum(attribute: "AMOUNT") distinct(attribute: "DAY")',
    );
    expect(groups).toEqual([[null, 7, null, 0]]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import {
  answerOfGroups,
  askMetricGroups,
  askTotal,
  pageOfGroups,
  toLine,
  totalOfGroups,
  type MetricGroupsAsked,
} from './askMetricGroups.js';
import { addDefinitions, addItems, addTree, addValues } from './sampleLevels.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const sales: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  A1: { '2025-12-01': '5', '2026-01-01': '10', '2026-02-01': '20', '2026-04-01': '40' },
  A2: { '2026-01-01': '1' },
  A3: { '2026-02-01': '7' },
  A4: { '2026-01-01': '100', '2026-05-01': '3' },
  A5: { '2026-01-01': '1000' },
};

/** Numbers that no float holds. */
const exact = { A1: '0.123456789012345678901235', A2: '0.123456789012345678901234', A3: `1${'0'.repeat(45)}` };

/**
 * I1 ── C1 (FR) ── K1 ── A1 (key account), A2
 *    └─ C2 (BE) ── K2 ── A3
 * I2 ── C3 ─────── K3 ── A4 (key account)
 *                        A5, of no contract
 */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addTree(database, {
    industries: ['I1', 'I2'],
    companies: [
      ['C1', 'I1'],
      ['C2', 'I1'],
      ['C3', 'I2'],
    ],
    contracts: [
      ['K1', 'C1'],
      ['K2', 'C2'],
      ['K3', 'C3'],
    ],
    accounts: [
      ['A1', 'K1'],
      ['A2', 'K1'],
      ['A3', 'K2'],
      ['A4', 'K3'],
      ['A5', null],
    ],
    customers: [
      ['P1', 'A1'],
      ['P2', 'A3'],
      ['P3', null],
    ],
  });
  await client`update facet.companies set country = case company_id when 'C1' then 'FR' when 'C2' then 'BE' end`;
  await client`update facet.accounts set is_key_account = account_id in ('A1', 'A4'), n_employees = 10`;
  await addDefinitions(database, [
    { name: 'sales', unit: 'euros', entities: 'sum', time: 'sum' },
    { name: 'visitors', entities: 'distinct_count', time: 'distinct_count', base: 'visitor' },
    { name: 'score', entities: 'none', time: 'none' },
    { name: 'exact', entities: 'sum', time: 'sum', levels: ['ACCOUNT'] },
  ]);
  await addValues(database, [
    ...Object.entries(sales).flatMap(([id, ofDays]) =>
      Object.entries(ofDays).map(([day, value]) => ({ level: 'ACCOUNT', id, name: 'sales', day, value }) as const),
    ),
    { level: 'ACCOUNT', id: 'A1', name: 'sales', day: '2026-01-01', value: '999', app: 'OTHER' },
    ...Object.entries(exact).map(
      ([id, value]) => ({ level: 'ACCOUNT', id, name: 'exact', day: '2026-01-01', value }) as const,
    ),
    { level: 'CUSTOMER', id: 'P1', name: 'sales', day: '2026-01-01', value: '4' },
    { level: 'CUSTOMER', id: 'P2', name: 'sales', day: '2026-01-01', value: '6' },
    { level: 'CUSTOMER', id: 'P3', name: 'sales', day: '2026-01-01', value: '8' },
  ]);
  const visit = (id: string, day: string, item: string) =>
    ({ level: 'ACCOUNT', id, base: 'visitor', day, item }) as const;
  await addItems(database, [
    visit('A1', '2026-01-01', 'ann'),
    visit('A1', '2026-01-01', 'bob'),
    visit('A2', '2026-01-01', 'bob'),
    visit('A4', '2026-01-01', 'ann'),
    visit('A5', '2026-02-01', 'eve'),
  ]);
  const apps = [
    { name: 'default', timeZone: 'UTC', isDefault: true },
    { name: 'OTHER', timeZone: 'UTC', isDefault: false },
  ];
  graph = await openGraph(database, '2026-03-10', 'UTC', apps);
});
afterAll(() => database?.drop());

// A3 rolls up from P2 in January, where it has no value of its own: 6.
const asked = { level: 'ACCOUNT', names: ['sales', 'visitors'] };
const ask = (more: object) => askMetricGroups(graph, { ...asked, ...more });

describe('groups', () => {
  it('are made of what entities have in common; a missing value is one of its own', async () => {
    const byIndustry = { groupBy: ['INDUSTRY_NAME'] };
    // 5 + 10 + 20 + 40 + 1 + 7 + 6; ann and bob, of whom bob is in two accounts.
    expect(await ask(byIndustry)).toEqual([
      ['I1', '89', '2'],
      ['I2', '103', '1'],
      [null, '1000', '1'],
    ]);
    // Everybody once: not 2 + 1 + 1.
    expect(await askTotal(graph, { ...asked, ...byIndustry })).toEqual(['1192', '3']);
    expect(await ask({ groupBy: ['IS_KEY_ACCOUNT', 'COUNTRY', 'ACCOUNT_EMPLOYEES'] })).toEqual([
      ['false', 'BE', '10', '13', 'NO_VALUES'],
      ['false', 'FR', '10', '1', '1'],
      ['false', null, '10', '1000', '1'],
      ['true', 'FR', '10', '75', '2'],
      ['true', null, '10', '103', '1'],
    ]);
  });

  it('are made of periods, behind the keys of entities', async () => {
    const { page } = await answerOfGroups(graph, { ...asked, groupBy: ['COMPANY_ID'], grain: 'YEAR', first: 1 });
    expect(page?.edges[0]?.node.keys).toEqual([
      { name: 'companyId', grain: null, value: 'C1' },
      { name: 'effectiveDate', grain: 'YEAR', value: '2025-01-01' },
    ]);
    expect(await ask({ grain: 'YEAR' })).toEqual([
      ['2025-01-01', '5', 'NO_VALUES'],
      ['2026-01-01', '1187', '3'],
    ]);
    expect(await ask({ grain: 'QUARTER' })).toEqual([
      ['2025-10-01', '5', 'NO_VALUES'],
      ['2026-01-01', '1144', '3'],
      ['2026-04-01', '43', 'NO_VALUES'],
    ]);
    expect(await ask({ grain: 'MONTH', from: '2026-01-01', to: '2026-04-01' })).toEqual([
      ['2026-01-01', '1117', '2'],
      ['2026-02-01', '27', '1'],
      ['2026-04-01', '40', 'NO_VALUES'],
    ]);
  });

  it('have the values that entities of any level have, rolled up where none is stored', async () => {
    const ofJanuary = { names: ['sales', 'visitors'], effectiveDates: ['2026-01-01'], groupBy: ['INDUSTRY_ID'] };
    expect(await askMetricGroups(graph, { ...ofJanuary, level: 'COMPANY' })).toEqual([
      ['I1', '17', '2'],
      ['I2', '100', '1'],
    ]);
    expect(await askMetricGroups(graph, { ...ofJanuary, level: 'INDUSTRY' })).toEqual([
      ['I1', '17', '2'],
      ['I2', '100', '1'],
    ]);
    expect(await askMetricGroups(graph, { ...ofJanuary, level: 'CUSTOMER' })).toEqual([
      ['I1', '10', 'NO_VALUES'],
      [null, '8', 'NO_VALUES'],
    ]);
  });

  it('are of one application and of the dates that are asked for', async () => {
    expect(await ask({ app: 'OTHER' })).toEqual([['999', 'NO_VALUES']]);
    expect(await ask({ lastFullMonth: true })).toEqual([['27', '1']]);
    expect(await ask({ lastFullMonth: true, to: '2026-01-01' })).toEqual([['NO_VALUES', 'NO_VALUES']]);
    expect(await ask({ effectiveDates: ['2025-12-01', '2026-05-01'], from: '2026-01-01' })).toEqual([
      ['3', 'NO_VALUES'],
    ]);
  });
});

describe('conditions', () => {
  it('on entities leave the others out before anything is put together', async () => {
    expect(await ask({ filter: { isKeyAccount: { is: true } } })).toEqual([['178', '2']]);
    expect(await ask({ filter: { not: { country: { is: 'FR' } } } })).toEqual([['1116', '2']]);
    expect(await ask({ filter: { accountId: { startsWith: 'a' }, industryId: { isNull: true } } })).toEqual([
      ['1000', '1'],
    ]);
    expect(
      await ask({ filter: { or: [{ companyName: { in: ['C2'] } }, { accountName: { contains: 'a5' } }] } }),
    ).toEqual([['1013', '1']]);
    expect(await askTotal(graph, { ...asked, filter: { contractId: { is: 'K3' } } })).toEqual(['103', '1']);
  });

  it('on values leave those of their metric out, and what base rows they have', async () => {
    const values = [{ metric: 'sales', number: { gte: 10, lt: 1000 } }];
    expect(await ask({ values })).toEqual([['170', '3']]);
    const visitors = [{ metric: 'visitors', number: { is: 1 } }];
    // Of A1, where ann and bob are, nobody; bob is in A2, ann in A4, and eve in A5.
    expect(await ask({ values: [...values, ...visitors], groupBy: ['COMPANY_ID'] })).toEqual([
      ['C1', '70', '1'],
      ['C3', '100', '1'],
      [null, 'NO_VALUES', '1'],
    ]);
    expect(await ask({ values: [{ metric: 'sales', number: { isNull: true } }] })).toEqual([['NO_VALUES', '3']]);
  });

  it('on groups choose among them, and leave the total as it is', async () => {
    const having = [{ metric: 'sales', number: { gt: 100 } }];
    const { page } = await answerOfGroups(
      graph,
      { ...asked, groupBy: ['INDUSTRY_ID'], having },
      `${pageOfGroups} totalCount ${totalOfGroups}`,
    );
    expect(page?.edges.map(({ node }) => toLine(node))).toEqual([
      ['I2', '103', '1'],
      [null, '1000', '1'],
    ]);
    expect(page?.totalCount).toBe(2);
    expect(page?.total && toLine(page.total)).toEqual(['1192', '3']);
    expect(await ask({ groupBy: ['COMPANY_ID'], having: [{ metric: 'visitors', number: { isNull: true } }] })).toEqual([
      ['C2', '13', 'NO_VALUES'],
    ]);
    expect(await ask({ having })).toEqual([['1192', '3']]);
    expect(await ask({ having: [{ metric: 'sales', number: { lt: 0 } }] })).toEqual([]);
  });
});

describe('orders and pages', () => {
  const byAccount = { groupBy: ['ACCOUNT_ID'] };

  it('are by metrics and keys; groups without a value come last, unless asked', async () => {
    const order = async (orderBy: readonly object[]) => (await ask({ ...byAccount, orderBy })).map(([id]) => id);
    expect(await order([{ metric: 'sales', direction: 'DESC' }])).toEqual(['A5', 'A4', 'A1', 'A3', 'A2']);
    expect(await order([{ metric: 'visitors', direction: 'DESC' }])).toEqual(['A1', 'A2', 'A4', 'A5', 'A3']);
    expect(
      await order([
        { metric: 'visitors', nulls: 'FIRST' },
        { key: 1, direction: 'DESC' },
      ]),
    ).toEqual(['A3', 'A5', 'A4', 'A2', 'A1']);
  });

  it.each([
    [[{ metric: 'visitors', direction: 'DESC' }]],
    [[{ key: 2, direction: 'DESC' }, { metric: 'sales' }]],
    [[]],
  ])('are the same list from either end: %j', async (orderBy) => {
    const question = { ...asked, groupBy: ['COMPANY_ID'], grain: 'MONTH', orderBy };
    const all = await askMetricGroups(graph, question);
    expect(all).toHaveLength(10);
    for (const end of ['first', 'last'] as const) {
      const pages: (string | null)[][][] = [];
      for (let cursor: string | null = null; ;) {
        const from = end === 'first' ? { after: cursor } : { before: cursor };
        const { page, errors } = await answerOfGroups(graph, { ...question, [end]: 2, ...from });
        expect(errors).toEqual([]);
        pages.push((page?.edges ?? []).map(({ node }) => toLine(node)));
        cursor = (end === 'first' ? page?.pageInfo.endCursor : page?.pageInfo.startCursor) ?? null;
        if (page?.pageInfo[end === 'first' ? 'hasNextPage' : 'hasPreviousPage'] !== true) break;
      }
      expect(pages).toHaveLength(5);
      expect((end === 'first' ? pages : pages.toReversed()).flat()).toEqual(all);
    }
  });

  it('tell numbers apart that differ in the last of many places', async () => {
    const question = {
      level: 'ACCOUNT',
      names: ['exact'],
      groupBy: ['ACCOUNT_ID'],
      orderBy: [{ metric: 'exact' }],
      first: 1,
    };
    let after: string | null | undefined;
    for (const id of ['A2', 'A1', 'A3'] as const) {
      const { page, errors } = await answerOfGroups(graph, { ...question, after });
      expect(errors).toEqual([]);
      expect(page?.edges.map(({ node }) => toLine(node))).toEqual([[id, exact[id]]]);
      after = page?.pageInfo.endCursor;
    }
  });

  it('take one statement, beside that of the definitions; what is not selected takes none', async () => {
    const count = async (selected: string) => {
      const { statements, errors } = await answerOfGroups(graph, { ...asked, ...byAccount, grain: 'MONTH' }, selected);
      expect(errors).toEqual([]);
      expect(statements[0]?.text).toContain('from facet.metric_definitions order by');
      return statements.length - 1;
    };
    expect(await count(pageOfGroups)).toBe(1);
    expect(await count('totalCount')).toBe(1);
    expect(await count(totalOfGroups)).toBe(1);
    expect(await count(`${pageOfGroups} totalCount ${totalOfGroups}`)).toBe(3);
  });

  it('read no attributes of entities where none is asked for', async () => {
    const { statements } = await answerOfGroups(graph, { level: 'COMPANY', names: ['sales'], grain: 'MONTH' });
    expect(statements[1]?.text).not.toContain('facet."industries"');
  });
});

describe('a question that has no answer', () => {
  const cursor = async () =>
    (await answerOfGroups(graph, { ...asked, groupBy: ['COMPANY_ID'], first: 1 })).page?.pageInfo.endCursor;

  const refusals: readonly (readonly [asked: object, code: string, sentence: string])[] = [
    [{ names: [] }, 'BAD_USER_INPUT', '"names" is empty: name at least one metric.'],
    [
      { names: Array.from({ length: 17 }, (_, n) => `m${n}`) },
      'TOO_MANY_ENTRIES',
      '"names" has 17 entries, and 16 are the most.',
    ],
    [{ names: ['sale'] }, 'UNKNOWN_METRIC', 'There is no metric "sale". Did you mean "sales"?'],
    [{ app: 'none' }, 'UNKNOWN_APP', 'There is no application "none"'],
    [
      { names: ['sales', 'score'], grain: 'QUARTER' },
      'GRAIN_NOT_SUPPORTED',
      '"grain" is QUARTER, and "score" can be asked for by MONTH only.',
    ],
    [{ grain: 'WEEK' }, 'GRAIN_NOT_SUPPORTED', '"sales" can be asked for by MONTH, QUARTER, YEAR only.'],
    [
      { level: 'COMPANY', filter: { accountName: { is: 'A1' } } },
      'ATTRIBUTE_NOT_AT_LEVEL',
      '"accountName" is known of levels up to ACCOUNT, and the question is about level COMPANY',
    ],
    [{ level: 'INDUSTRY', groupBy: ['COUNTRY'] }, 'ATTRIBUTE_NOT_AT_LEVEL', '"country" is known of levels up to'],
    [{ filter: { country: null } }, 'BAD_USER_INPUT', '"filter.country" is null'],
    [
      { having: [{ metric: 'visitor', number: { gt: 1 } }] },
      'METRIC_NOT_ASKED',
      '"having[0]" is about "visitor", which is not among "names". Did you mean "visitors"?',
    ],
    [{ values: [{ metric: 'score', number: { gt: 1 } }] }, 'METRIC_NOT_ASKED', '"values[0]" is about "score"'],
    [{ orderBy: [{ metric: 'score' }] }, 'METRIC_NOT_ASKED', '"orderBy[0]" is about "score"'],
    [{ having: [{ metric: 'sales', number: {} }] }, 'BAD_USER_INPUT', '"having[0].number" says nothing'],
    [{ orderBy: [{ key: 1 }] }, 'BAD_USER_INPUT', '"orderBy[0].key" is 1'],
    [
      { groupBy: ['COUNTRY'], orderBy: [{ key: 1, metric: 'sales' }] },
      'BAD_USER_INPUT',
      'names both a metric and a key',
    ],
    [{ groupBy: Array.from({ length: 9 }, () => 'COUNTRY') }, 'TOO_MANY_ENTRIES', '"groupBy" has 9 entries'],
    [
      { values: Array.from({ length: 51 }, () => ({ metric: 'sales', number: { gt: 1 } })) },
      'TOO_MANY_ENTRIES',
      '"values" has 51 entries',
    ],
    [{ from: '2026-02-01', to: '2026-01-01' }, 'BAD_USER_INPUT', '"from" is 2026-02-01, which is after "to"'],
    [{ first: 1001 }, 'PAGE_SIZE_EXCEEDED', '"first" is 1001, and 1000 is the most.'],
    [{ first: 1, last: 1 }, 'BAD_USER_INPUT', '"first" and "last" cannot be given together'],
    [
      { values: [{ metric: 'sales', number: { gt: '1'.repeat(101) } }] },
      'BAD_USER_INPUT',
      '"values[0].number.gt" is a number of 101 characters',
    ],
  ];
  it.each(refusals.map(([more, code, sentence]) => [code, sentence, more] as const))(
    'is refused with %s: %s',
    async (code, sentence, more) => {
      const { errors } = await answerOfGroups(graph, { ...asked, ...more } as MetricGroupsAsked);
      expect(errors.map((error) => error.code)).toEqual([code]);
      expect(errors[0]?.message).toContain(sentence);
    },
  );

  it('is refused where its cursor belongs to another', async () => {
    const after = await cursor();
    const { errors } = await answerOfGroups(graph, { ...asked, groupBy: ['COUNTRY'], after });
    expect(errors.map(({ code }) => code)).toEqual(['INVALID_CURSOR']);
    expect((await answerOfGroups(graph, { ...asked, groupBy: ['COMPANY_ID'], after })).errors).toEqual([]);
  });

  it('is refused where a variable within it has no value', async () => {
    const { errors } = await graph.ask(
      `query ($gone: String) { metricsAggregate(level: ACCOUNT, names: ["sales"], filter: { country: { is: $gone } }) { totalCount } }`,
    );
    expect(errors[0]?.message).toContain('The variable "$gone" at "filter.country.is" has no value');
  });
});

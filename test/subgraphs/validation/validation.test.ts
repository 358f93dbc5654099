import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runValidation } from '../../../src/validation/runValidation.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { testJob } from '../../support/job.js';
import { insertRows } from '../../validation/insertRows.js';
import { customer, line, order, returned } from '../../validation/sampleRows.js';
import { clientNamed } from '../../support/viewers.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;
let before: unknown;
const runs: string[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  graph = await openGraph(database);
  before = (await graph.ask('{ readiness { run { id } } validationRuns { totalCount edges { cursor } } }')).data;
  const validate = async (only?: string[]) =>
    runs.push((await runValidation(testJob(database, '2026-06-01T12:00:00Z'), { only })).runId ?? '');
  await insertRows(database.client, {
    customers: [customer('c1', { given_name: 'Ada', email: 'ada@example.org' })],
    unified_itemized_transactions: [line('a'), line('b'), returned('c', { order_id: 'o-a' })],
    unified_transactions: [order('o-a'), order('o-b')],
  });
  await validate();
  await insertRows(database.client, {
    unified_itemized_transactions: [returned('d', { order_id: 'lost', app: 'other' })],
  });
  await validate();
  await validate(['TXN_RETURN_ORPHAN']);
});
afterAll(() => database.drop());

const orphan = `results(statuses: [ERROR, WARNING]) {
  check table title failsWhen columns severity status evaluatedRows failingRows failingPercent warnAbove errorAbove remedy
  keyColumns sampleKeys query sources { source evaluatedRows failingRows }
  trend { run { id isPartial } status failingPercent }
}`;

describe('validations', () => {
  it('are none before the first, and readiness is null', () => {
    expect(before).toEqual({ readiness: null, validationRuns: { totalCount: 0, edges: [] } });
  });

  it('come newest first, a page at a time, and cost a statement whatever their number', async () => {
    const { data, errors, statements } = await graph.ask(
      '{ validationRuns(first: 2) { edges { node { id isPartial errors status } } pageInfo { hasNextPage endCursor } } }',
    );
    expect([errors, statements.length]).toEqual([[], 1]);
    const page = data['validationRuns'] as { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: unknown[] };
    expect(page.edges).toEqual([
      { node: { id: runs[2], isPartial: true, errors: 1, status: 'ERROR' } },
      { node: { id: runs[1], isPartial: false, errors: 1, status: 'ERROR' } },
    ]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const next = await graph.ask(
      'query ($after: String) { validationRuns(after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage } } }',
      { after: page.pageInfo.endCursor },
    );
    expect(next.data['validationRuns']).toEqual({
      totalCount: 3,
      edges: [{ node: { id: runs[0] } }],
      pageInfo: { hasNextPage: false },
    });
  });

  it('have results, with samples, sources and the trend over runs of all checks', async () => {
    const { data, errors } = await graph.ask(`query ($id: ID!) { validation(id: $id) { id ${orphan} } }`, {
      id: runs[1],
    });
    expect(errors).toEqual([]);
    const { results } = data['validation'] as { results: unknown[] };
    expect(results).toEqual([
      {
        check: 'TXN_RETURN_ORPHAN',
        table: 'unified_itemized_transactions',
        title: 'Returns without a purchase',
        failsWhen: 'A return or cancellation fails when its order has no purchased line.',
        columns: ['order_id', 'is_return', 'is_cancellation'],
        severity: 'ERROR',
        status: 'ERROR',
        evaluatedRows: '2',
        failingRows: '1',
        failingPercent: 50,
        warnAbove: '5',
        errorAbove: '20',
        remedy: expect.stringMatching(/^Keep the original order's number/),
        keyColumns: ['order_id'],
        sampleKeys: [['lost']],
        query: expect.stringMatching(/^select t\."order_id" from \(select order_id, min\(app\)/),
        sources: [
          { source: 'default', evaluatedRows: '1', failingRows: '0' },
          { source: 'other', evaluatedRows: '1', failingRows: '1' },
        ],
        trend: [
          { run: { id: runs[0], isPartial: false }, status: 'PASSED', failingPercent: 0 },
          { run: { id: runs[1], isPartial: false }, status: 'ERROR', failingPercent: 50 },
        ],
      },
    ]);
  });

  it('cost as many statements for many runs as for one', async () => {
    const { errors, statements, data } = await graph.ask(`{ validationRuns { edges { node { id ${orphan}
      revenue { month lineRevenue } expectedRevenue { month } readiness { features { isReady } run { startedAt } } } } } }`);
    expect(errors).toEqual([]);
    expect(statements).toHaveLength(5);
    expect(JSON.stringify(data)).toContain('"lineRevenue":"10"');
    expect(JSON.stringify(data)).toContain('"startedAt":"2026-06-01T12:00:00Z"');
  });

  it('say nothing of persons: samples are keys', async () => {
    const { data } = await graph.ask(
      `{ validationRuns { edges { node { ${orphan.replace(/\(statuses[^)]*\)/, '')} } } } }`,
    );
    const text = JSON.stringify(data);
    expect(text).toContain('CUST_EMAIL');
    expect(text).not.toMatch(/Ada|ada@/);
  });

  it('are answered as references, and null where unknown', async () => {
    const { data } = await graph.ask(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ValidationRun { id errors } }
        none: validation(id: "999999") { id } word: validation(id: "x' or true") { id } huge: validation(id: "${'9'.repeat(30)}") { id } }`,
      { of: [{ __typename: 'ValidationRun', id: runs[0] }] },
    );
    expect(data).toEqual({ _entities: [{ id: runs[0], errors: 0 }], none: null, word: null, huge: null });
  });

  it.each([
    ['validationRuns(first: 101) { totalCount }', 'PAGE_SIZE_EXCEEDED'],
    ['validationRuns(after: "x") { totalCount }', 'INVALID_CURSOR'],
    [
      'validationRuns { edges { node { results(statuses: [ERROR, ERROR, ERROR, ERROR, ERROR, ERROR]) { check } } } }',
      'TOO_MANY_ENTRIES',
    ],
  ])('refuse %s', async (field, code) => {
    expect((await graph.ask(`{ ${field} }`)).errors).toMatchObject([{ code }]);
  });
});

describe('readiness', () => {
  it('is what the newest run found', async () => {
    const { data, errors, statements } = await graph.ask(`{ readiness {
      run { id } features { feature title rule isReady needs(states: [PRESENT]) { table column state isOptional rows remedy } }
      rules { rule requirement isMet found remedy } models { requirement description measured unit isMet remedy }
      missingTables { table reason checks } } }`);
    expect([errors, statements.length]).toEqual([[], 2]);
    const readiness = data['readiness'] as {
      run: unknown;
      features: unknown[];
      models: unknown[];
      missingTables: unknown[];
    };
    expect(readiness.run).toEqual({ id: runs[2] });
    expect(readiness.features[0]).toEqual({
      feature: 'SEGMENTS',
      title: 'Segments',
      rule: expect.any(String),
      isReady: true,
      needs: [
        { table: 'customers', column: null, state: 'PRESENT', isOptional: false, rows: '1', remedy: null },
        { table: 'customers', column: 'customer_id', state: 'PRESENT', isOptional: false, rows: '1', remedy: null },
      ],
    });
    expect(readiness.models[1]).toMatchObject({ requirement: 'PURCHASERS', measured: 1, isMet: false });
    expect(readiness.missingTables).toHaveLength(5);
  });
});

describe('thresholds', () => {
  const set =
    'mutation ($check: String!, $warn: Float, $error: Float) { setValidationThreshold(check: $check, warnAbove: $warn, errorAbove: $error) { check warnAbove errorAbove setBy setAt } }';
  const remove = 'mutation { removeValidationThreshold(check: "TXN_RETURN_ORPHAN") { check warnAbove } }';
  const given = { check: 'TXN_RETURN_ORPHAN', warn: 12.5, error: null };

  it('are set by who may write, count for the next run, and are taken back', async () => {
    const { data, errors, statements } = await graph.ask(set, given);
    expect([errors, statements.length]).toEqual([[], 1]);
    const threshold = {
      check: 'TXN_RETURN_ORPHAN',
      warnAbove: '12.5',
      errorAbove: null,
      setBy: 'anonymous',
      setAt: '2026-11-23T12:00:00Z',
    };
    expect(data['setValidationThreshold']).toEqual(threshold);
    expect((await graph.ask('{ validationThresholds { check warnAbove errorAbove setBy setAt } }')).data).toEqual({
      validationThresholds: [threshold],
    });
    const job = testJob(database, '2026-06-01T12:00:00Z');
    const { results } = await runValidation(job, { only: ['TXN_RETURN_ORPHAN'] });
    expect(results).toMatchObject([{ status: 'WARNING', warnAbove: 12.5, errorAbove: null }]);
    expect((await graph.ask(set, { ...given, error: 60 })).data['setValidationThreshold']).toMatchObject({
      errorAbove: '60',
    });
    expect((await graph.ask(remove)).data).toEqual({
      removeValidationThreshold: { check: 'TXN_RETURN_ORPHAN', warnAbove: '12.5' },
    });
    expect((await graph.ask(remove)).data).toEqual({ removeValidationThreshold: null });
  });

  it('are not set by a key that may only read', async () => {
    const reader = await openGraph(database, undefined, undefined, undefined, undefined, {
      viewer: clientNamed('partner'),
    });
    for (const source of [set, remove]) {
      const { errors, statements } = await reader.ask(source, given);
      expect(errors).toMatchObject([{ code: 'READ_ONLY_KEY' }]);
      expect(statements).toEqual([]);
    }
  });

  it.each([
    [{ ...given, warn: 101 }, 'BAD_USER_INPUT'],
    [{ ...given, error: -1 }, 'BAD_USER_INPUT'],
    [{ ...given, error: 12 }, 'BAD_USER_INPUT'],
    [{ ...given, check: "NONE' or true" }, 'UNKNOWN_CHECK'],
    [{ ...given, check: '' }, 'UNKNOWN_CHECK'],
  ])('are refused where they cannot be: %j', async (variables, code) => {
    expect((await graph.ask(set, variables)).errors).toMatchObject([{ code }]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { serve } from '../../src/serve.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addValues } from './sampleLevels.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const bonard = '0029beef-34f2-4e28-8d13-3e019e032d69';
const metro = '0039beef-34f2-4e28-8d13-3e019e032d70';

const folder = join(packageRoot, 'examples', 'metrics-by-level');

beforeAll(async () => {
  database = await cloneDatabase();
  const config = readConfig({ FACET_CONFIG: join(folder, 'facet.yml') });
  const job = testJob(database, '2023-06-01T00:00:00Z', config);
  const { files } = await runImport(job, { configFile: join(folder, 'import.yml') });
  expect(files.map(({ rowsWritten, rowsRejected }) => [rowsWritten, rowsRejected])).toEqual(
    [2, 2, 2, 3, 5, 6, 4].map((rows) => [rows, 0]),
  );
  graph = await openGraph(database, '2023-05-01', config.timeZone, config.apps);
});
afterAll(() => database?.drop());

/** The original answer's keys in the graph's spelling. */
const answer = `
  meta { accountId accountName customerIndustry isKeyAccount nEmployees }
  metrics { effectiveDate metricName: name metricUnit: unit metricValue: value metricValueFormatted: valueFormatted }`;

const ofBonard = {
  meta: { accountId: bonard, accountName: 'Bonard', customerIndustry: 'retail', isKeyAccount: false, nEmployees: 7 },
  metrics: [
    {
      effectiveDate: '2023-03-01',
      metricName: 'affiliation_minutes_saved_past_12_months',
      metricUnit: 'minutes',
      metricValue: '5.0',
      metricValueFormatted: '5min',
    },
  ],
};
const ofMetro = {
  meta: { accountId: metro, accountName: 'Metro', customerIndustry: 'hospitality', isKeyAccount: true, nEmployees: 50 },
  metrics: [
    {
      effectiveDate: '2023-04-01',
      metricName: 'revenue_generated_past_12_months',
      metricUnit: 'euros',
      metricValue: '15000.0',
      metricValueFormatted: '€15,000',
    },
  ],
};

describe('the answers of the public document', () => {
  it('of one account', async () => {
    const { data, errors } = await graph.ask(
      `query ($id: ID!) { metrics(level: ACCOUNT, entityId: $id, app: "ALAN_FR",
        names: ["affiliation_minutes_saved_past_12_months", "revenue_generated_past_12_months"],
        effectiveDates: ["2023-03-01", "2023-04-01"]) { ${answer} } }`,
      { id: bonard },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ metrics: ofBonard });
  });

  it('of several accounts, in the order asked', async () => {
    const all = async (ids: readonly string[]) => {
      const { data, errors } = await graph.ask(
        `query ($ids: [ID!]) { metricsForEntities(level: ACCOUNT, entityIds: $ids,
          effectiveDates: ["2023-03-01", "2023-04-01"]) { edges { node { ${answer} } } } }`,
        { ids },
      );
      expect(errors).toEqual([]);
      return (data['metricsForEntities'] as { edges: { node: unknown }[] }).edges.map(({ node }) => node);
    };
    expect(await all([bonard, metro])).toEqual([ofBonard, ofMetro]);
    expect(await all([metro, 'unknown', bonard, metro])).toEqual([ofMetro, ofBonard]);
  });

  it('of the last full month, which April becomes on the first of May in Paris', async () => {
    const dates = async (now: string, effectiveDates?: readonly string[]) => {
      const { data } = await graph.ask(
        `query ($id: ID!, $effectiveDates: [Date!]) {
          metrics(level: ACCOUNT, entityId: $id, names: ["revenue_generated_past_12_months"], lastFullMonth: true, effectiveDates: $effectiveDates) { metrics { effectiveDate } } }`,
        { id: metro, ...(effectiveDates && { effectiveDates }) },
        now,
      );
      return (data['metrics'] as { metrics: unknown[] }).metrics;
    };
    expect(await dates('2023-04-30T21:59:59Z')).toEqual([]);
    expect(await dates('2023-04-30T22:00:00Z')).toEqual([{ effectiveDate: '2023-04-01' }]);
    expect(await dates('2023-06-01T12:00:00Z')).toEqual([]);
    expect(await dates('2023-05-15T12:00:00Z', ['2023-03-01', '2023-04-01'])).toEqual([
      { effectiveDate: '2023-04-01' },
    ]);
    expect(await dates('2023-05-15T12:00:00Z', ['2023-03-01'])).toEqual([]);
  });
});

/** What the document shows as a table. */
const ofGroup = (members: string, satisfaction: string, visitors: string) => [
  { name: 'members', valueFormatted: members, reason: null },
  { name: 'satisfaction', valueFormatted: satisfaction, reason: null },
  { name: 'visitors', valueFormatted: visitors, reason: null },
];
const keysOf = (isKeyAccount: string) => [
  { name: 'industryName', value: 'hospitality' },
  { name: 'isKeyAccount', value: isKeyAccount },
  { name: 'effectiveDate', value: '2023-04-01' },
];
const groupsOfAccounts = {
  totalCount: 2,
  edges: [
    { node: { keys: keysOf('true'), values: ofGroup('40', '80%', '2') } },
    { node: { keys: keysOf('false'), values: ofGroup('10', '95.5%', '2') } },
  ],
  total: { values: ofGroup('50', '83.1%', '3').map(({ name, valueFormatted }) => ({ name, valueFormatted })) },
  pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
};

describe('docs/metrics-by-level.md', () => {
  const text = readFileSync(join(packageRoot, 'docs', 'metrics-by-level.md'), 'utf8');
  const questions = [...text.matchAll(/```graphql\n([^]*?)```/g)].map(([, question = '']) => question);

  it.each(questions.map((question, n) => [n + 1, question]))('question %i is answered', async (_, question) => {
    const { data, errors } = await graph.ask(String(question));
    expect(errors).toEqual([]);
    expect(Object.values(data)).not.toContain(null);
  });

  it('tells when a value was written, and of one that was rolled up the newest that it is made of', async () => {
    const { data, errors } = await graph.ask(`{
      company: metrics(level: COMPANY, entityId: "metro", names: ["members"]) { metrics { origin computedAt } }
      account: metrics(level: ACCOUNT, entityId: "0039beef-34f2-4e28-8d13-3e019e032d70", names: ["members"]) {
        metrics { origin computedAt } } }`);
    expect(errors).toEqual([]);
    const [load] = await database.client`
      select coalesce(finished_at, started_at) as "computedAt" from facet.loads
      where load_id = (select max(load_id) from facet.metric_values where metric_name = 'members' and level = 'ACCOUNT')`;
    expect(data).toEqual({
      company: { metrics: [{ origin: 'ROLLED_UP', ...load }] },
      account: { metrics: [{ origin: 'STORED', ...load }] },
    });
  });

  it('rolls the company up', async () => {
    const { data } = await graph.ask(questions[2] ?? '');
    const { metrics } = data['metrics'] as { metrics: Record<string, unknown>[] };
    // (80 × 40 + 95.5 × 10) / 50; ann, bob and eve, of whom bob is in both accounts.
    expect(metrics.map(({ name, value, childrenWithValue }) => [name, value, childrenWithValue])).toEqual([
      ['members', '50', 1],
      ['revenue_generated_past_12_months', '15000.0', 1],
      ['satisfaction', '83.1', 1],
      ['visitors', '3', 1],
    ]);
  });

  it('says where there are base rows of a distinct count, and not where its definition allows none', async () => {
    const available = async () => {
      const { data, statements } = await graph.ask(
        '{ metricDefinitions(names: ["members", "visitors"]) { name availability { level app effectiveDates } } }',
      );
      expect(statements).toHaveLength(2);
      return data['metricDefinitions'];
    };
    const inMay = [{ level: 'ACCOUNT', app: 'ALAN_FR', effectiveDates: ['2023-05-01'] }];
    const expected = [
      { name: 'members', availability: inMay },
      { name: 'visitors', availability: inMay },
    ];
    expect(await available()).toEqual(expected);
    const contract = { level: 'CONTRACT', id: 'metro/1', day: '2023-05-01', app: 'ALAN_FR' } as const;
    await addValues(database, [{ ...contract, name: 'members', value: '1' }]);
    await database.client`
      insert into facet.metric_base_rows (level, entity_id, app, base_name, effective_date, item, load_id)
      values ('COMPANY', 'metro', 'ALAN_FR', 'visitor', '2023-05-01', 'joe', 0)`;
    expect(await available()).toEqual(expected);
    await database.client`delete from facet.metric_values where level = 'CONTRACT'`;
    await database.client`delete from facet.metric_base_rows where level = 'COMPANY'`;
  });

  it('counts what is below a stored null all the same', async () => {
    const nord = { level: 'ACCOUNT', id: 'metro-nord', day: '2023-05-01', app: 'ALAN_FR' } as const;
    await addValues(database, [{ ...nord, name: 'visitors', value: null }]);
    const { data } = await graph.ask(`{
      account: metrics(level: ACCOUNT, entityId: "metro-nord", names: ["visitors"]) { metrics { value } }
      company: metrics(level: COMPANY, entityId: "metro", names: ["visitors"]) { metrics { value } } }`);
    expect(data).toEqual({ account: { metrics: [{ value: null }] }, company: { metrics: [{ value: '3' }] } });
    await database.client`delete from facet.metric_values where metric_name = 'visitors'`;
  });

  it('puts accounts together in groups', async () => {
    const { data } = await graph.ask(questions[3] ?? '');
    expect(data).toEqual({ metricsAggregate: groupsOfAccounts });
  });

  it('is answered over HTTP as well, in all parts', async () => {
    const config = { ...readConfig({ FACET_CONFIG: join(folder, 'facet.yml') }), port: 0 };
    const serving = await serve(config, database.target, pino({ level: 'silent' }));
    try {
      const answers = await Promise.all(
        questions.map(async (query) => {
          const headers = { 'content-type': 'application/json' };
          const response = await fetch(`${serving.url}/graphql`, {
            method: 'POST',
            headers,
            body: JSON.stringify({ query }),
          });
          return [response.status, await response.json()];
        }),
      );
      // The second asks for the last full month of the machine's clock.
      expect(answers.map(([status, body]) => [status, Object.keys(body as object)])).toEqual(
        questions.map(() => [200, ['data']]),
      );
      expect(answers[0]?.[1]).toMatchObject({
        data: { metrics: { meta: ofBonard.meta, metrics: [{ value: '5.0', valueFormatted: '5min' }] } },
      });
      expect(answers[3]?.[1]).toEqual({ data: { metricsAggregate: groupsOfAccounts } });
    } finally {
      await serving.stop();
    }
  });
});

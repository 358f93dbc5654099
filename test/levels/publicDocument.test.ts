import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Job } from '../../src/db/job.js';
import { counts, importFixture, type ImportFixture } from '../ingest/importFixture.js';
import { openGraph } from '../support/graph.js';

let fixture: ImportFixture;
let graph: Awaited<ReturnType<typeof openGraph>>;

const apps = [
  { name: 'ALAN_FR', timeZone: 'Europe/Paris', isDefault: true },
  { name: 'ALAN_BE', timeZone: 'Europe/Brussels', isDefault: false },
];
const bonard = '0029beef-34f2-4e28-8d13-3e019e032d69';
const metro = '0039beef-34f2-4e28-8d13-3e019e032d70';

/** The entries that load everything, parents first. */
const entries = [
  { file: 'industries.csv', target: 'industries', columns: { industry_id: 'id', industry_name: 'name' } },
  {
    file: 'companies.csv',
    target: 'companies',
    columns: { company_id: 'id', company_name: 'name', industry_id: 'industry' },
  },
  {
    file: 'contracts.csv',
    target: 'contracts',
    columns: { contract_id: 'id', contract_name: 'name', company_id: 'company' },
  },
  {
    file: 'accounts.csv',
    target: 'accounts',
    columns: {
      account_id: 'id',
      account_name: 'name',
      contract_id: 'contract',
      is_key_account: 'key',
      n_employees: 'staff',
    },
  },
  {
    file: 'metrics.csv',
    target: 'metric_definitions',
    columns: { metric_name: 'name', description: 'about', unit: 'unit', across_entities: 'rule' },
  },
  {
    file: 'values.csv',
    target: 'metric_values',
    columns: {
      level: { constant: 'ACCOUNT' },
      entity_id: 'account',
      metric_name: 'metric',
      effective_date: { column: 'month', format: 'DD/MM/YYYY' },
      value: 'value',
      unit: 'unit',
    },
  },
];

beforeAll(async () => {
  fixture = await importFixture();
  const job: Job = { ...fixture.job, config: { ...fixture.job.config, apps } };
  await fixture.write('industries.csv', 'id,name\nR,retail\nH,hospitality\n');
  await fixture.write('companies.csv', 'id,name,industry\nC1,Bonard SA,R\nC2,Metro SE,H\n');
  await fixture.write('contracts.csv', 'id,name,company\nK1,Health,C1\nK2,Health,C2\n');
  await fixture.write(
    'accounts.csv',
    `id,name,contract,key,staff\n${bonard},Bonard,K1,false,7\n${metro},Metro,K2,true,50\n`,
  );
  await fixture.write(
    'metrics.csv',
    [
      'name,about,unit,rule',
      'affiliation_minutes_saved_past_12_months,Minutes that affiliation took less.,minutes,sum',
      'revenue_generated_past_12_months,Revenue of the past twelve months.,euros,sum',
    ].join('\n'),
  );
  await fixture.write(
    'values.csv',
    [
      'account,metric,month,value,unit',
      `${bonard},affiliation_minutes_saved_past_12_months,01/03/2023,5.0,minutes`,
      `${metro},revenue_generated_past_12_months,01/04/2023,15000.0,euros`,
    ].join('\n'),
  );
  const { files } = await fixture.run(entries, {}, job);
  expect(files.map(counts)).toEqual([2, 2, 2, 2, 2, 2].map((rows) => [rows, rows, 0]));
  graph = await openGraph(fixture, '2023-05-01', 'UTC', apps);
});
afterAll(() => fixture?.drop());

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
        `query ($ids: [ID!]) { metricsForEntities(level: ACCOUNT, entityIds: $ids) { edges { node { ${answer} } } } }`,
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
          metrics(level: ACCOUNT, entityId: $id, lastFullMonth: true, effectiveDates: $effectiveDates) { metrics { effectiveDate } } }`,
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

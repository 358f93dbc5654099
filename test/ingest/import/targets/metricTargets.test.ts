import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { FileReport } from '../../../../src/ingest/import/report/importReport.js';
import { addDefinitions, addTree } from '../../../levels/sampleLevels.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;

beforeAll(async () => {
  fixture = await importFixture();
  await addTree(fixture, { contracts: [['K1', null]], accounts: [['A1', 'K1']], customers: [['P1', 'A1']] });
  await addDefinitions(fixture, [
    { name: 'saved', unit: 'minutes' },
    { name: 'members', levels: ['ACCOUNT'], entities: 'sum' },
    { name: 'visitors', entities: 'distinct_count', base: 'visitor', levels: ['ACCOUNT'] },
  ]);
});
beforeEach(() => fixture.client`truncate facet.metric_values, facet.metric_base_rows, facet.import_files`);
afterAll(() => fixture.drop());

const values = (file = 'values.csv') => ({
  file,
  target: 'metric_values',
  columns: {
    level: 'level',
    entity_id: 'id',
    metric_name: 'metric',
    effective_date: 'month',
    value: 'value',
    unit: 'unit',
  },
});

const faults = (file: FileReport | undefined) =>
  file?.rejects.map(({ line, column, value, reason }) => `${line} ${column}: ${value} ${reason}`);

const stored = async () =>
  (
    await fixture.client`select entity_id, app, effective_date, value::text as value from facet.metric_values order by 1, 2, 3`
  ).map((row) => Object.values(row as object).join(' '));

test('a row of an unknown metric or entity, of another level or unit is a reject, and the others stay', async () => {
  await fixture.write(
    'values.csv',
    [
      'level,id,metric,month,value,unit',
      'ACCOUNT,A1,saved,2026-01-01,15000.0,minutes',
      'ACCOUNT,A1,svaed,2026-01-01,1,minutes',
      'ACCOUNT,A9,saved,2026-01-01,1,minutes',
      'account,A1,saved,2026-01-01,1,minutes',
      'CONTRACT,A1,saved,2026-01-01,1,minutes',
      'CONTRACT,K1,members,2026-01-01,1,',
      'ACCOUNT,A1,members,2026-01-01,1,minutes',
      'CUSTOMER,P1,saved,2026-01-01,2,',
      'ACCOUNT,A1,saved,2026-02-01,,minutes',
      'ACCOUNT,A1,saved,2026-03-01,many,minutes',
      'ACCOUNT,A1,saved,,1,minutes',
    ].join('\n'),
  );
  const { files } = await fixture.run([values()]);
  expect(counts(files[0])).toEqual([11, 3, 8]);
  expect(faults(files[0])?.toSorted()).toEqual(
    [
      '3 metric: svaed is no row of metric_definitions',
      '4 id: A9 is no entity of its level',
      '5 level: account is none of CUSTOMER, ACCOUNT, CONTRACT, COMPANY, INDUSTRY',
      '6 id: A1 is no entity of its level',
      '7 level: CONTRACT is no level that its metric is kept at',
      '8 unit: minutes is not the unit of its metric',
      '11 value: many is not a decimal number',
      '12 month:  is empty, and effective_date must be known',
    ].toSorted(),
  );
  expect(await stored()).toEqual([
    'A1 default 2026-01-01 15000.0',
    'A1 default 2026-02-01 ',
    'P1 default 2026-01-01 2',
  ]);
});

test('a second value for a key with another number is a reject; the same number is not', async () => {
  const head = 'level,id,metric,month,value,unit';
  const row = (value: string) => `ACCOUNT,A1,saved,2026-01-01,${value},minutes`;
  await fixture.write('values.csv', [head, row('5.0'), row('5.00'), row('6'), row('')].join('\n'));
  await fixture.write('other.csv', [head, row('7')].join('\n'));
  await fixture.write('same.csv', [head, row('5')].join('\n'));
  const { files } = await fixture.run([values(), values('other.csv'), values('same.csv')]);
  expect(files.map(counts)).toEqual([
    [4, 1, 2],
    [1, 0, 1],
    [1, 0, 0],
  ]);
  expect(files.map(faults)).toEqual([
    [
      '4 value: 6 is a second value of its entity, metric and date; line 2 says 5.0',
      '5 value:  is a second value of its entity, metric and date; line 2 says 5.0',
    ],
    ['2 value: 7 is a second value of its entity, metric and date; 5.00 is stored from elsewhere'],
    [],
  ]);
  expect(await stored()).toEqual(['A1 default 2026-01-01 5.00']);
  // The file that said 5 comes back with a correction.
  await fixture.write('values.csv', [head, row('8.0')].join('\n'));
  expect(counts((await fixture.run([values()])).files[0])).toEqual([1, 1, 0]);
  expect(await stored()).toEqual(['A1 default 2026-01-01 8.0']);
});

test('rows that name no application are of the default one, and those of an unknown one are rejects', async () => {
  const apps = [
    { name: 'ALAN_FR', timeZone: 'Europe/Paris', isDefault: true },
    { name: 'ALAN_BE', timeZone: 'Europe/Brussels', isDefault: false },
  ];
  const job = { ...fixture.job, config: { ...fixture.job.config, apps } };
  await fixture.write(
    'values.csv',
    [
      'level,id,metric,month,value,unit,app',
      'ACCOUNT,A1,saved,2026-01-01,1,,',
      'ACCOUNT,A1,saved,2026-01-01,2,,ALAN_BE',
      'ACCOUNT,A1,saved,2026-01-01,3,,ALAN_ES',
      'ACCOUNT,A1,saved,2026-02-01,3,,default',
      'ACCOUNT,A1,saved,2026-03-01,5,, ',
    ].join('\n'),
  );
  const withApp = { ...values(), columns: { ...values().columns, app: 'app' } };
  const { files } = await fixture.run([withApp], {}, job);
  expect(faults(files[0])).toEqual([
    '4 app: ALAN_ES is no application of the configuration, which has ALAN_FR, ALAN_BE',
    '5 app: default is no application of the configuration, which has ALAN_FR, ALAN_BE',
  ]);
  expect(await stored()).toEqual(['A1 ALAN_BE 2026-01-01 2', 'A1 ALAN_FR 2026-01-01 1', 'A1 ALAN_FR 2026-03-01 5']);
  await fixture.client`truncate facet.metric_values, facet.import_files`;
  await fixture.write('values.csv', 'level,id,metric,month,value,unit\nACCOUNT,A1,saved,2026-01-01,4,\n');
  await fixture.run([values()], {}, job);
  expect(await stored()).toEqual(['A1 ALAN_FR 2026-01-01 4']);
  await fixture.write('values.csv', 'level,id,metric,month,value,unit\nACCOUNT,A1,saved,2026-04-01,4,\n');
  const named = { ...values(), columns: { ...values().columns, app: { constant: 'default' } } };
  expect(counts((await fixture.run([named], {}, job)).files[0])).toEqual([1, 0, 1]);
});

test('items that name an application which the configuration lacks are rejects, even one called default', async () => {
  const apps = [{ name: 'ALAN_FR', timeZone: 'Europe/Paris', isDefault: true }];
  const job = { ...fixture.job, config: { ...fixture.job.config, apps } };
  await fixture.write(
    'items.csv',
    [
      'level,id,base,month,item,app',
      'ACCOUNT,A1,visitor,2026-01-01,ann,',
      'ACCOUNT,A1,visitor,2026-01-01,bob,default',
    ].join('\n'),
  );
  const columns = { level: 'level', entity_id: 'id', base_name: 'base', effective_date: 'month', item: 'item' };
  const mapping = { file: 'items.csv', target: 'metric_base_rows', columns: { ...columns, app: 'app' } };
  const { files } = await fixture.run([mapping], {}, job);
  expect(faults(files[0])).toEqual(['3 app: default is no application of the configuration, which has ALAN_FR']);
  expect((await fixture.client`select app, item from facet.metric_base_rows`).map((row) => ({ ...row }))).toEqual([
    { app: 'ALAN_FR', item: 'ann' },
  ]);
});

test('values of customers whose source records are of the same run are taken', async () => {
  await fixture.write('people.csv', 'id,key\nNEW,1\n');
  await fixture.write('values.csv', 'level,id,metric,month,value,unit\nCUSTOMER,NEW,saved,2026-01-01,4,\n');
  const people = {
    file: 'people.csv',
    target: 'unified_customers',
    columns: { customer_id: 'id', datasource: { constant: 'shop' }, pk: 'key' },
  };
  const { files } = await fixture.run([people, values()]);
  expect(files.map(counts)).toEqual([
    [1, 1, 0],
    [1, 1, 0],
  ]);
});

test('definitions without what their rules need are rejects', async () => {
  await fixture.write(
    'metrics.csv',
    [
      'name,about,levels,rule,time,weight,base',
      'a,A.,ACCOUNT|CONTRACT,sum,last,,',
      'b,B.,,weighted_average,none,a,',
      'c,C.,,weighted_average,none,,',
      'd,D.,,none,weighted_average,z,',
      'e,E.,TEAM,sum,none,,',
      'f,F.,,total,none,,',
      'g,G.,,sum,distinct_count,,',
      'h,,,sum,sum,,',
      'i,I.,,distinct_count,distinct_count,,thing',
      'j,J.,,weighted_average,none,b,',
    ].join('\n'),
  );
  const { files } = await fixture.run([
    {
      file: 'metrics.csv',
      target: 'metric_definitions',
      columns: {
        metric_name: 'name',
        description: 'about',
        levels: { column: 'levels', format: 'pipe' },
        across_entities: 'rule',
        across_time: 'time',
        weight_metric: 'weight',
        base_name: 'base',
      },
    },
  ]);
  expect(counts(files[0])).toEqual([10, 3, 7]);
  expect(faults(files[0])?.toSorted()).toEqual([
    '11 weight: b is an average by weight itself, and so no weight',
    '4 rule: weighted_average needs a weight_metric',
    '5 weight: z is no row of metric_definitions, nor of this file',
    '6 levels: {TEAM} holds what is none of CUSTOMER, ACCOUNT, CONTRACT, COMPANY, INDUSTRY',
    '7 rule: total is none of sum, average, weighted_average, minimum, maximum, last, distinct_count, none',
    '8 time: distinct_count needs a base_name',
    '9 about:  is empty, and description must be known',
  ]);
});

test('base rows are of a base and a level that a definition names', async () => {
  await fixture.write(
    'items.csv',
    [
      'level,id,base,month,item',
      'ACCOUNT,A1,visitor,2026-01-01,ann',
      'ACCOUNT,A1,guest,2026-01-01,ann',
      'CONTRACT,K1,visitor,2026-01-01,ann',
    ].join('\n'),
  );
  const { files } = await fixture.run([
    {
      file: 'items.csv',
      target: 'metric_base_rows',
      columns: { level: 'level', entity_id: 'id', base_name: 'base', effective_date: 'month', item: 'item' },
    },
  ]);
  expect(counts(files[0])).toEqual([3, 1, 2]);
  expect(faults(files[0])).toEqual([
    '3 base: guest is the base of no row of metric_definitions',
    '4 level: CONTRACT is no level that metrics of its base are kept at',
  ]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tableTargets } from '../../../../src/ingest/import/targets/tableTargets.js';
import { packageRoot } from '../../../../src/lib/process/packageRoot.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
afterAll(() => fixture.drop());

const rows = (query: string): Promise<unknown[]> => fixture.client.unsafe(query).values();

const activity = {
  file: 'events.csv',
  target: 'activity',
  columns: { customer_id: 'who', time: 'at', url: 'page', client_id: 'client' },
};

test('events go into the partition of their month, those of nobody too, and have a key made of their content', async () => {
  await fixture.write(
    'events.csv',
    [
      'who,at,page,client',
      'A,2026-01-31T23:59:59.999999Z,/a,c1',
      ',2026-02-01T00:00:00Z,/b,c1',
      'A,2026-01-31T23:59:59.999999Z,/a,c1',
      'A,2024-02-29T12:00:00+14:00,/c,c2',
    ].join('\n'),
  );
  const { files } = await fixture.run([activity]);
  expect(counts(files[0])).toEqual([4, 4, 0]);
  expect(
    await rows(`select tableoid::regclass::text, customer_id, url, event_type, count(*)::int, count(distinct event_id)::int
      from facet.activity group by 1, 2, 3, 4 order by 1, 2`),
  ).toEqual([
    ['activity_2024_02', 'A', '/c', 'page_view', 1, 1],
    ['activity_2026_01', 'A', '/a', 'page_view', 2, 2],
    ['activity_2026_02', '', '/b', 'page_view', 1, 1],
  ]);
  await fixture.client`delete from facet.import_files`;
  expect(counts((await fixture.run([activity])).files[0])).toEqual([4, 0, 0]);
});

test('a file whose times are of more months than time has is refused before it makes partitions', async () => {
  const months = Array.from({ length: 1201 }, (_, n) => new Date(Date.UTC(1800, n)).toISOString());
  await fixture.write('events.csv', `who,at,page,client\n${months.map((at) => `A,${at},/,c`).join('\n')}\n`);
  await expect(fixture.run([activity])).rejects.toThrow(
    'The rows for activity are of 1201 months, and 1200 are the most: check the format of "time".',
  );
  expect(await rows(`select count(*)::int from facet.activity`)).toEqual([[4]]);
});

test('entities whose parent is not there are rejects with their line', async () => {
  await fixture.write('industries.csv', 'id,name\nI1,Tools\n');
  await fixture.write('companies.csv', 'id,name,industry,staff\nC1,Acme,I1,120\nC2,Lost,I9,7\nC3,Free,,\n');
  await fixture.write('contracts.csv', 'id,name,company\nK1,Gold,C1\nK2,None,C2\n');
  await fixture.write('accounts.csv', 'id,name,contract,key\nA1,Acme Paris,K1,yes\nA2,Acme Lyon,K1,\n');
  const { files } = await fixture.run([
    { file: 'industries.csv', target: 'industries', columns: { industry_id: 'id', industry_name: 'name' } },
    {
      file: 'companies.csv',
      target: 'companies',
      columns: { company_id: 'id', company_name: 'name', industry_id: 'industry', n_employees: 'staff' },
    },
    {
      file: 'contracts.csv',
      target: 'contracts',
      columns: { contract_id: 'id', contract_name: 'name', company_id: 'company' },
    },
    {
      file: 'accounts.csv',
      target: 'accounts',
      columns: { account_id: 'id', account_name: 'name', contract_id: 'contract', is_key_account: 'key' },
    },
  ]);
  expect(files.map(counts)).toEqual([
    [1, 1, 0],
    [3, 2, 1],
    [2, 1, 1],
    [2, 2, 0],
  ]);
  expect(files.flatMap(({ rejects }) => rejects)).toMatchObject([
    { file: 'companies.csv', line: 3, column: 'industry', value: 'I9', reason: 'is no row of industries' },
    { file: 'contracts.csv', line: 3, column: 'company', value: 'C2', reason: 'is no row of companies' },
  ]);
  expect(await rows(`select account_id, is_key_account from facet.accounts order by 1`)).toEqual([
    ['A1', true],
    ['A2', false],
  ]);
});

test('an identifier of two customers is told', async () => {
  await fixture.write('people.csv', 'id,mail\nP1,a@x.example\nP2,a@x.example\nP3,c@x.example\n');
  const { derived, warnings } = await fixture.run([
    {
      file: 'people.csv',
      target: 'unified_customers',
      columns: { customer_id: 'id', datasource: { constant: 'shop' }, pk: 'id', email: 'mail' },
    },
  ]);
  expect(derived).toContainEqual({ table: 'customer_identifiers', rows: 6 });
  expect(warnings).toContainEqual({
    about: 'shared',
    text: 'some identifiers belong to more than one customer, so a look-up by them is refused (email: 1)',
    examples: ['email a@x.example'],
  });
});

test('every target is in the table of docs/importing.md, and nothing else is', () => {
  const document = readFileSync(join(packageRoot, 'docs', 'importing.md'), 'utf8');
  const section = document.split('## Targets\n')[1]?.split('\n## ')[0] ?? '';
  const named = [...section.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
  const ofEntries = ['customer_profile_fields', 'customer_profiles', 'imported_attributes'];
  expect(named.toSorted()).toEqual([...tableTargets.keys(), ...ofEntries].toSorted());
});

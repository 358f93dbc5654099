import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Papa from 'papaparse';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const dataFolder = process.env['FACET_TEST_DATA'] ?? join(packageRoot, '..', 'shared', 'data');
const categoriesFile = join(dataFolder, 'ga4-source-categories', 'ga4_source_categories.csv');
const logFile = join(dataFolder, 'elastic-apache-logs', 'apache_logs.log.gz');
const present = existsSync(categoriesFile) && existsSync(logFile);

if (!present) process.stdout.write(`The suite "ga4Categories" did not run: there is no data in ${dataFolder}.\n`);

test(present ? 'the data is there' : 'skipped: the data is not there', () => {});

(present ? describe : describe.skip)('ga4Categories', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  test('no source of the reference has another category', async () => {
    const { data } = Papa.parse<[string, string]>(readFileSync(categoriesFile, 'utf8').trim());
    const rows = data.slice(1);
    const found = await database.client<{ source: string; expected: string; category: string | null }[]>`
      select source, replace(expected, 'SOURCE_CATEGORY_', '') as expected, facet.traffic_category(source) as category
      from unnest(${rows.map(([source]) => source)}::text[], ${rows.map(([, category]) => category)}::text[])
        as sources (source, expected)
      order by source collate "C"`;
    const different = found.filter(({ expected, category }) => category !== null && category !== expected);
    // Hosts of web mail, which the reference counts among their search engines.
    expect(different.map(({ source, category }) => [source, category])).toEqual([
      ['email.seznam.cz', 'EMAIL'],
      ['mail.rambler.ru', 'EMAIL'],
      ['mail.yandex.ru', 'EMAIL'],
    ]);
    const shares = Object.fromEntries(
      ['SEARCH', 'SHOPPING', 'SOCIAL', 'VIDEO'].map((name) => {
        const all = found.filter(({ expected }) => expected === name);
        return [name, [all.filter(({ category }) => category === name).length, all.length]];
      }),
    );
    expect(shares).toEqual({ SEARCH: [126, 129], SHOPPING: [46, 52], SOCIAL: [384, 592], VIDEO: [46, 46] });
  });

  test('the visitors of a real site have devices and browsers', async () => {
    const agents = gunzipSync(readFileSync(logFile))
      .toString('utf8')
      .split('\n')
      .map((line) => line.split('"')[5] ?? '');
    const rows = await database.client<{ device: string; browser: string; requests: number }[]>`
      select facet.device_of(agent) as device, facet.browser_of(agent) as browser, count(*)::integer as requests
      from unnest(${agents}::text[]) as agents (agent) group by 1, 2 order by 3 desc`;
    const devices = new Map<string, number>();
    for (const { device, requests } of rows) devices.set(device, (devices.get(device) ?? 0) + requests);
    expect(Object.fromEntries(devices)).toEqual({ bot: 2664, desktop: 6753, mobile: 298, tablet: 95, null: 191 });
    const others = rows.filter(({ browser }) => browser === 'Other');
    expect(others.reduce((sum, { requests }) => sum + requests, 0)).toBeLessThan(150);
    expect(rows.filter(({ device }) => device === 'desktop').map(({ browser }) => browser)).toEqual([
      'Chrome',
      'Firefox',
      'Internet Explorer',
      'Safari',
      'Opera',
      'Other',
    ]);
  });
});

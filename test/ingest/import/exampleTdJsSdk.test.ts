import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ImportReport } from '../../../src/ingest/import/report/importReport.js';
import { runImport } from '../../../src/ingest/import/runImport.js';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';
import { counts, importFixture, type ImportFixture } from './importFixture.js';

let fixture: ImportFixture;
let report: ImportReport;
beforeAll(async () => {
  fixture = await importFixture();
  report = await runImport(fixture.job, { configFile: join(packageRoot, 'examples', 'td-js-sdk', 'import.yml') });
});
afterAll(() => fixture.drop());

const rows = (query: string): Promise<unknown[]> => fixture.client.unsafe(query).values();

test('the example reads as its README says', async () => {
  const [people, events] = report.files;
  expect(counts(events)).toEqual([10, 9, 1]);
  expect(events?.rejects).toMatchObject([{ line: 11, column: 'time', reason: 'is empty, and time must be known' }]);
  expect([people?.rowsRead, people?.rowsSkipped]).toEqual([10, 2]);
  expect(
    await rows(`select count(*)::int, count(*) filter (where customer_id = '')::int, count(distinct client_id)::int,
      min(time), max(time), count(*) filter (where time < '2026-02-01Z')::int from facet.activity`),
  ).toEqual([[9, 2, 3, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 8]]);
  expect(await rows(`select customer_id, count(*)::int from facet.customer_identifiers group by 1 order by 1`)).toEqual(
    [
      ['U1', 2],
      ['U2', 1],
    ],
  );
});

test('addresses come through as they were sent', async () => {
  expect(
    await rows(`select distinct url, host(ip::inet) from facet.activity where url ~ 'utm_|caf' order by 1`),
  ).toEqual([
    ['https://shop.example/caf%C3%A9-noir', '198.51.100.7'],
    ['https://shop.example/sale?utm_source=newsletter&utm_medium=email&utm_campaign=winter', '198.51.100.7'],
  ]);
});

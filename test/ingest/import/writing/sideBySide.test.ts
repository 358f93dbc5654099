import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { openClient, type Sql } from '../../../../src/db/client.js';
import type { Job } from '../../../../src/db/job.js';
import type { ImportReport } from '../../../../src/ingest/import/report/importReport.js';
import { importFixture, people, products, type ImportFixture } from '../importFixture.js';

const events = {
  file: 'events*.csv',
  target: 'activity',
  columns: { customer_id: 'id', event_id: 'event', time: 'at', url: 'url' },
};

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
  const write = (name: string, text: string): Promise<void> => fixture.write(name, text);
  await write('people.csv', 'id,key,email,born\nA,1,a@x.example,1980-02-30\nB,2,b@x.example,1990-01-01\n');
  // Line 5 has no key; key 2 comes again in its file, and 1 in the next file.
  await write('products1.csv', 'id,name\n1,one\n2,two\n2,"second\ntwo"\n,none\n');
  await write('products2.csv', 'id,name\n1,later\n3,three\n');
  await write('events1.csv', 'id,event,at,url\nA,e1,2026-01-01T10:00:00Z,/a\nB,e2,yesterday,/b\n');
  await write('events2.csv', 'id,event,at,url\nA,e1,2026-01-01T10:00:00Z,/later\nA,e3,2026-02-01T10:00:00Z,/c\n');
});
beforeEach(async () => {
  await fixture.client`
    truncate facet.products, facet.activity, facet.unified_customers, facet.customers, facet.customer_identifiers,
      facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const entries = [people, { ...products, file: 'products*.csv' }, events];

const jobOf = (parallel: number, said: string[] = []): Job => {
  const { config } = fixture.job;
  const progress = { say: (line: string) => void said.push(line), update: () => {} };
  return { ...fixture.job, config: { ...config, runs: { ...config.runs, parallel } }, progress };
};

/** What a report says of its files, but for the time that they took. */
const told = ({ files }: ImportReport): unknown[] => files.map((file) => ({ ...file, seconds: file.seconds > 0 }));

const stored = async (): Promise<unknown> => ({
  products: await fixture.client`select product_id, product_name from facet.products order by 1`.values(),
  events: await fixture.client`select customer_id, event_id, url from facet.activity order by 2`.values(),
  customers: await fixture.client`select customer_id, email, birthdate::text from facet.customers order by 1`.values(),
  files: await fixture.client`
    select target, file, sha256, rows_read, rows_written, rows_rejected from facet.import_files order by 1, 2`.values(),
});

it('writes the same as one after the other: later files win, rejects have their lines, reports their order', async () => {
  const one = told(await fixture.run(entries, {}, jobOf(1)));
  const rows = await stored();
  expect(rows).toMatchObject({
    products: [
      ['1', 'later'],
      ['2', 'second\ntwo'],
      ['3', 'three'],
    ],
    events: [
      ['A', 'e1', '/later'],
      ['A', 'e3', '/c'],
    ],
  });
  const all = one as { readonly rejects: readonly { readonly file: string; readonly line: number }[] }[];
  expect(all.flatMap(({ rejects }) => rejects.map(({ file, line }) => [file, line]))).toEqual([
    ['people.csv', 2],
    ['products1.csv', 6],
    ['events1.csv', 3],
  ]);
  await fixture.client`
    truncate facet.products, facet.activity, facet.unified_customers, facet.customers, facet.customer_identifiers, facet.import_files`;
  const said: string[] = [];
  expect(told(await fixture.run(entries, {}, jobOf(2, said)))).toEqual(one);
  expect(await stored()).toEqual(rows);
  expect(said).toContain('side by side: at most 2 parts at a time, on 6 connections');
  // Those that rejected something are read again; the others are known.
  const again = await fixture.run(entries, {}, jobOf(2));
  expect(again.files.map(({ file, unchanged }) => [file, unchanged])).toEqual([
    ['people.csv', false],
    ['products1.csv', false],
    ['products2.csv', true],
    ['events1.csv', false],
    ['events2.csv', true],
  ]);
});

/** Keeps `facet.products` from being written while something is done, beside the connections of the import. */
async function whileProductsWait<T>(work: (beside: Sql) => Promise<T>): Promise<T> {
  const beside = openClient(fixture.target, { max: 2 });
  const holder = await beside.reserve();
  try {
    await holder.unsafe('begin; lock table facet.products in share mode');
    return await work(beside);
  } finally {
    await holder`rollback`;
    holder.release();
    await beside.end({ timeout: 5 });
  }
}

const filesOf = async (beside: Sql, target: string): Promise<number> =>
  (await beside`select from facet.import_files where target = ${target}`).length;

it('commits the events while the products wait', async () => {
  let running: Promise<ImportReport> | undefined;
  const other = [{ ...products, file: 'products*.csv' }, events];
  const seen = await whileProductsWait(async (beside) => {
    running = fixture.run(other, {}, jobOf(2));
    while ((await filesOf(beside, 'activity')) < 2) await delay(5);
    return filesOf(beside, 'products');
  });
  expect(seen).toBe(0);
  expect((await running)?.files.map(({ rowsWritten }) => rowsWritten)).toEqual([2, 2, 1, 2]);
});

it('tells a failure once, and finishes the file that is under way', async () => {
  // The first file of events has a reject, and fails while the products wait.
  let running: Promise<unknown> | undefined;
  await whileProductsWait(async (beside) => {
    const both = [{ ...products, file: 'products2.csv' }, events];
    running = fixture.run(both, { maxRejects: 0 }, jobOf(2)).catch((error: unknown) => error);
    while (
      (await beside`select from pg_locks where not granted and relation = 'facet.products'::regclass`).length === 0
    )
      await delay(5);
  });
  expect(String(await running)).toMatch(/events1\.csv: no row may be rejected/);
  expect(await filesOf(fixture.client, 'activity')).toBe(0);
  expect(await fixture.client`select product_id from facet.products order by 1`.values()).toEqual([['1'], ['3']]);
});

it('tells of each file that fails, where two do at the same time', async () => {
  const both = [{ ...products, file: 'products1.csv' }, events];
  const said: string[] = [];
  const failure = await fixture.run(both, { maxRejects: 0 }, jobOf(2, said)).catch((error: unknown) => error);
  const told = [String(failure), ...said.filter((line) => line.startsWith('failed too: '))];
  expect(told).toHaveLength(2);
  expect(told.toSorted((a, b) => Number(/events1/.test(a)) - Number(/events1/.test(b)))).toEqual([
    expect.stringContaining('products1.csv: no row may be rejected'),
    expect.stringContaining('events1.csv: no row may be rejected'),
  ]);
});

it('writes in order what depends on what comes before, and alone what reads tables', async () => {
  const query = { query: 'select product_id as id, product_name as name from facet.products', target: 'products' };
  const more = { ...products, file: 'products2.csv' };
  const copied = { ...query, columns: { product_id: { concat: [{ constant: 'copy-' }, 'id'] }, product_name: 'name' } };
  await fixture.run([more, events, copied], {}, jobOf(2));
  expect(await fixture.client`select product_id from facet.products order by 1`.values()).toEqual([
    ['1'],
    ['3'],
    ['copy-1'],
    ['copy-3'],
  ]);
});

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Job } from '../../../../src/db/job.js';
import { readAhead } from '../../../../src/ingest/import/reading/readAhead.js';
import { copyIn } from '../../../../src/ingest/import/staging/copyIn.js';
import { counts, importFixture, lines, people, products, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
  const rows = Array.from({ length: 60_000 }, (_, index) => `${index},product number ${index}`);
  await fixture.write('products.csv', `id,name\n${rows.join('\n')}\n`);
});
beforeEach(async () => {
  await fixture.client`truncate facet.products, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const productCount = async (): Promise<unknown> =>
  (await fixture.client<{ count: number }[]>`select count(*)::int from facet.products`)[0]?.count;

test('of two imports at once the second waits and finds nothing left to do', async () => {
  const said: string[] = [];
  const telling: Job = { ...fixture.job, progress: { say: (line) => said.push(line), update: () => {} } };
  const reports = await Promise.all([fixture.run([products]), fixture.run([products], {}, telling)]);
  expect(new Set(reports.map(({ files }) => files[0]?.unchanged))).toEqual(new Set([false, true]));
  expect(await productCount()).toBe(60_000);
  const loads = await fixture.client`select from facet.loads where finished_at is null`;
  expect(loads).toHaveLength(0);
});

test('a dry run waits for an import, too', async () => {
  const holder = await fixture.client.reserve();
  await holder`select pg_advisory_lock(hashtext('facet.import'))`;
  let ended: Promise<void> | undefined;
  const told = new Promise<string>((say) => {
    const telling: Job = { ...fixture.job, progress: { say, update: () => {} } };
    ended = fixture.run([products], { dryRun: true }, telling).then(() => say('it did not wait'));
  });
  expect(await told).toMatch(/^Another run is writing import.*; waiting for it\.$/);
  await holder`select pg_advisory_unlock(hashtext('facet.import'))`;
  holder.release();
  await ended;
});

test('an import called off while it reads leaves nothing, and the next one runs', async () => {
  const controller = new AbortController();
  const stopping: Job = { ...fixture.job, progress: { say: () => {}, update: () => controller.abort() } };
  await expect(fixture.run([products], { signal: controller.signal }, stopping)).rejects.toThrow('aborted');
  expect(await productCount()).toBe(0);
  const { files } = await fixture.run([products]);
  expect(counts(files[0])).toEqual([60_000, 60_000, 0]);
});

test('an import called off while PostgreSQL works is cancelled', async () => {
  const controller = new AbortController();
  const holder = await fixture.client.reserve();
  await holder`begin`;
  await holder`lock table facet.products in access exclusive mode`;
  const stopped = fixture.run([products], { signal: controller.signal });
  const waiting = async (): Promise<boolean> =>
    (await holder`select from pg_locks where not granted and relation = 'facet.products'::regclass`).length > 0;
  while (!(await waiting())) await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort();
  await expect(stopped).rejects.toThrow('aborted');
  await holder`rollback`;
  holder.release();
  expect(await productCount()).toBe(0);
});

test('what a killed import left underived is derived by the next', async () => {
  await fixture.write('people.csv', 'id,key,email,born\nA,1,a@x.example,\n');
  await fixture.run([people]);
  await fixture.client`delete from facet.customers`;
  await fixture.client`update facet.loads set finished_at = null`;
  const { files, derived } = await fixture.run([people, products]);
  expect(files[0]?.unchanged).toBe(true);
  expect(derived).toContainEqual({ table: 'customers', rows: 1 });
  const nothing = await fixture.run([people, products]);
  expect(nothing.derived).toEqual([]);
});

test('rows that PostgreSQL refuses fail the copy, also when all have been sent', async () => {
  const rows = async function* (count: number): AsyncGenerator<string> {
    yield 'no number\n';
    for (let sent = 0; sent < count; sent += 1) yield `${'1'.repeat(8)}\n`.repeat(10_000);
  };
  for (const count of [0, 100]) {
    const copied = fixture.client.begin(async (transaction) => {
      await transaction`create temporary table numbers (n integer) on commit drop`;
      await copyIn(transaction, 'copy numbers from stdin', rows(count));
    });
    await expect(copied).rejects.toThrow('invalid input syntax for type integer');
  }
  expect(await fixture.client`select 1 as one`.values()).toEqual([[1]]);
});

test('a file that fails ends the run: those before it stay, those after it are not written, though one was read', async () => {
  await fixture.write('one.csv', 'id,name\n1,one\n');
  await fixture.write('bad.csv', 'id,name\n,none\n');
  const many = Array.from({ length: 5 }, (_, n) => `after${n}.csv`);
  for (const [n, name] of many.entries()) await fixture.write(name, `id,name\nafter${n},x\n`);
  const entries = ['one.csv', 'bad.csv', ...many].map((file) => ({ ...products, file }));
  await expect(fixture.run(entries, { maxRejects: 0 })).rejects.toThrow('bad.csv: no row may be rejected');
  expect(await fixture.client`select product_id from facet.products`.values()).toEqual([['1']]);
  expect(await fixture.client`select file from facet.import_files`.values()).toEqual([['one.csv']]);
  const good = await fixture.run(entries.filter(({ file }) => file !== 'bad.csv'));
  expect(good.files.map(({ file, rowsWritten }) => [file, rowsWritten])).toEqual([
    ['one.csv', 0],
    ...many.map((name) => [name, 1]),
  ]);
});

const everything = (): Promise<unknown[]> =>
  fixture.client`
    select (select count(*)::int from facet.unified_customers), (select count(*)::int from facet.customers),
      (select count(*)::int from facet.unified_itemized_transactions),
      (select count(*)::int from facet.unified_transactions),
      (select count(*)::int from facet.customer_identifiers where system = 'shop')`.values();

const emptied = (): Promise<unknown> => fixture.client`
  truncate facet.unified_customers, facet.customers, facet.customer_identifiers, facet.unified_itemized_transactions,
    facet.unified_transactions, facet.import_files, facet.loads`;

test('source records, order lines and what is derived of them appear in one moment, whatever a reader sees', async () => {
  await emptied();
  const ids = Array.from({ length: 4000 }, (_, id) => id);
  await fixture.write('people.csv', `id,key,email,born\n${ids.map((id) => `${id},k${id},,`).join('\n')}\n`);
  const orders = ids.map((id) => `${id},o${id},2026-01-02T10:00:00Z,1,5`);
  await fixture.write('lines.csv', `who,order,at,n,paid\n${orders.join('\n')}\n`);
  const run = fixture.run([people, lines]);
  const seen = new Set<string>();
  for (let running = true; running;) {
    seen.add(JSON.stringify(await everything()));
    running = await Promise.race([run.then(() => false), new Promise<true>((resolve) => setTimeout(resolve, 2, true))]);
  }
  seen.add(JSON.stringify(await everything()));
  expect([...seen]).toEqual(['[[0,0,0,0,0]]', '[[4000,4000,4000,4000,4000]]']);
});

test('what stays of a run that fails has what is derived of it', async () => {
  await emptied();
  await fixture.write('people.csv', 'id,key,email,born\nA,1,,\nB,2,,\n');
  await fixture.write('lines.csv', 'who,order,at,n,paid\nA,o1,yesterday,1,5\n');
  await expect(fixture.run([people, lines], { maxRejects: 0 })).rejects.toThrow('lines.csv: no row may be rejected');
  expect(await everything()).toEqual([[2, 2, 0, 0, 2]]);
});

test('a query that is a source sees the files before it', async () => {
  await emptied();
  await fixture.write(
    'lines.csv',
    'who,order,at,n,paid\nA,o1,2026-01-02T10:00:00Z,1,5\nB,o2,2026-01-02T10:00:00Z,1,5\n',
  );
  const query =
    'select distinct customer_id as id, customer_id as key, null as email, null as born from facet.unified_itemized_transactions';
  const { files } = await fixture.run([lines, { ...people, file: undefined, query }]);
  expect(files.map(counts)).toEqual([
    [2, 2, 0],
    [2, 2, 0],
  ]);
  expect(await everything()).toEqual([[2, 2, 2, 2, 2]]);
});

test('what is read ahead is bounded, comes in order, and ends with its failure or when it is stopped', async () => {
  let made = 0;
  const four = async function* (count: number): AsyncGenerator<string> {
    for (; made < count;) yield `n${(made += 1)}__`;
    throw new Error('the disk is gone');
  };
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
  const ahead = readAhead(four(9), 8);
  await pause();
  expect(made).toBe(2);
  const taken: string[] = [];
  const all = async (): Promise<void> => {
    for await (const item of ahead) taken.push(item);
  };
  await expect(all()).rejects.toThrow('the disk is gone');
  expect(taken).toEqual(Array.from({ length: 9 }, (_, n) => `n${n + 1}__`));
  made = 0;
  const stopped = readAhead(four(9), 8);
  await pause();
  await stopped.stop();
  expect(made).toBe(2);
});

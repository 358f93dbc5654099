import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet } from '../support/facet.js';

const kills = 20;
const rows = 60_000;
const customers = 4000;

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await mkdtemp(join(tmpdir(), 'facet-killed-'));
  const columns = { product_id: 'id', product_name: 'generation' };
  const people = { customer_id: 'id', datasource: { constant: 'shop' }, pk: 'id', given_name: 'generation' };
  const lines = { customer_id: 'id', order_id: 'id', line_id: 'id', order_datetime: 'at', store_id: 'generation' };
  const config = {
    imports: [
      { file: 'products.csv', target: 'products', columns },
      { file: 'people.csv', target: 'unified_customers', columns: people },
      { file: 'lines.csv', target: 'unified_itemized_transactions', columns: lines },
    ],
  };
  await writeFile(join(folder, 'import.yml'), JSON.stringify(config));
});
afterAll(async () => {
  door.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const command = (): [string[], Record<string, string>] => [
  ['import', '--config', join(folder, 'import.yml')],
  { DATABASE_URL: door.url },
];

const write = (name: string, header: string, count: number, row: (id: number) => string): Promise<void> =>
  writeFile(join(folder, name), `${[header, ...Array.from({ length: count }, (_, id) => row(id))].join('\n')}\n`);

async function writeGeneration(generation: number): Promise<void> {
  await write('products.csv', 'id,generation', rows, (id) => `${id},${generation}`);
  await write('people.csv', 'id,generation', customers, (id) => `${id},${generation}`);
  await write('lines.csv', 'id,at,generation', customers, (id) => `${id},2026-01-02T10:00:00Z,${generation}`);
}

/** What a reader sees at one moment: how many rows of which generation. */
const look = (): Promise<unknown[]> =>
  database.client`select count(*)::int, product_name from facet.products group by product_name order by product_name`.values();

/** The same of source records, customers, order lines and orders, which are of one generation at every moment. */
const lookAtDerived = (): Promise<unknown[]> =>
  database.client`
    select count(*)::int, generation from (
      select given_name as generation from facet.unified_customers union all
      select given_name from facet.customers union all
      select store_id from facet.unified_itemized_transactions union all
      select store_id from facet.unified_transactions) as rows
    group by generation order by generation`.values();

test(`an import killed ${kills} times leaves the old or the new, and the next one succeeds`, async () => {
  await writeGeneration(0);
  const began = performance.now();
  expect((await runFacet(...command())).code).toBe(0);
  const whole = performance.now() - began;
  let midway = 0;
  for (let generation = 1; generation <= kills; generation += 1) {
    await writeGeneration(generation);
    const [old, next] = [[[rows, `${generation - 1}`]], [[rows, `${generation}`]]];
    const [oldDerived, nextDerived] = [old, next].map(([state]) => [[4 * customers, state?.[1]]]);
    const check = async (): Promise<void> => {
      expect([old, next]).toContainEqual(await look());
      expect([oldDerived, nextDerived]).toContainEqual(await lookAtDerived());
    };
    const child = startFacet(...command());
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
    // From the first connection to the last moments, spread evenly.
    const kill = delay(whole * (0.2 + (0.75 * generation) / kills)).then(() => child.kill('SIGKILL'));
    for (let running = true; running;) {
      await check();
      running = await Promise.race([ended.then(() => false), delay(5, true)]);
    }
    await kill;
    if ((await ended) === 'SIGKILL') midway += 1;
    await check();
    const again = await runFacet(...command());
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('products.csv → products')]);
    expect([await look(), await lookAtDerived()]).toEqual([next, nextDerived]);
  }
  process.stdout.write(`import: killed ${midway} of ${kills} times before its end, each time old or new\n`);
  expect(midway).toBeGreaterThan(kills / 2);
  // A run that was killed before it wrote anything stays on record as unfinished; what was written is derived and finished.
  const left =
    await database.client`select from facet.loads join facet.import_files using (load_id) where loads.finished_at is null`;
  expect(left).toHaveLength(0);
});

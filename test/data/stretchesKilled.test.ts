import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import type { TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet } from '../support/facet.js';
import { checksums, day, enrichDay, fillDay, stretchTables } from '../enrichment/stretches/sampleDay.js';
import { heldAt, waiting, written } from '../enrichment/stretches/heldStretches.js';

const customers = 60;
const of = 12;

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
let whole: Awaited<ReturnType<typeof checksums>>;
beforeAll(async () => {
  database = await cloneWithSlots();
  await fillDay(database, customers, 1200);
  door = await openUrl(database);
  folder = await mkdtemp(join(tmpdir(), 'facet-stretches-'));
  await writeFile(join(folder, 'facet.yml'), `runs: { parallel: 1, stretchCustomers: ${customers / of} }\n`);
  await enrichDay(database, { stretchCustomers: customers });
  whole = await checksums(database);
});
afterAll(async () => {
  door.close();
  await database.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await database.client`drop table if exists facet.day_values, facet.day_stretches`;
});

const command = (): [string[], Record<string, string>] => [
  ['enrich', '--as-of', day],
  { DATABASE_URL: door.url, FACET_CONFIG: join(folder, 'facet.yml') },
];

async function killedAt(least: number): Promise<ReadonlyMap<number, string>> {
  const child = startFacet(...command());
  const ended = once(child, 'close');
  await heldAt(database, least, async () => {
    while ((await waiting(database)) === 0) await delay(5);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
  });
  // Its backend finds out when it next speaks.
  const running = async () =>
    database.client`select from pg_stat_activity where datname = current_database() and application_name = 'facet enrich'`;
  while ((await running()).length > 0) await delay(5);
  return written(database);
}

it('goes on with the stretches that a killed run has left, and publishes the day as a whole', async () => {
  const before = await checksums(database);
  const left = await killedAt(4);
  expect(left.size).toBeGreaterThanOrEqual(4);
  expect(left.size).toBeLessThan(of);
  expect(await checksums(database)).toEqual(before);
  const { code, stderr } = await runFacet(...command());
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining(`${of} stretches of customers; ${left.size} of them are there from a run that did not end`),
  ]);
  expect(await checksums(database)).toEqual(whole);
  expect(await stretchTables(database)).toEqual([]);
});

it('does none of the stretches anew that are there', async () => {
  const left = await killedAt(3);
  const child = startFacet(...command());
  const ended = once(child, 'close');
  const after = await heldAt(database, left.size + 2, () => written(database));
  expect([...after].filter(([stretch]) => left.has(stretch))).toEqual([...left]);
  expect(await ended).toEqual([0, null]);
  expect(await checksums(database)).toEqual(whole);
});

it('begins anew where what they were made of has changed since', async () => {
  const left = await killedAt(3);
  expect(left.size).toBeGreaterThanOrEqual(3);
  // The number of rows is as before, and so is all that statistics say.
  await database.client`update facet.unified_itemized_transactions set item_revenue = item_revenue + 1 where order_id = 'o1' and line_id = 'l1'`;
  const { code, stderr } = await runFacet(...command());
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining(`${of} stretches of customers: at most 1 parts at a time`),
  ]);
  const resumed = await checksums(database);
  expect(resumed).not.toEqual(whole);
  await enrichDay(database, { stretchCustomers: customers });
  expect(await checksums(database)).toEqual(resumed);
  await database.client`update facet.unified_itemized_transactions set item_revenue = item_revenue - 1 where order_id = 'o1' and line_id = 'l1'`;
});

it('ends with a sentence where the connection of a stretch is lost, and the next run goes on', async () => {
  const child = startFacet(...command());
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close');
  await heldAt(database, 3, async () => {
    while ((await waiting(database)) === 0) await delay(5);
    await database.client`select pg_terminate_backend(${await waiting(database)})`;
  });
  const [code] = (await ended) as [number];
  expect([code, stderr]).toEqual([69, expect.stringContaining('The connection to the database was lost')]);
  const left = await written(database);
  expect(left.size).toBeGreaterThanOrEqual(3);
  const again = await runFacet(...command());
  expect([again.code, again.stderr]).toEqual([
    0,
    expect.stringContaining(`${left.size} of them are there from a run that did not end`),
  ]);
  await enrichDay(database, { stretchCustomers: customers });
  expect(await stretchTables(database)).toEqual([]);
});

it('takes nothing of another day, of tables that were emptied by a crash, or of rows that were taken out', async () => {
  await killedAt(3);
  await database.client`delete from facet.day_values where customer_id = (select min(customer_id) from facet.day_values)`;
  expect((await runFacet(...command())).stderr).toContain(`${of} stretches of customers: at most`);
  await killedAt(3);
  await database.client`truncate facet.day_values, facet.day_stretches`;
  expect((await runFacet(...command())).stderr).toContain(`${of} stretches of customers: at most`);
  const left = await killedAt(3);
  expect(left.size).toBeGreaterThanOrEqual(3);
  const [, environment] = command();
  const other = await runFacet(['enrich', '--as-of', '2026-03-30'], environment);
  expect([other.code, other.stderr]).toEqual([0, expect.stringContaining(`${of} stretches of customers: at most`)]);
});

import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { openClient, type Sql } from '../../../src/db/client.js';
import { computeDay, stillStored } from '../../../src/enrichment/stretches/dayStretches.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import type { TestDatabase } from '../../support/database.js';
import { heldAt, waiting, written } from './heldStretches.js';
import { checksums, day, dayJob, enrichDay, fillDay, stretchTables } from './sampleDay.js';

const customers = 30;
const of = 6;

let database: TestDatabase;
let client: Sql;
let whole: Awaited<ReturnType<typeof checksums>>;
beforeAll(async () => {
  database = await cloneWithSlots();
  // A run holds connections beside those of the test.
  client = openClient(database.target, { max: 8 });
  await fillDay(database, customers, 600);
  await enrichDay(database, { stretchCustomers: customers });
  whole = await checksums(database);
});
afterAll(async () => {
  await client.end({ timeout: 5 });
  await database.drop();
});

const said: string[] = [];
const progress = { say: (line: string) => void said.push(line), update: () => {} };

const run = (parallel: number) => {
  said.length = 0;
  return enrichDay({ client }, { stretchCustomers: customers / of, parallel }, { kept: true, progress });
};

it('is told once that the connection of a stretch was lost, and the next run goes on with the others', async () => {
  const running = run(2).catch((error: unknown) => error);
  await heldAt(database, 2, async () => {
    while ((await waiting(database)) === 0) await delay(5);
    await database.client`select pg_terminate_backend(${await waiting(database)})`;
    expect(await checksums(database)).toEqual(whole);
  });
  expect(await running).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  const left = await written(database);
  expect(left.size).toBeGreaterThanOrEqual(2);
  expect(left.size).toBeLessThan(of);
  const again = run(1);
  if (left.size + 1 < of) {
    const after = await heldAt(database, left.size + 1, () => written(database));
    expect([...after].filter(([stretch]) => left.has(stretch))).toEqual([...left]);
  }
  await again;
  expect(said[0]).toMatch(`${of} stretches of customers; ${left.size} of them are there from a run that did not end`);
  expect(await checksums(database)).toEqual(whole);
  expect(await stretchTables(database)).toEqual([]);
});

it('computes the day in one piece where something is written while stretches are computed', async () => {
  const running = run(1);
  await heldAt(database, 2, async () => {
    await database.client`insert into facet.customers (customer_id, source_records, load_id) values ('late', 1, 0)`;
  });
  expect((await running).customers).toBe(customers + 1);
  expect(said).toContain(
    'What the stretches were made of was changed meanwhile: the day is computed anew, in one piece.',
  );
  const seen = await checksums(database);
  await enrichDay(database, { stretchCustomers: 1000 });
  expect(await checksums(database)).toEqual(seen);
});

it('leaves nothing of a run that did not end where the next is in one piece', async () => {
  await database.client`create unlogged table facet.day_values (customer_id text)`;
  await database.client`create unlogged table facet.day_stretches (stretch integer)`;
  await enrichDay(database, { stretchCustomers: 1000 });
  expect(await stretchTables(database)).toEqual([]);
});

it('does not use stretches that lost values before the day is written, as by a crash of the database', async () => {
  const job = { ...dayJob({ client }, { stretchCustomers: customers / of }), progress };
  const population = sql`select customer_id from facet.customers`;
  const compute = () => computeDay(job, { day, population, ignoreKept: true, keeps: false });
  said.length = 0;
  const stretches = await compute();
  expect(await stillStored(client, job, stretches)).toBe(stretches?.stored);
  await client`delete from facet.day_values where customer_id = 'c1'`;
  expect(await stillStored(client, job, stretches)).toBeUndefined();
  expect(said.at(-1)).toBe('Values of the stretches were lost: the day is computed anew, in one piece.');
  const again = await compute();
  expect(await stillStored(client, job, again)).toBe(again?.stored);
  await client`truncate facet.day_values, facet.day_stretches`;
  expect(await stillStored(client, job, again)).toBeUndefined();
});

import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { internalsOf, openClient, type Sql } from '../../../src/db/client.js';
import { createDoor } from '../../../src/db/door.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let client: Sql;
/** What was told: seconds, rows, whether it failed. */
const statements: [seconds: number, rows: number, hasFailed: boolean][] = [];
const waits: number[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  const observer = {
    onStatement: (...told: [number, number, boolean]) => void statements.push(told),
    onWait: (seconds: number) => void waits.push(seconds),
  };
  client = openClient(database.target, { max: 1, observer });
  await client`select 1`;
});
afterAll(async () => {
  await client.end({ timeout: 1 });
  await database.drop();
});
beforeEach(() => {
  statements.length = 0;
  waits.length = 0;
});

const outcomes = () => statements.map(([, rows, hasFailed]) => [rows, hasFailed]);

it('is told of statements of a door, with their rows and the time on their connection', async () => {
  await createDoor(client).query(sql`select n from generate_series(1, 3) as n, pg_sleep(0.02)`);
  expect(outcomes()).toEqual([[3, false]]);
  expect(statements[0]?.[0]).toBeGreaterThanOrEqual(0.02);
  await expect(createDoor(client).query(sql`select 1 / 0`)).rejects.toThrow('division by zero');
  expect(outcomes()).toEqual([
    [3, false],
    [0, true],
  ]);
  expect(waits).toEqual([]);
});

it('is told of the statements of a client, of a transaction and of a connection of its own, each once', async () => {
  await client`select 1`;
  await client.begin(async (transaction) => {
    await transaction`select 1`;
    await transaction`select 2`;
  });
  const own = await client.reserve();
  await own`select 1`;
  own.release();
  await client`select nothing`.catch(() => {});
  expect(outcomes()).toEqual([
    [0, false],
    [0, false],
    [0, false],
    [0, false],
    [0, true],
  ]);
});

it('is told how long who had to wait for a connection has waited', async () => {
  await client`select 1`;
  statements.length = 0;
  waits.length = 0;
  const [door, other] = [createDoor(client), createDoor(client)];
  const first = door.query(sql`select pg_sleep(0.2)`);
  const second = other.query(sql`select 1 as one`);
  await new Promise((resolve) => setImmediate(resolve));
  expect(internalsOf(client)?.pool.state()).toEqual({ size: 1, running: 1, idle: 0, waiting: 1 });
  await Promise.all([first, second]);
  expect(internalsOf(client)?.pool.state()).toEqual({ size: 1, running: 0, idle: 1, waiting: 0 });
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeGreaterThan(0.1);
  // The wait is no part of the statement's time.
  expect(statements[1]?.[0]).toBeLessThan(waits[0] ?? 0);
});

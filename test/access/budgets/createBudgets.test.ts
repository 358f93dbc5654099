import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createBudgets, openBudgets } from '../../../src/access/budgets/createBudgets.js';
import type { PointBudgets } from '../../../src/access/budgets/PointBudgets.js';
import { deleteOldWindows } from '../../../src/access/budgets/PostgresWindows.js';
import { fullRole } from '../../../src/config/access/Role.js';
import { openClient } from '../../../src/db/client.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { viewerWith } from './viewerWith.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.client`truncate facet.cost_budgets`);

const warnings: string[] = [];
const log = { warn: (_: object, message: string) => void warnings.push(message) };

describe.each([
  ['memory', () => createBudgets({ sql: undefined, log })],
  ['postgres', () => createBudgets({ sql: database.client, log })],
])('budgets in %s', (kind, open) => {
  let budgets: PointBudgets;
  beforeEach(() => {
    budgets = open();
  });

  it('are no other for a name that another issuer gives, too', async () => {
    const { viewer, budget } = viewerWith({ points: 100, seconds: 60 });
    const granted = [];
    for (const issuer of ['https://one.example', 'https://two.example', 'https://one.example']) {
      const { isGranted } = await budgets.take({ ...viewer, kind: 'token', issuer }, budget, 80);
      granted.push(isGranted);
    }
    expect(granted).toEqual([true, true, false]);
  });

  it('are taken from, and what does not fit is refused and not counted', async () => {
    const { viewer, budget } = viewerWith({ points: 100, seconds: 60 });
    const remaining = [];
    for (const points of [30, 60, 20, 10, 1]) {
      const taken = await budgets.take(viewer, budget, points);
      remaining.push([taken.isGranted, taken.remaining]);
      const wait = (taken.resetsAt ?? 0) - Date.now();
      expect(wait > 55_000 && wait <= 60_100).toBe(true);
    }
    expect(remaining).toEqual([
      [true, 70],
      [true, 10],
      [false, 10],
      [true, 0],
      [false, 0],
    ]);
    expect(budgets.left(viewer, budget).remaining).toBe(0);
    await budgets.stop();
  });

  it('get back what was not needed, and give what was needed more', async () => {
    const { viewer, budget } = viewerWith({ points: 100, seconds: 60 });
    const first = await budgets.take(viewer, budget, 90);
    first.change(-50);
    expect(budgets.left(viewer, budget).remaining).toBe(60);
    await budgets.stop();
    const second = await budgets.take(viewer, budget, 10);
    expect([second.isGranted, second.remaining]).toEqual([true, 50]);
    second.change(45);
    await budgets.stop();
    expect(await budgets.take(viewer, budget, 6)).toMatchObject({ isGranted: false, remaining: 5 });
    await budgets.stop();
  });

  it('are of one viewer and one role', async () => {
    const { viewer, budget } = viewerWith({ points: 10, seconds: 60 });
    expect((await budgets.take(viewer, budget, 10)).isGranted).toBe(true);
    expect((await budgets.take({ ...viewer, name: 'other' }, budget, 10)).isGranted).toBe(true);
    for (const issuer of ['https://one.example', 'https://other.example']) {
      const ofIssuer = { ...viewer, kind: 'token', issuer } as const;
      expect((await budgets.take(ofIssuer, budget, 10)).isGranted).toBe(true);
      expect(budgets.left(ofIssuer, budget).remaining).toBe(0);
    }
    expect(
      (await budgets.take({ ...viewer, role: { ...viewer.role, name: 'else' } }, { ...budget }, 10)).isGranted,
    ).toBe(true);
    expect((await budgets.take(viewer, budget, 1)).isGranted).toBe(false);
    await budgets.stop();
  });

  it('are whole again when their window is over, and get nothing back of the one before', async () => {
    const { viewer, budget } = viewerWith({ points: 10, seconds: 1 });
    const before = await budgets.take(viewer, budget, 10);
    await delay(1050);
    expect(budgets.left(viewer, budget)).toMatchObject({ remaining: 10, resetsAt: undefined });
    expect((await budgets.take(viewer, budget, 4)).remaining).toBe(6);
    before.change(-10);
    await budgets.stop();
    expect((await budgets.take(viewer, budget, 7)).isGranted).toBe(false);
    await budgets.stop();
  });

  it('give no more than they have to many at once', async () => {
    const { viewer, budget } = viewerWith({ points: 100, seconds: 60 });
    const taken = await Promise.all(Array.from({ length: 60 }, (_one, n) => budgets.take(viewer, budget, 1 + (n % 3))));
    const points = taken.map(({ isGranted }, n) => (isGranted ? 1 + (n % 3) : 0)).reduce((sum, one) => sum + one, 0);
    // In memory one that is refused is counted for a moment, in which another may be refused that would fit.
    expect(points <= 100 && points >= (kind === 'memory' ? 97 : 100)).toBe(true);
    await budgets.stop();
  });
});

it('two processes share a budget in the database', async () => {
  const run = promisify(execFile);
  const child = fileURLToPath(new URL('budgetChild.ts', import.meta.url));
  const start = () => run(process.execPath, ['--import', 'tsx', child, JSON.stringify(database.target), '80']);
  const granted = (await Promise.all([start(), start()])).map(({ stdout }) => Number(stdout));
  expect(granted.reduce((sum, one) => sum + one, 0)).toBe(100);
  expect(granted.every((one) => one >= 20)).toBe(true);
});

it('a database that does not answer leaves each process to count for itself, and is told of once', async () => {
  const sql = openClient({ ...database.target, database: 'nowhere' } as typeof database.target, { max: 1 });
  const budgets = createBudgets({ sql, log });
  const { viewer, budget } = viewerWith({ points: 10, seconds: 60 });
  warnings.length = 0;
  const taken = [];
  for (const points of [6, 6, 4, 1]) {
    const one = await budgets.take(viewer, budget, points);
    taken.push([one.isGranted, one.remaining]);
  }
  expect(taken).toEqual([
    [true, 4],
    [false, 4],
    [true, 0],
    [false, 0],
  ]);
  expect(warnings).toHaveLength(1);
  await budgets.stop();
  await sql.end({ timeout: 1 });
});

it('a database that does not answer leaves each worker of a server its part', async () => {
  const sql = openClient({ ...database.target, database: 'nowhere' } as typeof database.target, { max: 1 });
  const budgets = createBudgets({ sql, log, processes: 3 });
  const { viewer, budget } = viewerWith({ points: 10, seconds: 60 });
  const taken = [];
  for (const points of [2, 2, 1, 1]) {
    const one = await budgets.take(viewer, budget, points);
    taken.push([one.isGranted, one.remaining]);
  }
  // A third of 10 are 3 whole points.
  expect(taken).toEqual([
    [true, 1],
    [false, 1],
    [true, 0],
    [false, 0],
  ]);
  await budgets.stop();
  await sql.end({ timeout: 1 });
});

it('windows that are long over are deleted', async () => {
  const { client } = database;
  await client`insert into facet.cost_budgets values ('old', 1, now() - interval '61 minutes'), ('new', 1, now())`;
  await deleteOldWindows(client);
  expect((await client`select key from facet.cost_budgets`).map(({ key }) => String(key))).toEqual(['new']);
});

it('are opened where a role has one, and closed with the server', async () => {
  const opened: (() => void | Promise<void>)[] = [];
  const budgets = { store: 'postgres' } as const;
  const roles = (budget: { points: number; seconds: number } | null) =>
    new Map([
      ['full', fullRole],
      ['p', { ...fullRole, name: 'p', budget }],
    ]);
  expect(openBudgets({ roles: roles(null), budgets }, database.client, { log, opened })).toBeUndefined();
  expect(
    openBudgets({ roles: roles({ points: 1, seconds: 1 }), budgets }, database.client, { log, opened }),
  ).toBeDefined();
  expect(opened).toHaveLength(1);
  await opened[0]?.();
});

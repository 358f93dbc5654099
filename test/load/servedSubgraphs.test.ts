import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { compareAnswers, seedsFrom, type Ask } from '../federation/rooms/compareAnswers.js';
import { demoValues } from '../federation/rooms/demoValues.js';
import { joinRooms, type Room } from '../federation/rooms/joinRooms.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet, waitForLine } from '../support/facet.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let key: string;
const servers: ChildProcess[] = [];

const environment = () => ({ DATABASE_URL: door.url, PORT: '0' });

beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  const demo = await runFacet(['demo', '--customers', '40', '--days', '5', '--last-day', '2026-03-31'], environment());
  expect(demo.code).toBe(0);
  key = (await runFacet(['keys', 'create', 'router', '--role', 'full'], environment())).stdout.trim();
}, 120_000);
afterAll(async () => {
  for (const server of servers) server.kill('SIGINT');
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('close', resolve))));
  door.close();
  await database.drop();
});

async function start(...options: readonly string[]): Promise<Ask> {
  const server = startFacet(['serve', ...options], environment());
  servers.push(server);
  const [, url = ''] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
  return async (query, variables = {}) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as Awaited<ReturnType<Ask>>;
  };
}

async function room(names: string): Promise<Room> {
  const [answer, { stdout: sdl }] = await Promise.all([
    start('--subgraphs', names),
    runFacet(['schema', '--subgraphs', names], environment()),
  ]);
  return { name: names.replaceAll(',', '_'), sdl, answer };
}

it('facet serve --subgraphs refuses a name that there is not, and opens nothing', async () => {
  const { code, stdout, stderr } = await runFacet(['serve', '--subgraphs', 'metrics,custmers'], environment());
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^facet: --subgraphs names "custmers", and there are only .* Did you mean "customers"\?\n$/);
});

it('two processes behind a gateway answer what one answers', async () => {
  const whole = await start();
  const joined = await joinRooms([
    await room('metrics,aliases'),
    await room('customers,campaigns,orders,plannedCampaigns,segments,validation'),
  ]);
  const told = await compareAnswers(whole, joined, await demoValues(database), seedsFrom(3000, 150));
  expect(told.values).toBeGreaterThan(3000);
  expect(told.mixed).toBeGreaterThan(25);
}, 300_000);

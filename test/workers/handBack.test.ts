import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { handBack } from '../../src/workers/handBack.js';

const exec = fileURLToPath(new URL('answeringChild.ts', import.meta.url));

let workers: Worker[];
let port: number;

beforeEach(async () => {
  cluster.setupPrimary({ exec, args: [], execArgv: ['--import', 'tsx'], cwd: process.cwd() });
  workers = [];
  for (let n = 0; n < 2; n += 1) {
    const worker = cluster.fork();
    handBack(worker);
    const [told] = (await once(worker, 'message')) as [{ port: number }];
    ({ port } = told);
    workers.push(worker);
  }
});
afterEach(async () => {
  const living = workers.filter((worker) => !worker.isDead());
  const ends = living.map(async (worker) => once(worker, 'exit'));
  for (const { process: child } of living) child.kill('SIGKILL');
  await Promise.all(ends);
});

/** One request on a connection of its own, and which process has answered it. */
const ask = async (): Promise<number> => {
  const signal = AbortSignal.timeout(10_000);
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' }, signal });
  return Number(await answer.text());
};

it('has connections answered by another worker that were on their way to one which is killed', async () => {
  const [stopped, other] = workers.map(({ process: { pid } }) => pid ?? 0) as [number, number];
  process.kill(stopped, 'SIGSTOP');
  // The stopped worker is sent one of these, which it does not take.
  const answers = [ask(), ask(), ask()];
  expect(await Promise.any(answers)).toBe(other);
  process.kill(stopped, 'SIGKILL');
  expect(await Promise.all(answers)).toEqual([other, other, other]);
  expect(await waitUntil(() => workers[0]?.isDead() === true, 5000)).toBe(true);
  // Nothing more is sent to the dead one.
  expect(await Promise.all(Array.from({ length: 6 }, ask))).toEqual(Array.from({ length: 6 }, () => other));
});

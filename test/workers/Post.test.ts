import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { Post } from '../../src/workers/Post.js';

const exec = fileURLToPath(new URL('workerChild.ts', import.meta.url));
const start = { role: 'requests', configText: undefined, port: 0, target: { kind: 'url', url: '' } } as const;

let log: string;
let gone: Error[];
let post: Post;

/** From where processes are started; the system makes none in a folder that is not there. */
const startIn = (cwd: string): void => cluster.setupPrimary({ exec, args: [], execArgv: ['--import', 'tsx'], cwd });
const pids = (): (number | undefined)[] => Object.values(cluster.workers ?? {}).map((one) => one?.process.pid);
const until = async (holds: () => boolean): Promise<void> => expect(await waitUntil(holds, 20_000)).toBe(true);

beforeEach(() => {
  [log, gone] = ['', []];
  startIn(process.cwd());
  post = new Post({
    id: '1',
    startOf: () => start,
    log: pino({ level: 'debug' }, { write: (line) => (log += line) }),
    onGone: (error) => gone.push(error),
  });
});
afterEach(async () => {
  await post.close(0);
  expect([pids(), gone]).toEqual([[], []]);
});

it('is filled by one process where it is renewed while another is started in the place of a dead one', async () => {
  await post.open();
  const [first] = pids();
  process.kill(first ?? 0, 'SIGKILL');
  await until(() => log.includes('was ended by SIGKILL'));
  await post.renew();
  await until(() => pids().length === 1);
  const [second] = pids();
  expect(second).not.toBe(first);
  process.kill(second ?? 0, 'SIGKILL');
  await until(() => log.includes('Worker 1 is back.'));
  expect(pids()).toHaveLength(1);
});

it('says so where the system makes no process', async () => {
  startIn('/nowhere/at/all');
  await expect(post.open()).rejects.toMatchObject({
    code: 'WORKERS_GONE',
    message: expect.stringMatching(/^Worker 1 was not made by the system \(spawn .* ENOENT\)\.$/),
  });
});

it('is filled again as soon as the system makes processes again', async () => {
  await post.open();
  startIn('/nowhere/at/all');
  process.kill(pids()[0] ?? 0, 'SIGKILL');
  await until(() => /could not be started: Worker 1 was not made by the system/.test(log));
  startIn(process.cwd());
  await until(() => log.includes('Worker 1 is back.'));
});

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../gateway/testServer.js';
import { seriesOf } from './readExposition.js';

let primary: ChildProcessWithoutNullStreams;
let url = '';
let pids: number[] = [];

beforeAll(async () => {
  const script = fileURLToPath(new URL('clusterChild.ts', import.meta.url));
  primary = spawn(process.execPath, ['--import', 'tsx', script]);
  primary.stderr.pipe(process.stderr);
  for await (const line of createInterface({ input: primary.stdout })) {
    url = /Metrics are at ([^"]+)"/.exec(line)?.[1] ?? url;
    if (!line.startsWith('workers ')) continue;
    pids = line.split(' ').slice(1).map(Number);
    break;
  }
});
afterAll(async () => {
  process.kill(pids[1] ?? 0, 'SIGCONT');
  const ended = new Promise((resolve) => primary.once('exit', resolve));
  primary.stdin.end();
  await ended;
});

const read = async (): Promise<string> => (await fetch(url)).text();

// One story in order.
it('adds up what the workers have counted, and takes what is the same of all once', async () => {
  const text = await read();
  expect(seriesOf(text, 'facet_requests_total')).toEqual({ '{operation="Page",code="OK"}': 6 });
  expect(seriesOf(text, 'facet_request_duration_seconds_bucket')['{le="0.5",operation="Page"}']).toBe(6);
  expect(seriesOf(text, 'facet_request_duration_seconds_sum')).toEqual({ '{operation="Page"}': 3 });
  expect(seriesOf(text, 'facet_gate_size')).toEqual({ '{pool="requests"}': 30 });
  expect(seriesOf(text, 'facet_gate_connections')).toEqual({
    '{pool="requests",state="running"}': 3,
    '{pool="requests",state="idle"}': 6,
  });
  expect(seriesOf(text, 'facet_newest_day_timestamp_seconds')).toEqual({ '{table="profile_days"}': 1000 });
  expect(seriesOf(text, 'facet_database_up')).toEqual({ '': 1 });
  expect(Object.values(seriesOf(text, 'facet_build_info'))).toEqual([1]);
  expect(seriesOf(text, 'facet_workers')).toEqual({ '{answered="yes"}': 3, '{answered="no"}': 0 });
  expect(seriesOf(text, 'facet_worker_exits_total')).toEqual({ '': 0 });
});

it('does not count a worker that was told to end', async () => {
  const told = new Promise((resolve) => primary.stdout.once('data', resolve));
  primary.stdin.write('stop\n');
  expect(String(await told)).toBe('told\n');
  expect(seriesOf(await read(), 'facet_worker_exits_total')).toEqual({ '': 0 });
});

it('counts a worker that was killed, tells the others, and keeps what it had counted', async () => {
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await until(async () => seriesOf(await read(), 'facet_worker_exits_total')[''] === 1);
  const text = await read();
  expect(seriesOf(text, 'facet_workers')).toEqual({ '{answered="yes"}': 2, '{answered="no"}': 0 });
  expect(seriesOf(text, 'facet_requests_total')).toEqual({ '{operation="Page",code="OK"}': 6 });
  expect(seriesOf(text, 'facet_request_duration_seconds_bucket')['{le="0.5",operation="Page"}']).toBe(6);
  expect(seriesOf(text, 'facet_gate_size')).toEqual({ '{pool="requests"}': 20 });
});

it('leaves out a worker that hangs, and says so, but for what it had counted', async () => {
  process.kill(pids[1] ?? 0, 'SIGSTOP');
  const text = await read();
  expect(seriesOf(text, 'facet_workers')).toEqual({ '{answered="yes"}': 1, '{answered="no"}': 1 });
  expect(seriesOf(text, 'facet_requests_total')).toEqual({ '{operation="Page",code="OK"}': 6 });
  expect(seriesOf(text, 'facet_gate_size')).toEqual({ '{pool="requests"}': 10 });
});

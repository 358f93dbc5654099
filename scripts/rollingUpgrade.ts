/** Serves a database by the last release and by this version, side by side and under load, while this version migrates it; tells what failed. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { openClient } from '../src/db/client.js';
import { openEmbedded } from '../src/db/embedded/index.js';
import { packageRoot } from '../src/lib/process/packageRoot.js';

const clients = 8;
/** Milliseconds of load in each stretch. */
const stretch = 4000;
const release = process.env['FACET_OLD_RELEASE'] ?? '';

const folder = mkdtempSync(join(tmpdir(), 'facet-rolling-'));
const embedded = await openEmbedded({ dataDir: folder, throwaway: true });
const admin = openClient(embedded.target, { max: 1 });
await admin`create database rolling`;
await admin.end();
const { socketDir, user, password } = embedded.target;
const { FACET_CONFIG: _, ...environment } = process.env;
const env = {
  ...environment,
  DATABASE_URL: 'postgresql:///rolling',
  PGHOST: socketDir,
  PGUSER: user,
  PGPASSWORD: password,
  PORT: '0',
  LOG_LEVEL: 'info',
};

const facet = (root: string, ...args: string[]): string =>
  execFileSync(process.execPath, [join(root, 'bin', 'facet.js'), ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** A server that is asked while it is in `asked`. */
async function serve(root: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(root, 'bin', 'facet.js'), 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it answered`)));
    if (child.stdout === null) throw new Error('The server has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = /Facet answers at (\S+)\/graphql/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  return { url, child };
}

const tallies = new Map<string, { requests: number; slowest: number }>();
const failures: string[] = [];
const asked = new Set<string>();
let stage = '';
const over = new AbortController();
let made = 0;

const queries = [
  '{ customers(first: 20) { edges { node { id fullName profile { date attributes(names: ["ECOM_TOTAL_NET_SALES_AMOUNT"]) { value } } } } } }',
  '{ customer(id: "1111113001034507") { id fullName orders(first: 5) { edges { node { id } } } campaignTargetings(first: 5) { edges { node { state } } } } }',
  '{ metricDefinitions { name } campaigns(first: 10) { edges { node { name } } } fieldAliases { name } }',
  '{ segments(first: 10) { edges { node { id name } } } }',
];

async function ask(url: string, key: string, query: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
    return response.status === 200 && data != null && errors === undefined
      ? undefined
      : `${response.status} ${text.slice(0, 300)}`;
  } catch (error) {
    return `${(error as Error).message} ${String((error as Error).cause)}`;
  }
}

/** One client after another server each time, as behind a balancer; every fiftieth request writes. */
async function load(key: string): Promise<void> {
  for (let n = 0; !over.signal.aborted; n += 1) {
    const urls = [...asked];
    const url = urls[n % urls.length] ?? '';
    const writes = n % 50 === 49;
    const query = writes
      ? `mutation { createSegment(name: "Load ${(made += 1)}", definition: {}) { segment { id } } }`
      : (queries[n % queries.length] ?? '');
    const began = performance.now();
    const fault = await ask(url, key, query);
    if (fault !== undefined) failures.push(`${stage}: ${fault}`);
    const tally = tallies.get(stage) ?? { requests: 0, slowest: 0 };
    tally.requests += 1;
    tally.slowest = Math.max(tally.slowest, performance.now() - began);
    tallies.set(stage, tally);
  }
}

const isReady = async (url: string): Promise<boolean> => {
  const response = await fetch(`${url}/health/ready`);
  await response.arrayBuffer();
  return response.status === 200;
};

const running: ChildProcess[] = [];
try {
  facet(release, 'migrate');
  facet(release, 'demo', '--customers', '200', '--days', '2');
  const [key = ''] = /facet_[\w-]+/.exec(facet(release, 'keys', 'create', 'load', '--write')) ?? [];
  const old = await serve(release);
  running.push(old.child);
  asked.add(old.url);
  stage = 'the last release alone';
  const loading = Array.from({ length: clients }, () => load(key));
  await delay(stretch);
  stage = 'this version migrates';
  const migrating = spawn(process.execPath, [join(packageRoot, 'bin', 'facet.js'), 'migrate'], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise((resolve) => migrating.once('exit', resolve));
  if (code !== 0) throw new Error(`"facet migrate" ended with ${String(code)}`);
  await delay(stretch);
  stage = 'both side by side';
  const next = await serve(packageRoot);
  running.push(next.child);
  asked.add(next.url);
  await delay(stretch);
  stage = 'the last release stops';
  const gone = new Promise((resolve) => old.child.once('exit', resolve));
  old.child.kill('SIGTERM');
  // A balancer: it asks whether a server is ready, and turns away from one that is not.
  while (await isReady(old.url)) await delay(100);
  asked.delete(old.url);
  await gone;
  stage = 'this version alone';
  await delay(stretch);
  over.abort();
  await Promise.all(loading);
} finally {
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(
    running.map(
      async (child) => child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.once('exit', resolve)),
    ),
  );
  await embedded.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const [name, { requests, slowest }] of tallies)
  process.stdout.write(`${name}: ${requests} requests, the slowest ${Math.round(slowest)} ms\n`);
for (const failure of failures.slice(0, 10)) process.stdout.write(`FAILED ${failure}\n`);
process.stdout.write(`${failures.length} requests failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

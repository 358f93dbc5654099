import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { forward } from '../src/bi/forward.js';
import { openClient } from '../src/db/client.js';
import { packageRoot } from '../src/lib/process/packageRoot.js';
import { waitForLine } from '../test/support/facet.js';
import { openBenchDatabase } from './database.js';
import { processorTime } from './serve/processes.js';

/** Milliseconds of one round. */
const roundLength = 1500;
const rounds = 15;
const fields = 19;

/** A server that is asked. */
export interface Server {
  readonly name: string;
  readonly port: number;
  readonly key: string;
  readonly child: ChildProcess;
  /** Its processes, where they are more than `child`. */
  readonly pids?: () => readonly number[];
}

/** A question that is asked again and again. */
export interface Load {
  readonly name: string;
  readonly query: string;
  /** The variables of each request are drawn of these. */
  readonly variables: readonly object[];
}

/** The one in the middle of some numbers. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const run = promisify(execFile);

/** Starts `facet serve` of a working copy on a database, which it migrates and fills itself. */
async function startCopy(folder: string, databaseUrl: string): Promise<Server> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, PORT: '0', DATABASE_URL: databaseUrl };
  const facet = async (...args: string[]) =>
    (await run(process.execPath, ['bin/facet.js', ...args], { cwd: folder, env })).stdout;
  await facet('migrate');
  await facet('demo', '--seed', '7', '--customers', '2000', '--days', '3', '--last-day', '2026-11-22');
  // Copies from before there were roles have keys that see everything.
  const key = (
    await facet('keys', 'create', 'bench', '--role', 'full').catch(() => facet('keys', 'create', 'bench'))
  ).trim();
  const child = spawn(process.execPath, ['bin/facet.js', 'serve'], { cwd: folder, env });
  const [, port] = await waitForLine(child, 'stdout', /Facet answers at http:\/\/127\.0\.0\.1:(\d+)\/graphql/);
  return { name: folder, port: Number(port), key, child };
}

const send = ({ port, key }: Server, agent: Agent, body: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${key}`,
    };
    const sent = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject);
    sent.end(body);
  });

async function ask<T>(server: Server, query: string, variables: object = {}): Promise<T> {
  const agent = new Agent();
  const { data, errors } = JSON.parse(await send(server, agent, JSON.stringify({ query, variables }))) as {
    data: T;
    errors?: unknown;
  };
  agent.destroy();
  if (errors !== undefined) throw new Error(`${server.name} answers ${JSON.stringify(errors).slice(0, 500)}`);
  return data;
}

/** The two ordinary questions over the database at hand. */
export async function makeLoads(server: Server): Promise<Load[]> {
  const known = await ask<{ fieldAliases: { graphqlName: string }[] }>(server, '{ fieldAliases { graphqlName } }');
  const names = known.fieldAliases.slice(0, fields).map(({ graphqlName }) => graphqlName);
  const selection = `id fullName address { city } profile { date fields { ${names.join(' ')} } }`;
  const page = `query ($after: String) {
    customers(first: 50, after: $after) { edges { node { ${selection} } } pageInfo { hasNextPage endCursor } } }`;
  interface Page {
    readonly customers: {
      readonly edges: readonly { readonly node: { readonly id: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  }
  const [pages, ids]: [object[], string[]] = [[], []];
  for (let after: string | null = null; ;) {
    pages.push({ after });
    const { customers }: Page = await ask<Page>(server, page, { after });
    ids.push(...customers.edges.map(({ node }) => node.id));
    if (!customers.pageInfo.hasNextPage) break;
    after = customers.pageInfo.endCursor;
  }
  const one = `query ($id: ID!) { customer(id: $id) { ${selection} } }`;
  return [
    { name: `a page of 50 customers, ${names.length} fields`, query: page, variables: pages },
    { name: `one customer by its key, ${names.length} fields`, query: one, variables: ids.map((id) => ({ id })) },
  ];
}

/** Milliseconds of processor time that a server has used. */
const usedBy = ({ child, pids = () => [child.pid ?? 0] }: Server): number =>
  pids().reduce((sum, pid) => sum + processorTime(pid), 0);

/** What a server did in a stretch of time. */
export interface Measured {
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds of the server's processor time per request: neighbours on the machine disturb it less than the rate. */
  readonly cost: number;
}

/** What a server did for so many clients that keep their connections. */
export async function measure(server: Server, { query, variables }: Load, clients: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true });
  const bodies = variables.map((chosen) => JSON.stringify({ query, variables: chosen }));
  const [began, used] = [performance.now(), usedBy(server)];
  let answered = 0;
  const client = async (n: number): Promise<void> => {
    for (let turn = n; performance.now() - began < roundLength; turn += clients) {
      const answer = await send(server, agent, bodies[turn % bodies.length] ?? '');
      if (answer.includes('"errors"')) throw new Error(`${server.name} answers ${answer.slice(0, 500)}`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { rate: answered / seconds, cost: (usedBy(server) - used) / answered };
}

/** Compares the servers round by round, each first as often as the other. */
async function compare(servers: readonly Server[], load: Load, clients: number): Promise<void> {
  const seen = servers.map((): Measured[] => []);
  for (const server of servers) await measure(server, load, clients);
  for (let round = 0; round < rounds; round += 1) {
    const order = servers.map((_, n) => n);
    if (round % 2 === 1) order.reverse();
    for (const n of order) seen[n]?.push(await measure(servers[n] as Server, load, clients));
  }
  const told = (list: readonly Measured[]): string =>
    `${Math.round(median(list.map(({ rate }) => rate)))} req/s, ${median(list.map(({ cost }) => cost)).toFixed(2)} ms of CPU each`;
  const [here = [], there] = seen;
  const ratioOf = (name: keyof Measured): string =>
    median(here.map((one, round) => one[name] / (there?.[round]?.[name] ?? Number.NaN))).toFixed(3);
  const compared =
    there === undefined ? '' : `; there ${told(there)}; median ratio ${ratioOf('rate')}, of CPU ${ratioOf('cost')}`;
  console.log(`${load.name}, ${clients} clients: here ${told(here)}${compared}`);
}

/**
 * Requests per second of ordinary questions; with `--against FOLDER` beside those of another working copy, in rounds that
 * alternate, each copy on a database of its own with the same content.
 */
export async function gate({ against }: { readonly against?: string | undefined }): Promise<void> {
  const database = await openBenchDatabase();
  const { target, client } = database;
  if (target.kind === 'url') throw new Error('The bench database is reached by its socket.');
  const door = await forward(`${target.socketDir}/.s.PGSQL.5432`, 0);
  const address = door.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const servers: Server[] = [];
  try {
    const folders = [packageRoot, ...(against === undefined ? [] : [resolve(against)])];
    for (const [n, folder] of folders.entries()) {
      await client.unsafe(`create database copy_${n}`);
      const url = `postgresql://${target.user}:${target.password}@127.0.0.1:${port}/copy_${n}`;
      servers.push(await startCopy(folder, url));
      const own = openClient({ ...target, database: `copy_${n}` }, { max: 1 });
      await own.unsafe('vacuum analyze');
      await own.end();
    }
    const loads = await makeLoads(servers[0] as Server);
    for (const load of loads) for (const clients of [8, 16]) await compare(servers, load, clients);
  } finally {
    for (const { child } of servers) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    door.close();
    await database.drop();
  }
}

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { promisify } from 'node:util';
import { packageRoot } from '../src/lib/process/packageRoot.js';
import { waitForLine } from '../test/support/facet.js';
import { openBenchDatabase } from './database.js';
import { makeLoads, measure, median, type Load, type Measured, type Server } from './gate.js';

const rounds = 5;
const clients = 16;
const many = 4;

const run = promisify(execFile);

type Environment = Readonly<Record<string, string>>;

/** A process and those that it has started. */
function familyOf(parent: number): number[] {
  const children = readdirSync('/proc').filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
    } catch {
      return false;
    }
  });
  return [parent, ...children.map(Number)];
}

async function startServer(workers: number, key: string, env: Environment): Promise<Server> {
  const child = spawn(process.execPath, ['bin/facet.js', 'serve', '--workers', String(workers)], {
    cwd: packageRoot,
    env: { ...env, PORT: '0' },
  });
  const [, port] = await waitForLine(child, 'stdout', /Facet answers at http:\/\/127\.0\.0\.1:(\d+)\/graphql/);
  const pids = (): number[] => familyOf(child.pid ?? 0);
  return { name: `${workers} workers`, port: Number(port), key, child, pids };
}

/** Questions that a server answers from its memory. */
const fromMemory: readonly Load[] = [
  {
    name: 'all names and what they mean, from memory',
    query: '{ fieldAliases { name graphqlName type unit description category piiClass validFrom formerNames } }',
    variables: [{}],
  },
  {
    name: 'all metrics and what they mean, from memory',
    query: '{ metricDefinitions { name description unit } }',
    variables: [{}],
  },
];

const told = (list: readonly Measured[]): string =>
  `${Math.round(median(list.map(({ rate }) => rate)))} req/s at ${median(list.map(({ cost }) => cost)).toFixed(2)} ms of CPU`;

/** Compares two servers round by round, each first as often as the other. */
async function compare(one: Server, four: Server, load: Load): Promise<void> {
  const seen: [Measured[], Measured[]] = [[], []];
  for (const server of [one, four]) await measure(server, load, clients);
  for (let round = 0; round < rounds; round += 1) {
    const turns = [() => measure(one, load, clients), () => measure(four, load, clients)];
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const n of order) seen[n as 0 | 1].push(await (turns[n] as () => Promise<Measured>)());
  }
  const ratio = (name: keyof Measured): string =>
    median(seen[1].map((found, round) => found[name] / (seen[0][round]?.[name] ?? Number.NaN))).toFixed(2);
  console.log(
    `${load.name}: one ${told(seen[0])}; ${many} workers ${told(seen[1])}; ${ratio('rate')} x the requests, ${ratio('cost')} x the CPU of each`,
  );
}

/**
 * Requests per second of four workers and of one process on one database, in rounds that alternate. Who asks runs on the same cores, so
 * the processor time of a request is told beside the rate: cores divided by it is what there would be without that.
 */
export async function workers(): Promise<void> {
  const database = await openBenchDatabase();
  const { target, client } = database;
  if (target.kind === 'url') throw new Error('The bench database is reached by its socket.');
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    PATH,
    HOME,
    DATABASE_URL: `postgresql:///${target.database}`,
    PGHOST: target.socketDir,
    PGUSER: target.user,
    PGPASSWORD: target.password,
  };
  const facet = async (...args: string[]): Promise<string> =>
    (await run(process.execPath, ['bin/facet.js', ...args], { cwd: packageRoot, env })).stdout;
  const servers: Server[] = [];
  try {
    await facet('demo', '--seed', '7', '--customers', '1000', '--days', '3', '--last-day', '2026-11-22');
    await client.unsafe('vacuum analyze');
    const key = (await facet('keys', 'create', 'bench', '--role', 'full')).trim();
    for (const count of [1, many]) servers.push(await startServer(count, key, env));
    const [one, four] = servers as [Server, Server];
    console.log(`${availableParallelism()} cores, load before ${loadavg()[0]?.toFixed(1)}, ${clients} clients`);
    for (const load of [...fromMemory, ...(await makeLoads(one))]) await compare(one, four, load);
  } finally {
    for (const { child } of servers) {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    }
    await database.drop();
  }
}

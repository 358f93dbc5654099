import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import type { Contestant } from './cases.js';
import type { DataSet } from './dataSet.js';

/** A contestant's server. */
export interface Server {
  readonly contestant: Contestant;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly pid: number;
  stop(): Promise<void>;
}

const bench = join(packageRoot, 'bench');

interface Command {
  readonly node: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

function commandOf(contestant: Contestant, data: Pick<DataSet, 'target' | 'key'>): Command {
  const { socketDir: PGHOST, user: PGUSER, password: PGPASSWORD, database: PGDATABASE } = data.target;
  const env = { NODE_ENV: 'production', PGHOST, PGUSER, PGPASSWORD, PGDATABASE };
  const peer = { env, headers: {} };
  const script = (name: string): string => join(bench, 'peers', name);
  switch (contestant) {
    case 'facet':
      return {
        node: process.execPath,
        args: ['bin/facet.js', 'serve'],
        // Where the URL names no server, the other variables do: a unix socket, as for all.
        env: { ...env, PORT: '0', DATABASE_URL: `postgresql:///${PGDATABASE}` },
        path: '/graphql',
        headers: { authorization: `Bearer ${data.key}` },
      };
    case 'limit':
      return { ...peer, node: process.execPath, args: [script('handWritten.js')], path: '/' };
    case 'apollo':
      return { ...peer, node: process.execPath, args: [script('apollo.js')], path: '/' };
    case 'postgraphile':
      // It needs a newer Node than Facet does.
      return {
        ...peer,
        node: join(bench, 'node_modules', 'node', 'bin', 'node'),
        args: [script('postgraphile.js')],
        env: { ...env, GRAPHILE_ENV: 'production' },
        path: '/graphql',
      };
  }
}

/** Milliseconds that a server may take to listen. */
const startTimeout = 60_000;

async function listeningPort(child: ChildProcess, log: string): Promise<number> {
  for (const end = Date.now() + startTimeout; Date.now() < end; await delay(50)) {
    const printed = readFileSync(log, 'utf8');
    const [, port] = /(?:Facet answers at http:\/\/127\.0\.0\.1:|listening on )(\d+)/.exec(printed) ?? [];
    if (port !== undefined) return Number(port);
    if (child.exitCode !== null) throw new Error(`It ended before it listened:\n${printed}`);
  }
  throw new Error(`It does not listen:\n${readFileSync(log, 'utf8')}`);
}

/** Starts the server of a contestant in a process of its own; what it prints, Facet's log too, goes to a file. */
export async function startContestant(contestant: Contestant, data: Pick<DataSet, 'target' | 'key'>): Promise<Server> {
  const { node, args, env, path, headers } = commandOf(contestant, data);
  const folder = mkdtempSync(join(tmpdir(), 'facet-bench-'));
  const log = join(folder, 'log');
  const output = openSync(log, 'a');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(node, args, {
    cwd: packageRoot,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', end);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      end();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = await listeningPort(child, log);
    return { contestant, url: `http://127.0.0.1:${port}${path}`, headers, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

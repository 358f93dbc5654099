import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openClient } from '../../../src/db/client.js';
import { findBinaries } from '../../../src/db/embedded/binaries.js';
import { openEmbedded } from '../../../src/db/embedded/index.js';
import { readPostmaster } from '../../../src/db/embedded/postmaster.js';
import { processStart, waitUntil } from '../../../src/db/embedded/processes.js';
import { asUser, findRunner, changeOwner, toolEnvironment } from '../../../src/db/embedded/runner.js';
import { migrate } from '../../../src/db/migrate.js';
import type { DatabaseTarget } from '../../../src/db/target.js';
import { otherPostgres } from '../cluster.js';
import { makeTestFolder, removeTestFolder } from '../testFolder.js';
import { endServingBackends } from './backends.js';

/** A PostgreSQL of its own on 127.0.0.1, as somebody's own database is, that a test may do anything to. */
export interface TcpServer {
  readonly target: Extract<DatabaseTarget, { kind: 'url' }>;
  /** How many connections it takes, those kept for administrators included. */
  readonly slots: number;
  /** Starts it again after `kill`, and waits until it answers. */
  start(): Promise<void>;
  /** Ends the postmaster and all of its children at once, as a machine without power does. */
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Kills it and deletes its folder. */
  remove(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The processes that a process has started and that still run. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const slots = 40;

/** Makes and starts a server with a migrated database. */
export async function startTcpServer(): Promise<TcpServer> {
  const folder = await makeTestFolder('tcp-');
  const made = await openEmbedded({ dataDir: folder, throwaway: true, ...otherPostgres() });
  const { user, password, database } = made.target;
  await migrate(made.target);
  await made.close();
  const [pgdata, port] = [join(folder, 'pgdata'), await freePort()];
  const runner = await findRunner();
  const { postgres } = await findBinaries(runner, otherPostgres().nativeDir);
  await changeOwner(runner, pgdata);
  const target = { kind: 'url', url: `postgresql://${user}:${password}@127.0.0.1:${port}/${database}` } as const;
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: slots,
    fsync: 'off',
  };
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [command = '', ...rest] = [...runner.prefix, postgres, '-D', pgdata, ...settings];
    child = spawn(command, rest, { ...asUser(runner), stdio: 'ignore', cwd: '/', env: toolEnvironment() });
    const isReady = async (): Promise<boolean> => {
      const found = await readPostmaster(pgdata);
      return found?.pid === child?.pid && found?.status === 'ready';
    };
    if (!(await waitUntil(isReady, 60_000))) throw new Error(`PostgreSQL did not start on ${pgdata}`);
  }

  const all = (): number[] => (child?.pid === undefined ? [] : [child.pid, ...childrenOf(child.pid)]);

  async function kill(): Promise<void> {
    const pids = all();
    for (const pid of pids) send(pid, 'SIGKILL');
    await waitUntil(() => pids.every((pid) => processStart(pid) === undefined), 10_000);
  }

  await start();
  return {
    target,
    slots,
    start,
    kill,
    freeze: () => all().forEach((pid) => send(pid, 'SIGSTOP')),
    thaw: () => all().forEach((pid) => send(pid, 'SIGCONT')),
    async remove() {
      await kill();
      await removeTestFolder(folder);
    },
  };
}

/** Milliseconds in which a server's connections are all taken, however busy the machine is. */
const takingAll = 30_000;

/**
 * Takes every connection that a server has, also those of others, and keeps them until what is given settles, which is called when
 * it has them all; gives how many it got at most.
 */
export async function takeAllSlots(
  { target, slots: count }: TcpServer,
  untilEnough: () => Promise<unknown>,
): Promise<number> {
  const end = performance.now() + takingAll;
  // The first takes the others': once all are taken it would not get in.
  const first = openClient(target, { max: 1, applicationName: 'taker' });
  await first`select 1`;
  let [held, most, isOver] = [1, 1, false];
  const nearlyAll = count - 1;
  const goesOn = (): boolean => !isOver && (most >= nearlyAll || performance.now() < end);
  const clear = async (): Promise<void> => {
    for (; goesOn(); await delay(50)) await endServingBackends(first);
    await first.end({ timeout: 0 });
  };
  const take = async (): Promise<void> => {
    while (goesOn()) {
      const client = openClient(target, { max: 1, applicationName: 'taker' });
      try {
        await client`select 1`;
        held += 1;
        if (held === nearlyAll && most < nearlyAll) void untilEnough().finally(() => (isOver = true));
        most = Math.max(most, held);
        while (goesOn()) await delay(50);
        held -= 1;
      } catch {
        await delay(5);
      } finally {
        await client.end({ timeout: 0 });
      }
    }
  };
  await Promise.all([clear(), ...Array.from({ length: count + 4 }, take)]);
  return most;
}

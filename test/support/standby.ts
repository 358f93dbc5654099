import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openClient, type Sql } from '../../src/db/client.js';
import { findBinaries } from '../../src/db/embedded/binaries.js';
import { openEmbedded } from '../../src/db/embedded/index.js';
import { readPostmaster } from '../../src/db/embedded/postmaster.js';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { asUser, changeOwner, findRunner, toolEnvironment, type Runner } from '../../src/db/embedded/runner.js';
import { migrate } from '../../src/db/migrate.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { otherPostgres } from './cluster.js';
import { makeTestFolder, removeTestFolder } from './testFolder.js';

type SocketTarget = Extract<DatabaseTarget, { kind: 'socket' }>;

/** A primary of its own with a migrated database, and a hot standby that streams from it. */
export interface Replicated {
  readonly target: SocketTarget;
  readonly client: Sql;
  readonly replica: {
    readonly url: string;
    /** Runs one statement on it, on a connection of its own. */
    readonly run: (text: string) => Promise<readonly Record<string, unknown>[]>;
    readonly pause: () => Promise<void>;
    readonly resume: () => Promise<void>;
    /** Waits until it has replayed all that is written. */
    readonly caughtUp: () => Promise<void>;
    /** Ends it at once. */
    readonly kill: () => Promise<void>;
    readonly start: () => Promise<void>;
  };
  readonly stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Copies a running cluster, as `pg_basebackup` does, which the packages of binaries do not have. */
async function copyCluster(client: Sql, from: string, to: string, conninfo: string): Promise<void> {
  const session = await client.reserve();
  try {
    await session`select pg_backup_start('standby', true)`;
    const left = new Set(['postmaster.pid', 'postmaster.opts']);
    await cp(from, to, {
      recursive: true,
      filter: (path) => !left.has(path.slice(from.length + 1)) && !/\/pg_wal\/[^/]+$/.test(path),
    });
    await mkdir(join(to, 'pg_wal', 'archive_status'), { recursive: true });
    const [backup] = await session<{ labelfile: string }[]>`select labelfile from pg_backup_stop(false)`;
    await writeFile(join(to, 'backup_label'), backup?.labelfile ?? '');
  } finally {
    session.release();
  }
  await writeFile(join(to, 'standby.signal'), '');
  await writeFile(join(to, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
}

interface Standby {
  readonly folder: string;
  readonly port: number;
  readonly runner: Runner;
  readonly postgres: string;
}

async function startStandby({ folder, port, runner, postgres }: Standby): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 60,
    fsync: 'off',
    // What it replays waits for no reader: readers in its way are ended.
    max_standby_streaming_delay: 0,
    wal_retrieve_retry_interval: '100ms',
    timezone: 'UTC',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command = '', ...args] = [...runner.prefix, postgres, '-D', join(folder, 'pgdata'), ...options];
  const child = spawn(command, args, { ...asUser(runner), env: toolEnvironment(), cwd: '/', stdio: 'ignore' });
  const isReady = async (): Promise<boolean> => {
    const found = await readPostmaster(join(folder, 'pgdata'));
    return found?.pid === child.pid && found?.status === 'ready';
  };
  if (await waitUntil(isReady, 20_000)) return child;
  child.kill('SIGQUIT');
  throw new Error('The standby did not start within 20 s');
}

/** Starts a primary with a migrated database, and a standby of it. */
export async function startReplicated(): Promise<Replicated> {
  const [primaryFolder, standbyFolder] = [await makeTestFolder('primary-'), await makeTestFolder('standby-')];
  const native = otherPostgres();
  const embedded = await openEmbedded({ dataDir: primaryFolder, throwaway: true, ...native });
  const admin = openClient(embedded.target, { max: 1 });
  await admin`create database replicated`;
  const target = { ...embedded.target, database: 'replicated' };
  await migrate(target);
  const { socketDir, user, password } = target;
  const conninfo = `host=${socketDir} port=5432 user=${user} password=${password} application_name=standby`;
  const pgdata = join(standbyFolder, 'pgdata');
  await copyCluster(admin, join(primaryFolder, 'pgdata'), pgdata, conninfo);
  await admin.end();
  const runner = await findRunner();
  await changeOwner(runner, standbyFolder);
  const { postgres } = await findBinaries(runner, native.nativeDir);
  const port = await freePort();
  const standby = { folder: standbyFolder, port, runner, postgres };
  const url = `postgresql://${user}:${password}@127.0.0.1:${port}/replicated`;
  let child = await startStandby(standby);
  const client = openClient(target, { max: 4 });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    // Immediate: no client is waited for.
    child.kill('SIGQUIT');
    await gone;
    await rm(join(pgdata, 'postmaster.pid'), { force: true });
  };
  const run = async (text: string): Promise<readonly Record<string, unknown>[]> => {
    const one = openClient({ kind: 'url', url }, { max: 1 });
    try {
      return await one.unsafe(text);
    } finally {
      await one.end({ timeout: 1 });
    }
  };
  return {
    target,
    client,
    replica: {
      url,
      run,
      pause: async () => void (await run('select pg_wal_replay_pause()')),
      resume: async () => void (await run('select pg_wal_replay_resume()')),
      async caughtUp() {
        const [at] = await client<{ lsn: string }[]>`
          select pg_logical_emit_message(true, 'test', '')::text as lsn`;
        const hasAll = async (): Promise<boolean> =>
          (await run(`select pg_last_wal_replay_lsn() >= '${at?.lsn}' as has`))[0]?.['has'] === true;
        if (!(await waitUntil(hasAll, 10_000))) throw new Error('The standby did not catch up within 10 s');
      },
      kill,
      async start() {
        child = await startStandby(standby);
      },
    },
    async stop() {
      await client.end({ timeout: 1 });
      await kill();
      await embedded.close();
      await removeTestFolder(standbyFolder);
      await removeTestFolder(primaryFolder);
    },
  };
}

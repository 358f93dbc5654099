import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { UserError } from '../../lib/errors/UserError.js';
import type { Binaries } from './binaries.js';
import type { DataFolder } from './dataFolder.js';
import { readPostmaster } from './postmaster.js';
import { waitUntil } from './processes.js';
import { asUser, toolEnvironment, type Runner } from './runner.js';
import { logSize, readLog } from './serverLog.js';

/** Recovery after a crash may have to replay `max_wal_size`. */
const START = 300_000;

interface StartOptions {
  readonly runner: Runner;
  readonly binaries: Binaries;
  readonly socketDir: string;
  /** The pid in a `postmaster.pid` that was left behind, if any. */
  readonly stalePid: number | undefined;
  readonly throwaway: boolean;
}

/** The server could not start because another one, or the last one's children, have not left the data directory yet. */
export class StillInUse extends Error {
  override readonly name = 'StillInUse';
}

/** Starts the server in a process group of its own and waits until it is ready. Throws StillInUse or a UserError. */
export async function startPostgres(folder: DataFolder, options: StartOptions): Promise<void> {
  const before = await logSize(folder.log);
  const log = await open(folder.log, 'a', 0o600);
  const [command = '', ...args] = [
    ...options.runner.prefix,
    options.binaries.postgres,
    ...serverArguments(folder, options),
  ];
  const child = spawn(command, args, {
    ...asUser(options.runner),
    // Ctrl-C in a terminal goes to the whole group: who stops the server, and when, is ours to decide.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    cwd: '/',
    env: startEnvironment(options.stalePid),
  });
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `it ended with ${signal ?? `code ${code}`}`));
  const isReady = async (): Promise<boolean> => {
    const found = await readPostmaster(folder.pgdata);
    return found?.pid === child.pid && found?.status === 'ready';
  };
  const settled = await waitUntil(async () => ended !== undefined || (await isReady()), START);
  await log.close();
  if (settled && ended === undefined) return;
  if (!settled) child.kill('SIGQUIT');
  const logged = await readLog(folder.log, before);
  if (/postmaster\.pid" already exists|shared memory block .* still in use/.test(logged)) throw new StillInUse(logged);
  const reason = logged || (ended ?? `it was not ready after ${START / 60_000} minutes`);
  throw new UserError(`PostgreSQL did not start on ${folder.pgdata}: ${reason}`, 'EMBEDDED_DATABASE');
}

function startEnvironment(stalePid: number | undefined): NodeJS.ProcessEnv {
  // PostgreSQL itself takes a stale postmaster.pid over, with care for children that still use its shared memory, when
  // the pid is dead or its grandparent's; so a foreign process that got the pid since is declared to be that.
  return { ...toolEnvironment(), ...(stalePid === undefined ? {} : { PG_GRANDPARENT_PID: String(stalePid) }) };
}

function serverArguments({ pgdata }: DataFolder, { socketDir, throwaway }: StartOptions): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${socketDir}"`,
    unix_socket_permissions: '0700',
    port: 5432,
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 60,
    shared_buffers: '128MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    jit: 'off',
    // A statement whose client has gone (Ctrl-C) ends at once; else its connection would keep the server from being stopped.
    client_connection_check_interval: '100ms',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return ['-D', pgdata, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

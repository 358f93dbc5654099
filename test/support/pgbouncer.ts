import { spawn, spawnSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { waitUntil } from '../../src/db/embedded/processes.js';
import type { TestDatabase } from './database.js';
import { makeTestFolder, removeTestFolder } from './testFolder.js';

/** PgBouncer in transaction mode in front of a test database. */
export interface Bouncer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const program = 'pgbouncer';

/** Whether PgBouncer is installed here (Debian's package of that name); the folder of system programs is not in everybody's path. */
export const hasBouncer = (): boolean =>
  spawnSync(program, ['--version'], { env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` } }).status === 0;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const end = (does: boolean): void => {
      socket.destroy();
      resolve(does);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });

/** Starts PgBouncer with so many connections to the database, fewer than its clients have. */
export async function startBouncer({ target }: Pick<TestDatabase, 'target'>, connections: number): Promise<Bouncer> {
  if (target.kind !== 'socket') throw new Error('The test database has a socket');
  const { socketDir, user, password, database } = target;
  const folder = await makeTestFolder('bouncer-');
  const port = await freePort();
  const [config, users, log] = [join(folder, 'pgbouncer.ini'), join(folder, 'users.txt'), join(folder, 'log')];
  await writeFile(users, `"${user}" "${password}"\n`);
  await writeFile(
    config,
    `[databases]
${database} = host=${socketDir} port=5432 dbname=${database} user=${user} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${connections}
server_round_robin = 1
logfile = ${log}
`,
  );
  await chmod(folder, 0o755);
  const root = process.getuid?.() === 0;
  // It refuses to run as root, and the socket of the database is its owner's: both are mended by a namespace of its own.
  const [command, ...args] = [
    ...(root ? ['unshare', '-U', '--map-user=1000', '--map-group=1000'] : []),
    program,
    config,
  ];
  const child = spawn(command, args, { env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` }, stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGQUIT');
      await gone;
    }
    await removeTestFolder(folder);
  };
  if (!(await waitUntil(() => answers(port), 10_000))) {
    const said = await readFile(log, 'utf8').catch(() => '');
    await stop();
    throw new Error(`PgBouncer did not start: ${said}`);
  }
  return { url: `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`, stop };
}

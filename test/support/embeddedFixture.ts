import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openClient, type Sql } from '../../src/db/client.js';
import { openEmbedded, type EmbeddedDatabase } from '../../src/db/embedded/index.js';
import { readPostmaster } from '../../src/db/embedded/postmaster.js';
import { processStart } from '../../src/db/embedded/processes.js';
import { makeTestFolder, removeTestFolder } from './testFolder.js';

export const run = promisify(execFile);

const folders: string[] = [];
const children: ChildProcessWithoutNullStreams[] = [];
let made: Promise<string> | undefined;

/** Ends the children and removes the folders of a test file. */
export async function cleanUp(): Promise<void> {
  for (const started of children) started.kill('SIGKILL');
  for (const path of folders) await removeTestFolder(path);
}

export async function folder(label = ''): Promise<string> {
  const path = await makeTestFolder(label);
  folders.push(path);
  return path;
}

/** A data directory with a table `kept` in it, the copy of one that was closed in order. */
export async function madeFolder(): Promise<string> {
  const path = await folder();
  made ??= makeOne();
  await copy(`${await made}/.`, path);
  return path;
}

async function makeOne(): Promise<string> {
  const path = await folder();
  const database = await open(path);
  await query(database, (client) => client`create table kept as select 42 as answer`);
  await database.close();
  return path;
}

/** Copies a folder, ten times as fast as Node's own. */
export const copy = (from: string, to: string): Promise<unknown> => run('cp', ['-R', from, to]);

export const open = (dataDir: string, log?: (message: string) => void): Promise<EmbeddedDatabase> =>
  openEmbedded({ dataDir, throwaway: true, ...(log === undefined ? {} : { log }) });

/** Runs `work` on a connection of its own, closed after it. */
export async function query<T>(database: EmbeddedDatabase, work: (client: Sql) => Promise<T>): Promise<T> {
  const client = openClient(database.target, { max: 1 });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What `kept` holds: `[{ answer: 42 }]`. */
export const answer = (database: EmbeddedDatabase) => query(database, (client) => client`select answer from kept`);

/** The pid of the server that runs on a data directory; throws where none does. */
export async function postmasterPid(dataDir: string): Promise<number> {
  const found = await readPostmaster(join(dataDir, 'pgdata'));
  if (found?.alive !== true) throw new Error(`no server runs on ${dataDir}`);
  return found.pid;
}

export const runs = (pid: number): boolean => processStart(pid) !== undefined;

/** A process that is killed by `cleanUp` at the latest. */
export function start(command: string, args: readonly string[], path = process.env['PATH']) {
  const started = spawn(command, args, { detached: true, env: { ...process.env, PATH: path } });
  children.push(started);
  return started;
}

export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** The next line that it prints. */
  line(): Promise<string>;
  /** Its exit code; null after a signal. */
  ended(): Promise<number | null>;
}

export interface ChildOptions {
  /** Command and arguments to start it through. */
  readonly prefix?: readonly string[];
  /** Arguments after the data directory. */
  readonly args?: readonly string[];
  readonly path?: string;
}

/** `embeddedChild.ts` in a process group of its own, as a terminal starts it. */
export function child(dataDir: string, { prefix = [], args = [], path }: ChildOptions = {}): Child {
  const script = fileURLToPath(new URL('embeddedChild.ts', import.meta.url));
  const node = [process.execPath, '--import', 'tsx', script, dataDir, ...args];
  const [command = '', ...rest] = [...prefix, ...node];
  const started = start(command, rest, path);
  started.stderr.pipe(process.stderr);
  const lines = createInterface(started.stdout)[Symbol.asyncIterator]();
  const exit = new Promise<number | null>((resolve) => started.once('exit', resolve));
  return { process: started, line: async () => (await lines.next()).value as string, ended: () => exit };
}

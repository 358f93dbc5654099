import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { UserError } from '../../lib/errors/UserError.js';

const run = promisify(execFile);

/** How PostgreSQL's programs are started, which refuse to run as root. */
export interface Runner {
  /** Command and arguments put in front of a program's own. */
  readonly prefix: readonly string[];
  /** User and group to switch to; undefined to stay. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/**
 * The way to run PostgreSQL's programs without root's rights: as we are, else as an ordinary user of an own user
 * namespace (files stay root's, nothing is chowned), else as the user `postgres` or `nobody`. UserError if none works.
 */
export async function findRunner(): Promise<Runner> {
  if (process.getuid?.() !== 0) return { prefix: [], uid: undefined, gid: undefined };
  const namespace = ['unshare', '-U', '--map-user=1000', '--map-group=1000'];
  if (await succeeds([...namespace, 'true'])) return { prefix: namespace, uid: undefined, gid: undefined };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [await idOf('-u', name), await idOf('-g', name)];
    if (uid !== undefined && gid !== undefined) return { prefix: [], uid, gid };
  }
  throw new UserError(
    'PostgreSQL cannot run as root, user namespaces are refused here and there is no user "postgres" or "nobody": ' +
      'start Facet as an ordinary user, or set DATABASE_URL to a PostgreSQL database of your own.',
    'EMBEDDED_DATABASE',
  );
}

/** Runs one of PostgreSQL's programs to its end and gives what it printed; rejects when it fails, with `stderr`. */
export async function runTool(runner: Runner, program: string, args: readonly string[]): Promise<string> {
  const [command = program, ...rest] = [...runner.prefix, program, ...args];
  return (await run(command, rest, { ...asUser(runner), env: toolEnvironment(), cwd: '/' })).stdout;
}

/** What a failed program wrote to its standard error, else the failure's own message. */
export function toolError(error: unknown): string {
  const { stderr = '', message } = error as Error & { stderr?: string };
  return stderr.trim() === '' ? message : stderr.trim();
}

/** The `uid` and `gid` options for Node's `spawn`. */
export function asUser(runner: Runner): { uid?: number; gid?: number } {
  return runner.uid === undefined || runner.gid === undefined ? {} : { uid: runner.uid, gid: runner.gid };
}

/** What PostgreSQL needs of our environment, no keys of ours and no `PG…` that would change its meaning; English messages. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const passedOn = ['PATH', 'TMPDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];
  return { ...Object.fromEntries(passedOn.map((name) => [name, process.env[name]])), LC_ALL: 'C' };
}

/** Gives a file, or a folder with all in it, to the user that PostgreSQL runs as, where root made it or another runner was used before. */
export async function changeOwner(runner: Runner, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const [uid, gid] = [runner.uid ?? 0, runner.gid ?? 0];
  if ((await stat(path)).uid !== uid) await run('chown', ['-R', `${uid}:${gid}`, path]);
}

async function succeeds([command = '', ...args]: readonly string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

async function idOf(flag: '-u' | '-g', name: string): Promise<number | undefined> {
  return run('id', [flag, name]).then(
    ({ stdout }) => Number(stdout),
    () => undefined,
  );
}

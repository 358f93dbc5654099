import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPartSummaries } from '../../src/delivery/findPartSummaries.js';
import { addDelivery, deliveryDay } from '../delivery/support/addDelivery.js';
import { answerWith, startReceiver, type Received } from '../delivery/support/receiver.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { createRandom, runSeed } from '../support/load/random.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { startDelivery } from './startDelivery.js';
import { openScope } from '../support/scope.js';

const kills = 50;
/** Milliseconds after its beginning that a process is killed at the most. */
const latestKill = 600;

const [sentCustomers, filedCustomers] = [1000, 8000];
const random = createRandom(runSeed());

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await cloneDatabase();
  folder = await makeTestFolder('killed');
  await database.client`
    insert into facet.customers (customer_id, email, city, source_records, load_id)
    select 'c' || lpad(n::text, 6, '0'), case when n % 10 > 0 then 'c' || n || '@example.com' end, 'City ' || n, 1, 0
    from generate_series(1, ${sentCustomers + filedCustomers}) n`;
  await database.client`
    insert into facet.customer_identifiers (customer_id, system, value, load_id)
    select customer_id, 'device', customer_id || '-' || n, 0 from facet.customers, generate_series(1, 2) n
    where customer_id like '%3'`;
});

afterAll(async () => {
  await removeTestFolder(folder);
  await database.drop();
});

const id = (n: number): string => `c${String(n).padStart(6, '0')}`;
const idsOf = (from: number, count: number): string[] => Array.from({ length: count }, (_, n) => id(from + n));

interface Sent {
  readonly rows: readonly { readonly ID: string; readonly DEVICE: string | null }[];
}

const rowsIn = ({ body }: Received): Sent['rows'] => (JSON.parse(body.toString()) as Sent).rows;

/** A receiver that knows batches by their keys, refuses those whose id ends with 7, and sometimes fails after it has taken one. */
const startSink = () =>
  startReceiver((received, request, response) => {
    const rejected = rowsIn(received).flatMap(({ ID }, row) => (ID.endsWith('7') ? [{ row, reason: 'seven' }] : []));
    const fails = random.below(20) === 0;
    setTimeout(() => answerWith(fails ? 503 : 200, { rejected })(received, request, response), random.below(15));
  });

async function writeConfig(url: string): Promise<string> {
  const file = join(folder, 'facet.yml');
  const hook = { name: 'hook', kind: 'webhook', url, secretEnv: 'HOOK_SECRET', allowPrivate: true, batchRows: 40 };
  const out = { name: 'out', kind: 'folder', path: join(folder, 'out'), format: 'ndjson' };
  await writeFile(file, JSON.stringify({ destinations: [hook, out] }));
  return file;
}

/** Looks at the files that others see until it is stopped, and reads each that is another than before; gives the hashes that each has had. */
function watchFiles(place: string) {
  const seen = new Map<string, Set<string>>();
  const known = new Map<string, string>();
  const stopped = new AbortController();
  const look = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      for (const name of await readdir(place).catch(() => [])) {
        if (name.startsWith('.')) continue;
        const { ino, size, mtimeMs } = await stat(join(place, name));
        const version = `${ino} ${size} ${mtimeMs}`;
        if (known.get(name) === version) continue;
        known.set(name, version);
        const hash = createHash('sha256')
          .update(await readFile(join(place, name)))
          .digest('hex');
        seen.set(name, (seen.get(name) ?? new Set()).add(hash));
      }
      await delay(5);
    }
  };
  const looking = look();
  return async () => {
    stopped.abort();
    await looking;
    return seen;
  };
}

const attributes = [
  { as: 'ID', column: 'id', required: false },
  { as: 'EMAIL', column: 'email', required: true },
  { as: 'DEVICE', identifier: 'device', required: false },
];

/** Customers with an e-mail address, each once for each of its devices. */
const expected = (ids: readonly string[]): string[] =>
  ids
    .filter((one) => !one.endsWith('0'))
    .flatMap((one) => (one.endsWith('3') ? [`${one} ${one}-1`, `${one} ${one}-2`] : [`${one} `]));

const words = (rows: Sent['rows']): string[] => rows.map(({ ID, DEVICE }) => `${ID} ${DEVICE ?? ''}`);

function checkSent(received: readonly Received[], ids: readonly string[]): number {
  const byKey = new Map<string, Set<string>>();
  for (const one of received) {
    const key = String(one.headers['idempotency-key']);
    byKey.set(key, (byKey.get(key) ?? new Set()).add(one.body.toString()));
  }
  expect([...byKey.values()].filter((bodies) => bodies.size > 1)).toEqual([]);
  const rows = [...byKey.values()].flatMap(([body = '']) => words((JSON.parse(body) as Sent).rows));
  expect(rows.toSorted()).toEqual(expected(ids).toSorted());
  return received.length - byKey.size;
}

async function checkFile(place: string, seen: ReadonlyMap<string, ReadonlySet<string>>, ids: readonly string[]) {
  expect(await readdir(place)).toEqual(['Spring_B.ndjson']);
  const text = await readFile(join(place, 'Spring_B.ndjson'), 'utf8');
  const rows = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Sent['rows'][number]);
  expect(words(rows)).toEqual(expected(ids).toSorted());
  const hash = createHash('sha256').update(text).digest('hex');
  expect([...(seen.get('Spring_B.ndjson') ?? [])]).toEqual([hash]);
  return hash;
}

describe('a delivery whose process is killed', () => {
  it(`loses nothing and sends nothing twice under two keys, ${kills} times (seed ${random.seed})`, async () => {
    let killed = 0;
    let repeated = 0;
    const [sent, filed] = [idsOf(1, sentCustomers), idsOf(sentCustomers + 1, filedCustomers)];
    const out = join(folder, 'out');
    await mkdir(out);
    for (let n = 1; killed < kills; n++) {
      const deliveryId = `delivery-${n}`;
      const receiver = await startSink();
      const config = await writeConfig(receiver.url);
      await addDelivery(database.client, {
        id: deliveryId,
        treatments: [
          { name: 'A', customers: sent, destinations: [{ destination: 'hook', attributes }] },
          { name: 'B', customers: filed, destinations: [{ destination: 'out', attributes }] },
        ],
      });
      const place = join(out, `${deliveryDay}_${deliveryId}`);
      const stopWatching = watchFiles(place);
      const start = () => startDelivery({ target: database.target, deliveryId, config });
      let next = start();
      for (let isDone = false; !isDone;) {
        const child = next;
        // Meanwhile the one after it gets ready.
        next = start();
        const ran = await child.run(killed < kills ? random.below(latestKill) : undefined);
        killed += Number(ran.isKilled);
        isDone = !ran.isKilled;
        if (isDone) expect(ran.lines[0]).toBe('{"state":"DELIVERED"}');
      }
      await next.stop();
      const seen = await stopWatching();
      await receiver.stop();
      repeated += checkSent(receiver.received, sent);
      const hash = await checkFile(place, seen, filed);
      // Of 1,000: a tenth without an address, a tenth with two devices, a tenth refused. Of 8,000 the same, but for the refused.
      expect((await findPartSummaries(openScope(database), [deliveryId]))[0]).toMatchObject([
        { state: 'sent', assigned: 1000, shrunk: { EMAIL: 100 }, expanded: 100, sent: 900, rejected: 100, waiting: 0 },
        {
          state: 'sent',
          assigned: 8000,
          shrunk: { EMAIL: 800 },
          expanded: 800,
          sent: 8000,
          rejected: 0,
          contentHashes: [hash],
        },
      ]);
      const left = await database.client`
        select count(*)::int as rows from facet.delivery_rows where delivery_id = ${deliveryId} and "values" is not null`;
      expect(left).toEqual([{ rows: 0 }]);
      process.stderr.write(`${deliveryId}: ${killed} kills so far, ${repeated} batches repeated under their keys\n`);
    }
  }, 900_000);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createKey } from '../../src/access/keys/keys.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig } from '../../src/config.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { serve, type Serving } from '../../src/serve.js';
import { until } from '../gateway/testServer.js';
import { addDay } from '../population/people.js';
import { addCustomers } from '../support/sample.js';
import { openUrl } from '../support/openUrl.js';
import { startReplicated, type Replicated } from '../support/standby.js';

let replicated: Replicated;
let door: Awaited<ReturnType<typeof openUrl>>;
let server: Serving;
let [full, shop] = ['', ''];

beforeAll(async () => {
  replicated = await startReplicated();
  door = await openUrl(replicated);
  const { client } = replicated;
  await addCustomers(replicated, [
    { id: 'A', city: 'Lyon' },
    { id: 'B', city: 'Nice' },
  ]);
  await client`update facet.customers set app = 'shop' where customer_id = 'B'`;
  const add = { kind: 'add', alias: 'FAVOURITE', dataType: 'text', description: 'A word.' } as const;
  await changeCatalogue(client, () => [add], { today: '2026-05-01' });
  await writeDay('2026-05-04', 'first');
  await applyRowRights(client);
  full = await createKey(client, 'full', new Date(), { mayWrite: true });
  shop = await createKey(client, 'shop', new Date(), { apps: ['shop'] });
  const config = readConfig({ DATABASE_URL: door.url, DATABASE_READ_URL: replicated.replica.url });
  server = await serve(
    { ...config, port: 0, database: { ...config.database, maxReplicaLag: 3600 } },
    replicated.target,
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await server?.stop();
  door?.close();
  await replicated?.stop();
});

/** Writes a complete day on which customer A has a favourite word. */
async function writeDay(day: string, word: string): Promise<void> {
  const { client } = replicated;
  await client.begin(async (transaction) => {
    await addDay({ client: transaction as unknown as typeof client }, day);
    await transaction`insert into facet.customer_profiles (customer_id, profile_date, load_id, str1) values ('A', ${day}, 1, ${word})`;
  });
}

interface Answer {
  readonly data?: Readonly<Record<string, never>>;
  readonly errors?: readonly unknown[];
}

async function ask(query: string, key = full): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer;
}

const cities = async (key = full): Promise<unknown> => {
  const { data } = await ask('{ customers(first: 9) { edges { node { id address { city } } } } }', key);
  const { edges } = (data as unknown as { customers: { edges: { node: { id: string; address: { city: string } } }[] } })
    .customers;
  return edges.map(({ node }) => `${node.id} ${node.address.city}`);
};
const profileOf = async (): Promise<unknown> =>
  (await ask('{ customer(id: "A") { profile { date fields { favourite } } } }')).data;
const profile = (date: string, favourite: string) => ({ customer: { profile: { date, fields: { favourite } } } });

/** Changes a city behind everybody's back until an answer still shows the one before, which only the replica has. */
async function untilRead(): Promise<void> {
  await replicated.replica.resume();
  await replicated.replica.caughtUp();
  await until(async () => {
    await replicated.replica.pause();
    await replicated.client`update facet.customers set city = 'Paris ' || random() where customer_id = 'A'`;
    const [{ city } = { city: '' }] = await replicated.client<{ city: string }[]>`
      select city from facet.customers where customer_id = 'A'`;
    const shown = (await cities()) as string[];
    if (!shown.includes(`A ${city}`)) return true;
    await replicated.replica.resume();
    await replicated.replica.caughtUp();
    return false;
  });
}

const lag = async (): Promise<number | null> =>
  ((await (await fetch(`${server.url}/health/ready`)).json()) as { replicaLagSeconds: number | null })
    .replicaLagSeconds;

it('queries are read from the replica, within the rights of who asks', async () => {
  await untilRead();
  expect(await cities(shop)).toEqual(['B Nice']);
  await replicated.client`update facet.customers set city = 'Metz' where customer_id = 'B'`;
  expect(await cities(shop)).toEqual(['B Nice']);
  await until(async () => ((await lag()) ?? 0) > 0);
  await replicated.replica.resume();
  await until(async () => ((await cities(shop)) as string[])[0] === 'B Metz');
  await until(async () => (await lag()) === 0);
});

it('what a request has written is read again at once', async () => {
  await untilRead();
  const name = 'Everybody in Lyon';
  const written = await ask(`mutation { createSegment(name: "${name}", definition: {}) { segment { id } } }`);
  expect(written.errors).toBeUndefined();
  const { data } = await ask('{ segment(id: "everybody-in-lyon") { name } }');
  expect(data).toEqual({ segment: { name } });
  await replicated.replica.resume();
});

it('a new day is never asked of a replica that has not got it, and is kept as it is', async () => {
  await untilRead();
  expect(await profileOf()).toEqual(profile('2026-05-04', 'first'));
  await writeDay('2026-05-05', 'second');
  const seen = new Set<string>();
  await until(async () => {
    const found = JSON.stringify(await profileOf());
    seen.add(found);
    return found === JSON.stringify(profile('2026-05-05', 'second'));
  });
  // The day before or the new one, and nothing else: no new day without its values.
  for (let n = 0; n < 50; n += 1) seen.add(JSON.stringify(await profileOf()));
  await untilRead();
  for (let n = 0; n < 50; n += 1) seen.add(JSON.stringify(await profileOf()));
  expect([...seen].filter((one) => one !== JSON.stringify(profile('2026-05-04', 'first')))).toEqual([
    JSON.stringify(profile('2026-05-05', 'second')),
  ]);
  await replicated.replica.resume();
});

it('no request fails while the replica is killed and started again', async () => {
  await untilRead();
  await replicated.replica.resume();
  const failed: unknown[] = [];
  let count = 0;
  const over = new AbortController();
  const asking = Array.from({ length: 4 }, async () => {
    while (!over.signal.aborted) {
      const { data, errors } = await ask('{ customer(id: "B") { id address { city } } }').catch((error: unknown) => ({
        errors: [error],
        data: undefined,
      }));
      count += 1;
      if (errors !== undefined || data === undefined) failed.push(errors);
    }
  });
  await until(() => count > 20);
  await replicated.replica.kill();
  await until(async () => (await lag()) === null);
  const then = count;
  await until(() => count > then + 20);
  await replicated.replica.start();
  await until(async () => (await lag()) === 0);
  over.abort();
  await Promise.all(asking);
  expect([failed, count > 40]).toEqual([[], true]);
});

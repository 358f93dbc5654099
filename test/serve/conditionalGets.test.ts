import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createKey, revokeKey } from '../../src/access/keys/keys.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig } from '../../src/config.js';
import { toGlobalId } from '../../src/lib/relay/globalId.js';
import { serve, type Serving } from '../../src/serve.js';
import { rawRequest, type RawAnswer } from '../gateway/rawRequest.js';
import { until } from '../gateway/testServer.js';
import { addDay } from '../population/people.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let servers: Serving[];

const start = (host = '127.0.0.1'): Promise<Serving> =>
  serve({ ...readConfig({}), host, port: 0 }, database.target, pino({ level: 'silent' }));

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await client`
    insert into facet.customers (customer_id, given_name, source_records, load_id) values ('C', 'Ann', 1, 0)`;
  const visits = {
    kind: 'add',
    alias: 'VISITS',
    dataType: 'integer',
    description: 'A value.',
    slot: 'FIELD1',
  } as const;
  await changeCatalogue(client, () => [visits], { today: '2026-03-03' });
  for (const [day, count] of [
    ['2026-03-01', 1],
    ['2026-03-02', 2],
  ] as const) {
    await addDay(database, day);
    await client`
      insert into facet.customer_profiles (customer_id, profile_date, load_id, field1) values ('C', ${day}, 1, ${count})`;
  }
  servers = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.drop();
});

const get = (n: number, query: string, headers: Record<string, string> = {}, of = servers): Promise<RawAnswer> =>
  rawRequest(`${of[n]?.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

const profileOn = (day: string): string =>
  `{ node(nodeId: "${toGlobalId('CustomerProfile', 'C', day)}") { ... on CustomerProfile { attributes(names: ["VISITS"]) { name value } } } }`;
const past = profileOn('2026-03-01');
const newest = profileOn('2026-03-02');
const customer = '{ customer(id: "C") { givenName profile(date: "2026-03-01") { date } } }';

const tagOf = ({ headers }: RawAnswer): string => String(headers.etag);
/** The tag of an answer of a server that holds the days in memory: it names them. */
async function dayTag(query: string, n = 0, headers: Record<string, string> = {}, of = servers): Promise<string> {
  let tag = '';
  await until(async () => {
    tag = tagOf(await get(n, query, headers, of));
    return /^W\/"\d{4}-/.test(tag);
  });
  return tag;
}
const holding = (tag: string) => ({ 'if-none-match': tag });

/** The values of an answer with a body. */
const valuesIn = ({ text }: RawAnswer): unknown =>
  (JSON.parse(text) as { data: { node: { attributes: unknown } | null } }).data.node?.attributes ?? null;

/** Asks both servers with the tag until neither takes what the client holds for the answer, and gives what they say then. */
async function overtaken(query: string, tag: string): Promise<unknown[]> {
  let answers: RawAnswer[] = [];
  await until(async () => {
    answers = await Promise.all([0, 1].map((n) => get(n, query, holding(tag))));
    return answers.every(({ status }) => status === 200);
  });
  return answers.map(valuesIn);
}

let loads = 1;

/** The load of a day is another one from now on, as after every writing and every erasure. */
async function changeDay(day: string, change: (client: TestDatabase['client']) => Promise<unknown>): Promise<void> {
  await database.client.begin(async (client) => {
    await change(client as unknown as TestDatabase['client']);
    const load = (loads += 1);
    await client`
      insert into facet.loads (load_id, kind, started_at, code_version) overriding system value
      values (${load}, 'snapshot', now(), 'test')`;
    await client`update facet.profile_days set load_id = ${load} where profile_date = ${day}`;
  });
}

describe('an answer that was read from days alone', () => {
  it('may be kept for a while where the days are past, and must be asked for anew where one is the newest', async () => {
    await dayTag(past);
    const [old, recent] = [await get(0, past), await get(0, newest)];
    expect(old.headers).toMatchObject({
      'cache-control': 'private, max-age=60, immutable',
      vary: 'authorization, accept, accept-encoding',
      etag: expect.stringMatching(/^W\/"2026-03-01\.[\w-]{27}"$/),
    });
    expect(recent.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      etag: expect.stringMatching(/^W\/"2026-03-02\.[\w-]{27}"$/),
    });
    expect([valuesIn(old), valuesIn(recent)]).toEqual([
      [{ name: 'VISITS', value: '1' }],
      [{ name: 'VISITS', value: '2' }],
    ]);
  });

  it('is known to stand without a look at the database, by every server', async () => {
    const tags = [await dayTag(past), await dayTag(newest)];
    await dayTag(past, 1);
    await database.client.begin(async (client) => {
      // Whoever read now would wait for the end of this.
      await client`lock table facet.customer_profiles, facet.customers in access exclusive mode`;
      for (const [n, query] of [past, newest].entries())
        for (const server of [0, 1]) {
          const held = await get(server, query, holding(`"other", ${tags[n]}`));
          expect([held.status, held.text, tagOf(held)]).toEqual([304, '', tags[n]]);
          expect(held.headers).toMatchObject({ vary: 'authorization, accept, accept-encoding' });
          expect(held.headers['content-type']).toBeUndefined();
        }
    });
  });

  it('is no other question’s, and not that of another media type', async () => {
    const tag = await dayTag(past);
    expect((await get(0, newest, holding(tag))).status).toBe(200);
    expect((await get(0, `${past} `, holding(tag))).status).toBe(200);
    const accept = 'application/graphql-response+json';
    expect((await get(0, past, { ...holding(tag), accept })).status).toBe(200);
  });

  it('is gone with the day’s being written anew', async () => {
    const tag = await dayTag(past);
    await changeDay(
      '2026-03-01',
      (client) => client`
      update facet.customer_profiles set field1 = 10 where profile_date = '2026-03-01'`,
    );
    const values = [{ name: 'VISITS', value: '10' }];
    expect(await overtaken(past, tag)).toEqual([values, values]);
  });

  it('is gone with a name’s being changed', async () => {
    const tag = await dayTag(past);
    const rename = { kind: 'rename', from: 'VISITS', to: 'CALLS' } as const;
    await changeCatalogue(database.client, () => [rename], { today: '2026-03-03' });
    const values = [{ name: 'CALLS', value: '10' }];
    expect(await overtaken(past, tag)).toEqual([values, values]);
  });

  it('is gone with the person', async () => {
    const tag = await dayTag(past);
    await changeDay(
      '2026-03-01',
      (client) => client`
      delete from facet.customer_profiles where profile_date = '2026-03-01' and customer_id = 'C'`,
    );
    expect(await overtaken(past, tag)).toEqual([null, null]);
    const again = await get(0, past, holding(tag));
    expect([again.status, valuesIn(again)]).toEqual([200, null]);
  });
});

describe('an answer that was read from anything else', () => {
  it.each([
    ['a customer', customer],
    ['a customer beside a day', `{ ${customer.slice(1, -1)} ${newest.slice(1, -1)} }`],
    ['a person behind a day', newest.replace('attributes', 'customer { givenName } attributes')],
    ['the catalogue', '{ fieldAliases { name } }'],
  ])('is made each time, and known by its own hash: %s', async (_, query) => {
    const first = await get(0, query);
    expect([first.status, first.headers['cache-control'], tagOf(first)]).toEqual([
      200,
      'private, no-cache',
      expect.stringMatching(/^W\/"[\w-]{27}"$/),
    ]);
    const again = await get(1, query, holding(tagOf(first)));
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('is another as soon as it is committed', async () => {
    const tag = tagOf(await get(0, customer));
    await database.client`update facet.customers set given_name = 'Bea'`;
    const next = await get(0, customer, holding(tag));
    expect([next.status, next.text]).toEqual([200, expect.stringContaining('"Bea"')]);
    await database.client`delete from facet.customers`;
    expect(await get(0, customer, holding(tagOf(next)))).toMatchObject({
      status: 200,
      text: '{"data":{"customer":null}}\n',
    });
  });
});

describe('a viewer', () => {
  it('does not get another’s tag confirmed, and a revoked key nothing', async () => {
    const now = new Date('2026-03-03T00:00:00Z');
    const [ann, bob] = [await createKey(database.client, 'ann', now), await createKey(database.client, 'bob', now)];
    const keyed = await start('0.0.0.0');
    try {
      const ask = (secret: string, headers = {}) =>
        get(0, newest, { authorization: `Bearer ${secret}`, ...headers }, [keyed]);
      const tag = await dayTag(newest, 0, { authorization: `Bearer ${ann}` }, [keyed]);
      expect((await ask(ann, holding(tag))).status).toBe(304);
      expect((await ask(bob, holding(tag))).status).toBe(200);
      await revokeKey(database.client, 'ann', now);
      await until(async () => (await ask(ann, holding(tag))).status === 401);
      expect((await ask(ann, holding(tag))).headers).toMatchObject({ 'cache-control': 'no-store' });
    } finally {
      await keyed.stop();
    }
  });
});

describe('without notices', () => {
  it('nothing is known of days: each answer is made, and known by its own hash', async () => {
    const config = readConfig({});
    const polling = await serve(
      { ...config, database: { ...config.database, listen: false }, port: 0 },
      database.target,
      pino({ level: 'silent' }),
    );
    try {
      const answer = await get(0, newest, {}, [polling]);
      expect([answer.headers['cache-control'], tagOf(answer)]).toEqual([
        'private, no-cache',
        expect.stringMatching(/^W\/"[\w-]{27}"$/),
      ]);
    } finally {
      await polling.stop();
    }
  });
});

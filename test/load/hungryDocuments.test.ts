import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { setTimeout as delay } from 'node:timers/promises';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { addDay } from '../population/people.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet, waitForLine } from '../support/facet.js';

/** The server's heap; a page of 200 customers with all attributes is what fits easily. */
const heapMegabytes = 240;
const attributes = 120;
const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];

let database: TestDatabase;
let server: ChildProcess;
let endpoint: string;
let key: string;
let close = (): void => {};

/** 1,000 customers with 120 texts on five days, the first text of C000 being 1 MB long; one campaign with 1,000 targetings. */
async function fill({ client }: TestDatabase): Promise<void> {
  const slots = Array.from({ length: attributes }, (_, n) => n + 1);
  await changeCatalogue(
    client,
    () =>
      slots.map((n) => ({
        kind: 'add' as const,
        alias: `T_${n}`,
        slot: `STR${n}`,
        dataType: 'text' as const,
        description: 'A text.',
      })),
    { today: '2026-03-06' },
  );
  for (const day of days) await addDay(database, day);
  await client`
    insert into facet.customers (customer_id, given_name, source_records, load_id)
    select 'C' || to_char(n, 'FM000'), 'Ann', 1, 0 from generate_series(0, 999) as numbers (n)`;
  const columns = slots.map((n) => `str${n}`).join(', ');
  await client.unsafe(`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, ${columns})
    select customer_id, day, 1, ${slots.map((n) => `'value ${n}'`).join(', ')}
    from facet.customers, unnest('{${days.join(',')}}'::date[]) as day`);
  await client`update facet.customer_profiles set str1 = repeat('x', 1000000) where customer_id = 'C000'`;
  await client`insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('P', 'Spring', '2026-01-01')`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select customer_id, '2026-03-01', 'P', '2', '2026-03-02', 0 from facet.customers`;
}

beforeAll(async () => {
  database = await cloneDatabase();
  await fill(database);
  const opened = await openUrl(database);
  close = () => opened.close();
  // Most of these would be refused by their price: here it is for memory to refuse them.
  const file = join(mkdtempSync(join(tmpdir(), 'facet-hungry-')), 'facet.yml');
  writeFileSync(
    file,
    'limits: { cost: 1000000000000, runningCost: 10000000000000, aliases: 10000, rootFields: 10000 }\n',
  );
  const environment = { DATABASE_URL: opened.url, FACET_CONFIG: file, PORT: '0', LOG_LEVEL: 'info' };
  key = (await runFacet(['keys', 'create', 'hungry', '--role', 'full'], environment)).stdout.trim();
  server = startFacet(['serve'], { ...environment, NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` });
  [, endpoint = ''] = await waitForLine(server, 'stdout', /Facet answers at (\S+\/graphql)/);
}, 120_000);
afterAll(async () => {
  // One that has died says so in `signalCode` alone.
  if (server?.exitCode === null && server.signalCode === null) {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('close', resolve));
  }
  close();
  await database?.drop();
});

interface Asked {
  readonly status: number;
  readonly codes: readonly unknown[];
  readonly bytes: number;
}

async function ask(query: string, variables: object = {}): Promise<Asked> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: unknown } }[] };
  return { status: response.status, codes: errors.map(({ extensions }) => extensions.code), bytes: text.length };
}

const repeated = (count: number, field: string): string =>
  Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');

const all = 'attributes { name slot graphqlName type value formatted unit }';
const thousand = (fields: string): string => `customers(first: 1000) { edges { node { ${fields} } } }`;
const representations = (one: object) => ({ r: Array.from({ length: 1000 }, (_, n) => ({ ...one, id: `C${n}` })) });

const hungry: Readonly<Record<string, readonly [string, object?]>> = {
  'aliased pages': [`{ ${repeated(60, thousand(`id profile { ${all} }`))} }`],
  'aliased pages of a fragment': [
    `{ ${repeated(90, 'customers(first: 1000) { ...F }')} } fragment F on CustomerConnection { edges { node { profile { ${all} } } } }`,
  ],
  'typed fields under aliases': [
    `{ ${repeated(3, 'customers(first: 1000) { ...F }')} }
     fragment F on CustomerConnection { edges { node { profile { fields { ${repeated(500, 't2')} } } } } }`,
  ],
  'pages within a page': [`{ ${thousand(repeated(60, 'profiles(first: 5) { edges { node { date nodeId } } }'))} }`],
  'snapshots that wait': [`{ ${thousand(repeated(150, 'profile(date: "2026-03-02") { date }'))} }`],
  'many names beside one that waits': [
    `{ ${repeated(3, 'customers(first: 1000) { ...F }')} }
     fragment F on CustomerConnection { edges { node { ${repeated(500, 'givenName')} profile(date: "2026-03-02") { date } } } }`,
  ],
  'a long text under aliases': [`{ customer(id: "C000") { profile { fields { ${repeated(600, 't1')} } } } }`],
  'targetings of targetings': [
    `{ ${thousand('campaignTargetings { edges { node { campaign { targetings(first: 1000) { edges { node { customer { id givenName } } } } } } } }')} }`,
  ],
  entities: [
    `query ($r: [_Any!]!) { ${repeated(70, '_entities(representations: $r) { ... on Customer { id nodeId profile { date } } }')} }`,
    representations({ __typename: 'Customer' }),
  ],
  'bad entities': [
    `query ($r: [_Any!]!) { ${repeated(150, '_entities(representations: $r) { __typename }')} }`,
    representations({ __typename: 'Nobody' }),
  ],
  'bad names': [`{ ${thousand(`profile { ${repeated(120, 'attributes(names: ["NOBODY"]) { name }')} }`)} }`],
  'a long alias': [`{ ${thousand(`${'x'.repeat(400_000)}: id`)} }`],
  introspection: [
    `{ ${repeated(100, '__schema { types { ...T } }')} }
     fragment T on __Type { fields { name description args { name type { name } } type { fields { name description } } } }`,
  ],
};

const isRefused = ({ status, codes }: Asked): boolean =>
  codes.length === 1 &&
  ((status === 200 && codes[0] === 'TOO_MANY_VALUES') ||
    (status === 503 && ['OVERLOADED', 'REQUEST_TIMEOUT'].includes(String(codes[0]))));

/** Asks `{ __typename }` again and again beside some work; the longest wait in milliseconds. */
async function besides(work: Promise<unknown>): Promise<number> {
  const running = { work: true };
  const ended = work.finally(() => (running.work = false));
  let longest = 0;
  while (running.work) {
    const began = Date.now();
    expect(await ask('{ __typename }')).toMatchObject({ status: 200, codes: [] });
    longest = Math.max(longest, Date.now() - began);
    await delay(50);
  }
  await ended;
  return longest;
}

describe(`a server with a heap of ${heapMegabytes} MB`, () => {
  it.each(Object.entries(hungry))('refuses %s', async (name, [query, variables]) => {
    const asked = ask(query, variables);
    const longest = await besides(asked);
    const answer = await asked;
    process.stdout.write(`${name}: ${JSON.stringify(answer)}, beside it at most ${longest} ms\n`);
    expect(answer).toMatchObject({ codes: [expect.any(String)] });
    expect(isRefused(answer)).toBe(true);
  });

  it('answers all of them at once, and lives', async () => {
    const asked = Object.values(hungry).map(([query, variables]) => ask(query, variables));
    const longest = await besides(Promise.all(asked));
    process.stdout.write(`all at once: beside them at most ${longest} ms\n`);
    expect((await Promise.all(asked)).filter((answer) => !isRefused(answer))).toEqual([]);
    expect([server.exitCode, server.signalCode]).toEqual([null, null]);
  });

  it('keeps neither documents of long comments nor long bodies that wait', async () => {
    for (let n = 0; n < 300; n += 1) {
      expect(await ask(`{ __typename } #${n} ${'x'.repeat(900_000)}`)).toMatchObject({ status: 200, codes: [] });
    }
    const values = Array.from({ length: 300_000 }, () => ({}));
    await database.client.begin(async (client) => {
      await client`lock table facet.customers in access exclusive mode`;
      const asked = Array.from({ length: 30 }, () => ask('{ customer(id: "C000") { id } }', { values }));
      const codes = (await Promise.all(asked)).flatMap(({ codes }) => codes);
      expect(codes.filter((code) => !['OVERLOADED', 'STATEMENT_TIMEOUT'].includes(String(code)))).toEqual([]);
      expect(codes).toHaveLength(30);
    });
    expect([server.exitCode, server.signalCode]).toEqual([null, null]);
  });

  it('has its memory back for what fits', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { codes, bytes } = await ask(`{ customers(first: 200) { edges { node { id profile { ${all} } } } } }`);
      expect(codes).toEqual([]);
      expect(bytes).toBeGreaterThan(2_000_000);
    }
    expect(await ask(getIntrospectionQuery())).toMatchObject({ status: 200, codes: [] });
  });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import type { Sql } from '../../src/db/client.js';
import { transact } from '../../src/db/transact.js';
import { linkRecords, type Linked } from '../../src/ingest/link/index.js';
import { silentProgress } from '../../src/lib/process/progress.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** The records of four persons are 4, 3, 2 and 1: the first shares its e-mail with the second, that its phone with the third, that its key with the fourth. */
async function fill(records: number): Promise<void> {
  const { client } = database;
  await client`truncate facet.unified_customers, facet.unified_scores`;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, given_name, surname, email, phone, foreign_keys, load_id)
    select '', 's' || n % 3, n::text, 'Given ' || person % 1000, 'Surname ' || person % 7919,
      case when place in (1, 2) then 'person' || person || '@x.example' end,
      case when place in (2, 3) then '+49' || 1000000 + person end,
      case when place in (3, 4) then jsonb_build_object('shop', person::text) else '{}' end, 0
    from (
      select n, (n - 1) / 10 * 4 + case when n % 10 in (1, 2, 3, 4) then 0 when n % 10 in (5, 6, 7) then 1
          when n % 10 in (8, 9) then 2 else 3 end as person,
        case when n % 10 in (1, 2, 3, 4) then n % 10 when n % 10 in (5, 6, 7) then n % 10 - 4
          when n % 10 in (8, 9) then n % 10 - 7 else 1 end as place
      from generate_series(1, ${records}::int) as n) as numbered`;
  await client`vacuum analyze facet.unified_customers`;
}

interface Counted {
  readonly linked: Linked;
  readonly statements: number;
  /** What all statements wrote, read into temporary tables or deleted. */
  readonly rows: number;
  readonly seconds: number;
}

/** A client that counts; its statements can only be awaited. */
function counting(client: Sql, count: (rows: number) => void): Sql {
  const counted = async (result: Promise<{ readonly count: number }>): Promise<unknown> => {
    const rows = await result;
    count(rows.count ?? 0);
    return rows;
  };
  return new Proxy(client, {
    apply: (target, _, args) => counted(Reflect.apply(target, undefined, args) as never),
    get: (target, name) =>
      name === 'unsafe'
        ? (...args: unknown[]) => counted(target.unsafe(...(args as [string])) as never)
        : (Reflect.get(target, name) as unknown),
  });
}

async function link(loadId: string): Promise<Counted> {
  let [statements, rows] = [0, 0];
  const began = performance.now();
  const linked = await transact(database.client, async (client) => {
    await client`set local work_mem = '64MB'`;
    const inside = counting(client, (count) => {
      statements += 1;
      rows += count;
    });
    return linkRecords(
      { client: inside, config: readConfig({}), progress: silentProgress, now: new Date('2026-06-30T12:00:00Z') },
      loadId,
    );
  });
  return { linked, statements, rows, seconds: (performance.now() - began) / 1000 };
}

// A million take a minute and a half: FACET_TEST_RECORDS=1000000.
const most = Number(process.env['FACET_TEST_RECORDS'] ?? 300_000);

test(`${most} records are linked in as many statements as fifty thousand, give or take a round, and by rows in proportion`, async () => {
  const runs: Counted[] = [];
  for (const records of [50_000, most]) {
    await fill(records);
    const run = await link(String(records));
    runs.push(run);
    expect(run.linked).toMatchObject({ linked: records, moved: 0, large: { count: 0 }, bad: { count: 0 } });
    const [found] = await database.client`
      select count(distinct customer_id)::int as customers, count(*) filter (where customer_id = '')::int as waiting
      from facet.unified_customers`;
    expect(found).toEqual({ customers: records * 0.4, waiting: 0 });
    expect(run.linked.pairs).toBe(records * 0.6);
    process.stdout.write(
      `link: ${records} records in ${run.seconds.toFixed(1)} s, ${run.statements} statements, ` +
        `${run.linked.rounds} rounds, ${(run.rows / records).toFixed(1)} rows for each\n`,
    );
  }
  const again = await link(String(most + 1));
  expect(again.linked).toMatchObject({ linked: 0, moved: 0, pairs: 0 });
  const [small, large] = runs as [Counted, Counted];
  expect(large.rows / small.rows).toBeLessThan((1.1 * most) / 50_000);
  expect(large.statements - small.statements).toBeLessThanOrEqual(3 * 10);
  expect(large.linked.rounds).toBeLessThan(12);
});

test('a chain of 200,000 records is one component after some twenty rounds, and a value of all of them costs no more', async () => {
  const { client } = database;
  const config = readConfig({});
  const linkAll = (linking: object) =>
    transact(client, async (inside) => {
      await inside`set local work_mem = '64MB'`;
      const job = { client: inside, progress: silentProgress, now: new Date('2026-06-30T12:00:00Z') };
      return linkRecords({ ...job, config: { ...config, linking: { ...config.linking, ...linking } } }, '1');
    });
  await client`truncate facet.unified_customers, facet.unified_scores`;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, email, phone, load_id)
    select '', 'a', n::text, 'chain' || (n + 1) / 2 || '@x.example', (1000000 + n / 2)::text, 0
    from generate_series(1, 200000) as n`;
  const chain = await linkAll({ mostRecords: 200_000 });
  expect(chain.rounds).toBeLessThan(50);
  expect(await client`select count(distinct customer_id)::int from facet.unified_customers`.values()).toEqual([[1]]);
  process.stdout.write(`link: a chain of 200000 records in ${chain.rounds} rounds\n`);
  await client`update facet.unified_customers set email = 'all@x.example', phone = null, customer_id = '', made_ids = 0`;
  const crowd = await linkAll({});
  expect(crowd.large).toMatchObject({ count: 1, records: 200_000 });
  expect(await client`select count(distinct customer_id)::int from facet.unified_customers`.values()).toEqual([
    [200_000],
  ]);
  expect(await client`select count(*)::int from facet.unified_scores`.values()).toEqual([[0]]);
});

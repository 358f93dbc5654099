import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet } from '../support/facet.js';

const kills = 5;
const records = 10_000;

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  const { client } = database;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, email, foreign_keys, is_linked, load_id)
    select '', 's', n::text, 'mail0-' || n / 3 || '@x.example', jsonb_build_object('shop', n::text), true, 0
    from generate_series(1, ${records}::int) as n`;
  await client`
    insert into facet.unified_itemized_transactions
      (customer_id, order_id, line_id, source_customer_id, source_namespace, order_datetime, item_revenue, load_id)
    select '', n::text, '1', n::text, 'shop', timestamptz '2026-01-01', 1, 0 from generate_series(1, ${records}::int) as n`;
});
afterAll(async () => {
  door.close();
  await database.drop();
});

const build = (): [string[], Record<string, string>] => [['build'], { DATABASE_URL: door.url }];

/** What a reader sees in one statement: how records, lines and orders fall into customers. */
const look = async (): Promise<string> => {
  const [seen] = await database.client`
    select concat_ws(' ',
      (select md5(string_agg(customer_id || pk, ',' order by pk)) from facet.unified_customers),
      (select md5(string_agg(customer_id || order_id, ',' order by order_id)) from facet.unified_itemized_transactions),
      (select md5(string_agg(customer_id || order_id, ',' order by order_id)) from facet.unified_transactions),
      (select count(*) from facet.customers), (select count(*) from facet.unified_scores)) as state`;
  return String(seen?.['state']);
};

/** Other groups of three, so that a third of the records has to move; written by a load that is nobody else's. */
const regroup = (generation: number) => database.client`
  update facet.unified_customers
  set email = 'mail' || ${generation}::int || '-' || (pk::int + ${generation}::int) / 3 || '@x.example', load_id = ${1000 + generation}`;

test(`a build killed ${kills} times leaves what was there, and the next one builds all of it`, async () => {
  expect((await runFacet(...build())).code).toBe(0);
  await regroup(0);
  const began = performance.now();
  expect((await runFacet(...build())).code).toBe(0);
  const whole = performance.now() - began;
  let midway = 0;
  for (let generation = 1; generation <= kills; generation += 1) {
    await regroup(generation);
    const before = await look();
    const child = startFacet(...build());
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
    await Promise.race([ended, delay(whole * (0.1 + (0.7 * generation) / kills))]);
    child.kill('SIGKILL');
    const wasKilled = (await ended) === 'SIGKILL';
    if (wasKilled) midway += 1;
    const left = await look();
    const again = await runFacet(...build());
    expect(again.code).toBe(0);
    const after = await look();
    if (wasKilled) expect([before, after]).toContain(left);
    expect(after).not.toBe(before);
    expect((await runFacet(...build())).stderr).toContain('Nothing has changed since the last build.');
    expect(await look()).toBe(after);
    // Each line and its order are of the customer of the record that has their key.
    const [astray] = await database.client`
      select count(*)::int as count from facet.unified_customers as record
      join facet.unified_itemized_transactions as line on line.source_customer_id = record.pk
      left join facet.unified_transactions as one on one.order_id = line.order_id
      where line.customer_id <> record.customer_id or one.customer_id is distinct from record.customer_id`;
    expect(astray).toEqual({ count: 0 });
  }
  process.stdout.write(
    `build: killed ${midway} of ${kills} times before its end, a build takes ${Math.round(whole)} ms\n`,
  );
  expect(midway).toBeGreaterThan(kills / 2);
});

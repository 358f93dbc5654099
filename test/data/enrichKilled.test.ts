import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet } from '../support/facet.js';

const kills = 10;
const events = 200_000;
const customers = 3_000;
const [firstDay, secondDay] = ['2026-03-30', '2026-03-31'];

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  const { client } = database;
  await client`insert into facet.customers (customer_id, source_records, load_id)
    select 'c' || n, 1, 0 from generate_series(1, ${customers}::int) as n`;
  await client`select facet.ensure_partitions('activity', date '2025-10-01', date '2026-03-31')`;
  // Visits of four events; every seventh event is anonymous, under the client id of a customer.
  await client`
    insert into facet.activity (customer_id, event_id, time, url, client_id, load_id, loaded_at)
    select case when n % 7 = 0 then '' else 'c' || c end, 'e' || n,
      timestamptz '2025-10-01' + (n / 4 * 7919::bigint % 15724800 + n % 4 * 60) * interval '1 second',
      'https://x.example/' || n % 50 || case when n % 9 = 0 then '?utm_source=s' || n % 5 else '' end, 'k' || c, 0, now()
    from (select n, 1 + (n / 4 * 31::bigint % ${customers}::int) as c from generate_series(1, ${events}::int) as n) as n`;
  await client`vacuum analyze facet.activity`;
});
afterAll(async () => {
  door.close();
  await database.drop();
});

const command = (day: string): [string[], Record<string, string>] => [
  ['enrich', '--rebuild', '--as-of', day],
  { DATABASE_URL: door.url },
];

/** What a reader sees in one statement: the enriched table's day and content, and the newest snapshot's. */
const look = async (): Promise<unknown> => {
  const [seen] = await database.client`
    select (select max(days_since_last_seen)::int from facet.enriched_customers) as age,
      (select md5(string_agg((to_jsonb(e) - 'load_id')::text, '' order by customer_id)) from (
        select customer_id, activity_count, td_intent_percentile, total_sessions_till_date, last_seen
        from facet.enriched_customers) as e) as enriched,
      (select array_agg(profile_date::text || ' ' || rows order by profile_date) from facet.profile_days where complete) as days,
      (select count(*)::int from facet.customer_profiles) as profiles`;
  return seen;
};

/** All that runs leave behind, load ids aside. */
const everything = async (): Promise<unknown> => {
  const [all] = await database.client`
    select
      (select md5(string_agg(t::text, '' order by customer_id)) from facet.enriched_customers as t) as enriched,
      (select md5(string_agg(replace(t::text, ',' || app || ',' || load_id || ',', ','), '' order by profile_date, customer_id))
        from facet.customer_profiles as t) as profiles,
      (select md5(string_agg((day, events, without_key, duplicates)::text, '' order by day)) from facet.activity_days) as days,
      (select md5(string_agg(t::text, '' order by t::text)) from facet.activity_visits as t) as visits`;
  return all;
};

test(`a run of enrich killed ${kills} times leaves the results before it, and the next one succeeds`, async () => {
  // Undisturbed: the first day, then the second, is what every killed and repeated run must come to.
  const times: number[] = [];
  const run = async (day: string): Promise<void> => {
    const began = performance.now();
    const { code, stderr } = await runFacet(...command(day));
    times.push(performance.now() - began);
    expect([code, stderr]).toEqual([0, expect.stringContaining(`enriched as of ${day}`)]);
  };
  await run(secondDay);
  const undisturbedSecond = await look();
  await run(firstDay);
  const whole = Math.min(...times);
  const results = { [firstDay]: await look(), [secondDay]: undisturbedSecond } as Record<string, object>;
  const wholeTables = await everything();
  // Both days have a snapshot from now on.
  results[secondDay] = { ...(undisturbedSecond as object), ...pick(results[firstDay]) };
  let midway = 0;
  let current = firstDay;
  for (let kill = 1; kill <= kills; kill += 1) {
    const next = current === firstDay ? secondDay : firstDay;
    const child = startFacet(...command(next));
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
    const killed = delay(whole * (0.1 + (0.7 * kill) / kills)).then(() => child.kill('SIGKILL'));
    for (let running = true; running;) {
      expect([results[current], results[next]]).toContainEqual(await look());
      running = await Promise.race([ended.then(() => false), delay(200, true)]);
    }
    await killed;
    if ((await ended) === 'SIGKILL') midway += 1;
    const seen = await look();
    expect([results[current], results[next]]).toContainEqual(seen);
    if (JSON.stringify(seen) === JSON.stringify(results[next])) current = next;
  }
  process.stdout.write(
    `enrich: killed ${midway} of ${kills} times before its end, a run takes ${Math.round(whole)} ms\n`,
  );
  expect(midway).toBeGreaterThan(kills / 2);
  await run(firstDay);
  expect(await look()).toEqual(results[firstDay]);
  expect(await everything()).toEqual(wholeTables);
});

/** The parts of a look that do not depend on which day was enriched last. */
function pick(seen: unknown): object {
  const { days, profiles } = seen as { days: unknown; profiles: unknown };
  return { days, profiles };
}

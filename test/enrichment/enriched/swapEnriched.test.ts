import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openClient } from '../../../src/db/client.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { createOwnTables, enrich, resultRows } from '../../support/enrich.js';

const asOf = '2026-03-31';
const only = ['activity_count', 'last_seen'];
const run = () => enrich(database, { asOf, rebuild: true, keys: { only } });
const counts = async () =>
  Object.fromEntries(
    [...(await resultRows(database, ['activity_count']))].map(([key, row]) => [key, row['activity_count']]),
  );

let database: TestDatabase;
beforeEach(async () => {
  database = await cloneWithSlots();
  await createOwnTables(database, [
    { key: 'a', time: '2026-03-01T10:00:00Z' },
    { key: 'b', time: '2026-03-02T10:00:00Z' },
  ]);
  await run();
});
afterEach(() => database.drop());

describe('what stands on the results', () => {
  it.each([
    ['row-level security', 'alter table public.enriched enable row level security'],
    ['a policy', 'create policy own_rows on public.enriched using (activity_count > 0)'],
    ['an index', 'create index by_count on public.enriched (activity_count)'],
    ['a check', 'alter table public.enriched add constraint counted check (activity_count >= 0)'],
    [
      'a trigger',
      `create function public.pass() returns trigger language plpgsql as $$ begin return new; end $$;
       create trigger pass before insert on public.enriched for each row execute function public.pass()`,
    ],
    ['a publication', 'create publication results for table public.enriched'],
    ['a publication of all', 'create publication results for all tables'],
    ['a column of its row type', 'create table public.kept (customer public.enriched)'],
  ])('stays: %s', async (_what, statement) => {
    const { client } = database;
    const oid = async () => (await client`select 'public.enriched'::regclass::oid as oid`)[0]?.['oid'] as number;
    const made = await oid();
    await run();
    expect(await oid()).not.toBe(made);
    await client.unsafe(statement);
    const kept = await oid();
    await client`insert into public.pageviews values ('a', null, null, '2026-03-03T10:00:00Z')`;
    await run();
    expect(await oid()).toBe(kept);
    expect(await counts()).toEqual({ a: 2, b: 1 });
  });

  it('is named where other columns come', async () => {
    await database.client`alter table public.enriched enable row level security`;
    await database.client`create policy own_rows on public.enriched using (true)`;
    await expect(enrich(database, { asOf, keys: { only: ['page_views'] } })).rejects.toThrow(
      'public.enriched gets other columns, and policy own_rows on table enriched, row-level security depends on it: drop that',
    );
  });

  it('is refused before the run where it holds the rows', async () => {
    const { client } = database;
    await client`create table public.notes (customer text references public.enriched)`;
    const loads = async () => (await client`select count(*)::int as n from facet.loads`)[0]?.['n'] as number;
    const before = await loads();
    await expect(run()).rejects.toThrow(
      'enrichment.enriched_user_master_table: every run takes all rows of "public.enriched" away, and constraint notes_customer_fkey on table notes holds them',
    );
    expect(await loads()).toBe(before);
  });
});

it('lets other readers through while one reads for long, and takes its place after that', async () => {
  const { client } = database;
  const other = openClient(database.target, { max: 4 });
  let longest = 0;
  try {
    await client`insert into public.pageviews values ('a', null, null, '2026-03-03T10:00:00Z')`;
    let running: Promise<unknown> = Promise.resolve();
    await client.begin(async (reader) => {
      await reader`select from public.enriched`;
      running = enrich({ ...database, client: other }, { asOf, rebuild: true, keys: { only } });
      const waiting = () => client`select from pg_locks where not granted and relation = 'public.enriched'::regclass`;
      while ((await waiting()).length === 0) await delay(20);
      const began = performance.now();
      expect(await counts()).toEqual({ a: 1, b: 1 });
      longest = performance.now() - began;
    });
    await running;
  } finally {
    await other.end();
  }
  expect(longest).toBeLessThan(10_000);
  expect(await counts()).toEqual({ a: 2, b: 1 });
});

it('has rows of one key, or of none, in an order that is not that of the master', async () => {
  const { client } = database;
  // A column named as the statement names the master's rows.
  await client`alter table public.master add column m text`;
  const order = async (notes: readonly string[]) => {
    await client`delete from public.master`;
    for (const note of notes) await client`insert into public.master values ('b', ${note}), (null, ${note})`;
    await run();
    return [...(await client`select td_client_id, m from public.enriched order by ctid`)];
  };
  const first = await order(['x', 'y', 'z']);
  expect(first.map(({ m }) => m as string)).toEqual(['x', 'y', 'z', 'x', 'y', 'z']);
  expect(await order(['z', 'x', 'y'])).toEqual(first);
});

describe('what cannot be written is refused before the run', () => {
  const refused = 'enrichment.enriched_user_master_table: ';
  const role = `writer_${process.pid}`;
  const asWriter = async (): Promise<void> => {
    const client = openClient(database.target, { max: 1 });
    try {
      await client.unsafe(`set role ${role}`);
      await enrich({ ...database, client }, { asOf, keys: { only } });
    } finally {
      await client.end();
    }
  };
  beforeEach(async () => {
    await database.client.unsafe(`
      create role ${role}; grant usage on schema facet to ${role};
      grant select on all tables in schema facet, public to ${role}`);
  });
  afterEach(async () => {
    await database.client.unsafe(`drop owned by ${role}; drop role ${role}`);
  });

  it('for want of rights', async () => {
    const { client } = database;
    await expect(asWriter()).rejects.toThrow(`${refused}the database user may not make tables in the schema "public".`);
    await client.unsafe(`grant create on schema public to ${role}`);
    await expect(asWriter()).rejects.toThrow(
      /^enrichment.enriched_user_master_table: "public.enriched" belongs to \w+, and the database user is no member of that role/,
    );
    await client.unsafe(`
      alter table public.enriched owner to ${role}; alter table public.enriched enable row level security;
      alter table public.enriched force row level security`);
    await expect(asWriter()).rejects.toThrow(
      `${refused}the policies of "public.enriched" hold for the database user too`,
    );
  });

  it('for want of columns', async () => {
    const columns = Array.from({ length: 1598 }, (_, index) => `add column c${index} int`);
    await database.client.unsafe(`alter table public.master ${columns.join()}`);
    await expect(run()).rejects.toThrow(
      `${refused}"public.enriched" would have 1601 columns, those of public.master and 2 attributes, and 1600 are the most`,
    );
  });
});

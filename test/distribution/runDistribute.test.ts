import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClient, type Sql } from '../../src/db/client.js';
import { isDistributed } from '../../src/db/isDistributed.js';
import type { Job } from '../../src/db/job.js';
import { distributionStatus, liesAsWanted } from '../../src/distribution/distributionStatus.js';
import { placements } from '../../src/distribution/placements.js';
import { distributeStatements, runDistribute } from '../../src/distribution/runDistribute.js';
import { testJob } from '../support/job.js';
import { refusal } from '../support/refusal.js';
import { addCustomers } from '../support/sample.js';
import { openStandIn, type StandIn } from './standIn.js';

const jobOn = (client: Sql, say: (line: string) => void = () => {}): Job => ({
  ...testJob({ client }, '2026-03-01T00:00:00Z'),
  progress: { say, update: () => {} },
});

const distribute = (client: Sql, shards?: number, say?: (line: string) => void): Promise<number> =>
  runDistribute(jobOn(client, say), { shards, isEmbedded: false });

const customers = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `C${n + 1}` }));

/** What Citus was asked to place, in order. */
const placed = (calls: readonly string[]) =>
  calls.filter((call) => !/^(cleared|do )/.test(call)).map((call) => call.replace(/^\w+ facet\.(\w+).*$/, '$1'));

const wanted = Object.entries(placements).filter(([, { kind }]) => kind !== 'local');

describe('facet distribute on functions that stand in for those of Citus', () => {
  let standIn: StandIn;
  const said: string[] = [];
  beforeAll(async () => {
    standIn = await openStandIn(async (client) => {
      await addCustomers({ client }, customers(3));
      await client`select facet.ensure_partitions('activity', '2026-03-01', '2026-03-31')`;
      await client`insert into facet.activity (customer_id, event_id, time, load_id) values ('C1', '1', '2026-03-02', 0)`;
      await client`insert into facet.industries (industry_id, industry_name) values ('I', 'I')`;
    });
  });
  afterAll(() => standIn.drop());

  // One story in order.
  it('begins only while nobody works on it as on one machine', async () => {
    const server = openClient(standIn.database.target, { max: 1, applicationName: 'facet serve' });
    await server`select 1`;
    const sentence =
      'The database is in use by facet serve (1 connection): stop every server and command of Facet on it, then distribute it.';
    await expect(distribute(standIn.client)).rejects.toEqual(refusal(sentence, 'TARGET_BUSY'));
    await server.end();
    expect(await standIn.calls()).toEqual([]);
  });

  it('places every table, customers first of the distributed ones, and what foreign keys lead to before', async () => {
    expect(await isDistributed(standIn.client)).toBe(false);
    expect(await distribute(standIn.client, 12, (line) => said.push(line))).toBe(wanted.length);
    const calls = await standIn.calls();
    expect(placed(calls)).toEqual(wanted.map(([name]) => name));
    const distributed = calls.filter((call) => call.startsWith('distributed'));
    expect(distributed[0]).toBe('distributed facet.customers by customer_id with none');
    expect(distributed.slice(1).filter((call) => !call.endsWith(' with facet.customers'))).toEqual([]);
    expect(calls).toContain('distributed facet.metric_values by entity_id with facet.customers');
    expect(calls.indexOf('reference facet.industries')).toBeLessThan(calls.indexOf('reference facet.companies'));
  });

  it('clears the coordinator of the rows of filled tables alone, when all are placed', async () => {
    const calls = await standIn.calls();
    const cleared = calls.filter((call) => call.startsWith('cleared'));
    expect(cleared).toEqual(['cleared facet.industries', 'cleared facet.customers', 'cleared facet.activity']);
    expect(calls.indexOf('cleared facet.industries')).toBeGreaterThan(
      calls.indexOf('distributed facet.metric_base_rows by entity_id with facet.customers'),
    );
    const [rows] = await standIn.client`
      select (select count(*)::int from stand_in.customers) as moved, (select count(*)::int from facet.customers) as left`;
    expect(rows).toEqual({ moved: 3, left: 0 });
  });

  it('tells each table when it is placed', () => {
    expect(
      said.filter((line) => line === `14 of ${wanted.length}: customers is distributed by customer_id`),
    ).toHaveLength(1);
    expect(said.some((line) => /^\d+ functions on every node$/.test(line))).toBe(true);
  });

  it('takes the triggers from reference tables alone, with the table that is placed', async () => {
    const rows = await standIn.client<{ name: string }[]>`
      select distinct relname as name from pg_trigger join pg_class c on c.oid = tgrelid
      where tgname in ('tell_change', 'tell_day_change') order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(['documents', 'segment_days', 'segments']);
  });

  it('shows what is wanted and found', async () => {
    const states = await distributionStatus(standIn.client);
    expect(states.filter(({ wanted, found }) => wanted !== found)).toEqual([]);
    expect(states.find(({ table }) => table === 'metric_values')).toEqual({
      table: 'metric_values',
      wanted: 'distributed by entity_id',
      found: 'distributed by entity_id',
      why: expect.any(String) as unknown,
      shards: 12,
      rows: '0',
      bytes: '8192',
    });
    // The parent and its month, of 8,192 bytes each.
    expect(states.find(({ table }) => table === 'activity')).toMatchObject({ shards: 12, bytes: '16384' });
    expect(states.find(({ table }) => table === 'segments')).toMatchObject({ found: 'local', shards: 0 });
  });

  it('does nothing a second time, whatever number of shards is left out', async () => {
    const before = await standIn.calls();
    expect(await distribute(standIn.client)).toBe(0);
    expect(await standIn.calls()).toEqual(before);
    expect(await distributeStatements(standIn.client, undefined)).toEqual([]);
  });

  it('refuses another number of shards', async () => {
    const sentence =
      'The tables are in 12 shards already, not in 13: leave --shards out, or change them first by ' +
      "select alter_distributed_table('facet.customers', shard_count => 13, cascade_to_colocated => true);";
    await expect(distribute(standIn.client, 13)).rejects.toEqual(refusal(sentence, 'DISTRIBUTION_REFUSED'));
  });

  it('lets roles read on the workers that ask as themselves', async () => {
    const { client } = standIn;
    const [own] = await client<{ name: string }[]>`select 'facet_viewer_' || current_database() as name`;
    const role = own?.name ?? '';
    await client`create role ${client(role)} nologin`;
    try {
      const before = (await standIn.calls()).length;
      expect(await distribute(client)).toBe(0);
      const [call = '', ...more] = (await standIn.calls()).slice(before);
      expect(more).toEqual([]);
      // What a worker gets must be a statement: PostgreSQL itself reads it.
      await client.begin(async (inside) => {
        await inside.unsafe(call);
        const [has] = await inside`
          select has_table_privilege(${role}, 'facet.customers', 'select') as reads, rolcanlogin as enters
          from pg_roles where rolname = ${role}`;
        expect(has).toEqual({ reads: true, enters: true });
        await inside.unsafe(`drop owned by ${role}`);
      });
    } finally {
      await client`drop role ${client(role)}`;
    }
  });

  it('places a table that was added since', async () => {
    const before = (await standIn.calls()).length;
    await standIn.client`delete from pg_dist_partition where logicalrelid = 'facet.sms_opt_status'::regclass`;
    await standIn.client`drop table stand_in.sms_opt_status`;
    expect(await distribute(standIn.client)).toBe(1);
    expect((await standIn.calls()).slice(before)).toEqual([
      'distributed facet.sms_opt_status by customer_id with facet.customers',
    ]);
  });

  it('refuses a table that lies elsewhere, and names it', async () => {
    const { client } = standIn;
    await client`update pg_dist_partition set colocationid = 9 where logicalrelid = 'facet.activity'::regclass`;
    await client`update pg_dist_partition set partmethod = 'n', partkey = null, repmodel = 't' where logicalrelid = 'facet.customer_profiles'::regclass`;
    const sentence =
      'Tables are placed otherwise than Facet asks them: activity is distributed by customer_id, apart from customers and not ' +
      'distributed by customer_id; customer_profiles is reference and not distributed by customer_id. Take that back first with ' +
      "select undistribute_table('facet.NAME');";
    await expect(distribute(client)).rejects.toEqual(refusal(sentence, 'DISTRIBUTION_REFUSED'));
  });

  it('counts tables of the coordinator that lie in shards among those that do not lie as they are to', async () => {
    const { client } = standIn;
    await client`
      insert into pg_dist_partition values ('facet.audit_log'::regclass, 'h', 'entry_id', 9, 's'), ('facet.documents'::regclass, 'n', null, 1, 't')`;
    const states = await distributionStatus(client);
    expect(states.filter((state) => !liesAsWanted(state)).map(({ table, found }) => [table, found])).toEqual([
      ['activity', 'distributed by customer_id, apart from customers'],
      ['audit_log', 'distributed by entry_id'],
      ['customer_profiles', 'reference'],
    ]);
  });
});

describe('a run that is broken off, on functions that stand in for those of Citus', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await openStandIn((client) => addCustomers({ client }, customers(2)));
  });
  afterAll(() => standIn.drop());

  it('says which statement failed on some node, and why', async () => {
    const { client } = standIn;
    await client.unsafe(`
      create function stand_in.away() returns trigger language plpgsql as
        $$ begin raise 'connection to the remote node worker2:5432 failed' using errcode = '08006', detail = new.call; end $$;
      create trigger away before insert on stand_in.calls for each row
        when (new.call like 'reference facet.campaign%') execute function stand_in.away()`);
    const sentence =
      '"drop trigger tell_change on facet.campaigns; select create_reference_table(\'facet.campaigns\')" failed: connection to the ' +
      'remote node worker2:5432 failed (reference facet.campaigns). What is placed stays; run this again when that is mended.';
    await expect(distribute(client)).rejects.toEqual(refusal(sentence, 'DISTRIBUTION_REFUSED'));
    expect(placed(await standIn.calls())).toEqual(['industries', 'companies', 'contracts', 'accounts', 'products']);
    const [kept] = await client`
      select count(*)::int as triggers from pg_trigger where tgrelid = 'facet.campaigns'::regclass and tgname = 'tell_change'`;
    expect(kept).toEqual({ triggers: 1 });
    await client`drop trigger away on calls`;
  });

  it('leaves whole tables, which the next run goes on after', async () => {
    const { client } = standIn;
    // The connection is cut inside the call for one table, as by the end of the program or of the server.
    await client.unsafe(`
      create function stand_in.cut() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(10); return null; end $$;
      create trigger cut after insert on stand_in.calls for each row
        when (new.call like '%facet.customer_profiles%') execute function stand_in.cut()`);
    await expect(distribute(client)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    const before = placed(await standIn.calls());
    expect(before.at(-1)).toBe('activity_measures');
    await client`drop trigger cut on calls`;
    expect(await distribute(client)).toBe(wanted.length - before.length);
    expect(placed(await standIn.calls())).toEqual(wanted.map(([name]) => name));
    expect((await standIn.calls()).filter((call) => call.startsWith('cleared'))).toEqual(['cleared facet.customers']);
  });

  it('is finished where the rows of the coordinator were still there', async () => {
    const { client } = standIn;
    const before = (await standIn.calls()).length;
    await addCustomers({ client }, customers(2));
    expect(await distribute(client)).toBe(0);
    expect((await standIn.calls()).slice(before)).toEqual(['cleared facet.customers']);
  });

  it('does not run beside another one', async () => {
    const { client } = standIn;
    const holder = await client.reserve();
    await holder`select pg_advisory_lock(hashtext('facet.distribution'))`;
    const lines: string[] = [];
    const waiting = distribute(client, undefined, (line) => {
      lines.push(line);
      void holder`select pg_advisory_unlock(hashtext('facet.distribution'))`.then(() => holder.release());
    });
    expect(await waiting).toBe(0);
    expect(lines[0]).toMatch(/^Another run is distributing the tables \(.*\); waiting for it\.$/);
  });
});

describe('what is refused before anything is placed', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await openStandIn();
  });
  afterAll(() => standIn.drop());

  it.each([
    [
      'a version that is too old',
      `update pg_extension set extversion = '12.1-1' where extname = 'citus'`,
      'CITUS_MISSING',
      'Citus 12.1-1 is too old: Facet needs 13 or later. Update it on all nodes, then run: alter extension citus update;',
    ],
    [
      'a worker',
      'update pg_dist_local_group set groupid = 2',
      'CLUSTER_UNFIT',
      'This database is a worker of the cluster: set DATABASE_URL to its coordinator.',
    ],
    [
      'a cluster without workers',
      'delete from pg_dist_node where groupid > 0',
      'CLUSTER_UNFIT',
      'The cluster has no worker: a superuser can run on the coordinator: select citus_add_node(HOST, PORT); for each.',
    ],
    [
      'an index of somebody that shards cannot keep',
      'create unique index own on facet.customers (email)',
      'DISTRIBUTION_REFUSED',
      'Citus would refuse the tables as they are: the index own of customers is unique, or excludes rows, without the column ' +
        'customer_id. Drop or change that first.',
    ],
  ])('is %s', async (_what, statement, code, message) => {
    await standIn.client.unsafe(statement);
    try {
      await expect(distribute(standIn.client)).rejects.toEqual(refusal(message, code));
      expect(await standIn.calls()).toEqual([]);
    } finally {
      await standIn.client.unsafe(`
        update pg_extension set extversion = '13.2-1' where extname = 'citus';
        update pg_dist_local_group set groupid = 0;
        delete from pg_dist_node; insert into pg_dist_node values (1, true, true);
        drop index if exists facet.own`);
    }
  });

  it('is not a single node that takes shards itself', async () => {
    await standIn.client`delete from pg_dist_node`;
    await standIn.client`insert into pg_dist_node values (0, true, true)`;
    expect(await distribute(standIn.client)).toBe(wanted.length);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placementFaults, unplacedTables } from '../../src/distribution/placementFaults.js';
import { placements } from '../../src/distribution/placements.js';
import { transact } from '../../src/db/transact.js';
import { plainDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await plainDatabase();
});
afterAll(() => database.drop());

/** What is found after some statements, which are taken back. */
async function after(statements: readonly string[], find = placementFaults): Promise<readonly string[]> {
  let found: readonly string[] = [];
  const back = new Error('taken back');
  await transact(database.client, async (inside) => {
    for (const statement of statements) await inside.unsafe(statement);
    found = await find(inside);
    throw back;
  }).catch((error: unknown) => {
    if (error !== back) throw error;
  });
  return found;
}

describe('the placements of tables', () => {
  it('name every table of the migrated database, and no other but the one that enrichment makes', async () => {
    expect(await unplacedTables(database.client)).toEqual([]);
    const rows = await database.client<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'facet'`;
    const there = new Set(rows.map(({ name }) => name));
    expect(Object.keys(placements).filter((name) => !there.has(name))).toEqual(['activity_values']);
  });

  it('miss a table that a migration adds', async () => {
    expect(await after(['create table facet.novel (a int)'], unplacedTables)).toEqual(['novel']);
  });

  it('take every table with a key of a customer as distributed, but where runs or servers alone read it', async () => {
    const rows = await database.client<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'customer_id'
      where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(({ name }) => name).filter((name) => placements[name]?.kind !== 'distributed')).toEqual([]);
  });

  it('come after what their foreign keys lead to', async () => {
    const keys = await database.client<{ child: string; parent: string }[]>`
      select c.relname as child, p.relname as parent from pg_constraint f
      join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
      where f.contype = 'f' and c.relnamespace = 'facet'::regnamespace and f.conparentid = 0`;
    const order = Object.keys(placements);
    expect(keys.length).toBeGreaterThan(3);
    expect(keys.filter(({ child, parent }) => order.indexOf(child) < order.indexOf(parent))).toEqual([]);
  });
});

describe('what Citus would refuse', () => {
  it('is nothing of the migrated tables', async () => expect(await placementFaults(database.client)).toEqual([]));

  it.each([
    [
      'an index that is unique without the column',
      'create unique index own_email on facet.customers (email)',
      'the index own_email of customers is unique, or excludes rows, without the column customer_id',
    ],
    [
      'an index that only includes the column',
      'create unique index own_email on facet.customers (email) include (customer_id)',
      'the index own_email of customers is unique, or excludes rows, without the column customer_id',
    ],
    [
      'an exclusion that does not compare the column by equality',
      'alter table facet.segment_members add constraint own_stays exclude using gist (customer_id with <>, segment_id with =)',
      'the index own_stays of segment_members is unique, or excludes rows, without the column customer_id',
    ],
    [
      'a foreign key to a local table',
      `alter table facet.segment_members add constraint own_segment foreign key (segment_id) references facet.segments`,
      'the foreign key own_segment leads from segment_members (distributed) to segments (local)',
    ],
    [
      'a foreign key from a local table',
      `alter table facet.documents add column c text collate "C", add constraint own_c foreign key (c) references facet.customers`,
      'the foreign key own_c leads from documents (local) to customers (distributed)',
    ],
    [
      'a foreign key between distributed tables by another column',
      `create unique index own_app on facet.customers (customer_id, app);
       create unique index own_swapped on facet.customers (app, customer_id);
       alter table facet.sms_opt_status add constraint own_app foreign key (app, phone) references facet.customers (customer_id, app)`,
      'the foreign key own_app leads from sms_opt_status (distributed) to customers (distributed)',
    ],
    [
      'a trigger that is not ours to drop',
      `create trigger own before insert on facet.customers for each row execute function facet.tell_change()`,
      'the trigger own of customers would not run on its shards',
    ],
    [
      'a policy with a sub-query',
      `create policy own on facet.campaigns using (plan_id in (select plan_id from facet.campaign_actions))`,
      'the policy own of campaigns has a sub-query',
    ],
    [
      'a small identity',
      'alter table facet.products add column n int generated always as identity',
      'the identity n of products is no bigint',
    ],
    [
      'a partition with partitions',
      `create table facet.own_month partition of facet.activity for values from ('2026-01-01') to ('2026-02-01') partition by range (time)`,
      'the partition own_month of activity has partitions itself',
    ],
    [
      'another collation of the column',
      'alter table facet.delivery_rows alter customer_id type text collate "POSIX"',
      'the column customer_id of delivery_rows is text COLLATE "POSIX", not a text COLLATE "C" that is never null',
    ],
  ])('is found: %s', async (_what, statement, fault) => {
    expect(await after([statement])).toEqual([fault]);
  });

  it('is not a foreign key by the column, nor one to a reference table', async () => {
    const keys = [
      'alter table facet.sms_opt_status add constraint own foreign key (customer_id) references facet.customers',
      'alter table facet.campaign_targetings add constraint own foreign key (plan_id) references facet.campaigns',
    ];
    expect(await after(keys)).toEqual([]);
  });
});

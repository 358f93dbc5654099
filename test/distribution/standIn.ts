import { openClient, type Sql } from '../../src/db/client.js';
import { plainDatabase, type TestDatabase } from '../support/database.js';

/**
 * Functions and catalogues with the names of Citus, in SQL: no Citus, and nothing is distributed. They refuse what Citus refuses of a
 * table by triggers, placements and foreign keys, write down what they are asked, and put the rows of a placed table aside as if into
 * shards, so that what the program asks, in which order and how often can be seen. A real cluster is tried by `FACET_TEST_CITUS`.
 */
const standIn = `
  create schema stand_in;
  set local search_path = stand_in, public;
  create table calls (n int generated always as identity, call text);
  create table pg_dist_partition (logicalrelid regclass, partmethod "char", partkey text, colocationid int, repmodel "char");
  create table pg_dist_shard (logicalrelid regclass, shardid bigint);
  create table pg_dist_node (groupid int, isactive bool, shouldhaveshards bool);
  create table pg_dist_local_group (groupid int);
  create table pg_dist_object (classid oid, objid oid);
  insert into pg_dist_local_group values (0);
  insert into pg_dist_node values (0, true, false), (1, true, true), (2, true, true);
  create function citus_get_active_worker_nodes() returns table (node_name text, node_port bigint) language sql as
    $$ select 'worker' || groupid, 5432 from stand_in.pg_dist_node where isactive and groupid > 0 $$;
  create function column_to_column_name(regclass, text) returns text language sql as $$ select $2 $$;
  create function named(t regclass) returns text language sql as $$ select 'facet.' || relname from pg_class where oid = t $$;
  create function note(text) returns void language sql as $$ insert into stand_in.calls (call) values ($1) $$;
  create function place(t regclass, method "char", column_name text, coloc int, shards int) returns void language plpgsql as $$
  begin
    if exists (select 1 from stand_in.pg_dist_partition where logicalrelid = t) then raise 'table "%" is already distributed', t; end if;
    if exists (select 1 from pg_trigger where tgrelid = t and not tgisinternal) then raise 'relation "%" has triggers', t; end if;
    if exists (select 1 from pg_constraint f where f.contype = 'f' and f.conrelid = t
      and not exists (select 1 from stand_in.pg_dist_partition p where p.logicalrelid = f.confrelid)) then
      raise 'a table that % names is not placed', t; end if;
    insert into stand_in.pg_dist_partition values (t, method, column_name, coloc, case method when 'h' then 's' else 't' end);
    insert into stand_in.pg_dist_shard select t, s from generate_series(1, shards) s;
    execute format('create table stand_in.%I as table %s', (select relname from pg_class where oid = t), t);
  end $$;
  create function create_reference_table(t regclass) returns void language plpgsql as $$
  begin
    perform stand_in.place(t, 'n', null, 1, 1), stand_in.note('reference ' || stand_in.named(t));
  end $$;
  create function create_distributed_table(t regclass, distribution_column text, colocate_with text default 'default', shard_count int default null)
  returns void language plpgsql as $$
  begin
    if colocate_with <> 'none' and not exists (
      select 1 from stand_in.pg_dist_partition where logicalrelid = colocate_with::regclass and partmethod = 'h') then
      raise 'relation % is not distributed', colocate_with; end if;
    perform stand_in.place(t, 'h', distribution_column, 2, coalesce(shard_count, (select count(*)::int from stand_in.pg_dist_shard
      where logicalrelid = colocate_with::regclass)));
    perform stand_in.note(format('distributed %s by %s with %s', stand_in.named(t), distribution_column, colocate_with));
  end $$;
  create function truncate_local_data_after_distributing_table(t regclass) returns void language plpgsql as $$
  begin
    if not exists (select 1 from stand_in.pg_dist_partition where logicalrelid = t) then raise '% is not placed', t; end if;
    if exists (select 1 from pg_constraint f where f.contype = 'f' and f.confrelid = t
      and not exists (select 1 from stand_in.pg_dist_partition p where p.logicalrelid = f.conrelid)) then
      raise 'cannot truncate a table referenced in a foreign key constraint by a local table'; end if;
    execute format('truncate %s cascade', t);
    perform stand_in.note('cleared ' || stand_in.named(t));
  end $$;
  create function create_distributed_function(f regprocedure) returns void language sql as
    $$ insert into stand_in.pg_dist_object values ('pg_proc'::regclass, f) $$;
  create function citus_total_relation_size(regclass, boolean) returns bigint language sql as $$ select 8192::bigint $$;
  create function run_command_on_workers(command text) returns table (nodename text, nodeport int, success bool, result text)
  language plpgsql as $$ begin perform stand_in.note(command); return query select 'worker1', 5432, command !~ 'refused', 'DO'; end $$;
  insert into pg_extension values (99999, 'citus', 10, 2200, false, '13.2-1', null, null);`;

/** A database of its own with the stand-in in it, which a client of its own finds. */
export interface StandIn {
  readonly database: TestDatabase;
  readonly client: Sql;
  /** What was asked of it so far, in order. */
  calls(): Promise<string[]>;
  drop(): Promise<void>;
}

/** A migrated database on which statements of Citus can be asked; `fill` runs before the stand-in is there. */
export async function openStandIn(fill?: (client: Sql) => Promise<unknown>): Promise<StandIn> {
  const database = await plainDatabase();
  await fill?.(database.client);
  await database.client.begin((inside) => inside.unsafe(standIn));
  const [own] = await database.client<{ name: string }[]>`select quote_ident(current_database()) as name`;
  await database.client.unsafe(`alter database ${own?.name} set search_path = "$user", public, stand_in`);
  const client = openClient(database.target, { max: 4, maxLifetime: null });
  return {
    database,
    client,
    calls: async () => (await client<{ call: string }[]>`select call from calls order by n`).map(({ call }) => call),
    drop: async () => {
      await client.end({ timeout: 5 });
      await database.drop();
    },
  };
}

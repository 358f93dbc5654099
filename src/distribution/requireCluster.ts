import type { Sql } from '../db/client.js';
import { UserError } from '../lib/errors/UserError.js';

/** The oldest version of Citus that Facet is distributed by. */
const oldestVersion = 13;

/** Throws `CITUS_MISSING` where the extension is not there, or is too old. */
async function requireExtension(client: Sql, isEmbedded: boolean): Promise<void> {
  const [extension] = await client<{ version: string }[]>`
    select extversion as version from pg_extension where extname = 'citus'`;
  if (extension === undefined)
    throw new UserError(
      isEmbedded
        ? 'The embedded database has no Citus and runs on one machine: set DATABASE_URL to the coordinator of a Citus cluster.'
        : `This database has no Citus: its extension, version ${oldestVersion} or later, is needed on the coordinator and on every worker. ` +
            'A superuser can run: create extension citus; then select citus_add_node(HOST, PORT); for each worker.',
      'CITUS_MISSING',
    );
  if (Number.parseInt(extension.version, 10) < oldestVersion)
    throw new UserError(
      `Citus ${extension.version} is too old: Facet needs ${oldestVersion} or later. Update it on all nodes, then run: alter extension citus update;`,
      'CITUS_MISSING',
    );
}

/** Throws `CLUSTER_UNFIT` where this is a worker, or no node takes shards. */
async function requireNodes(client: Sql): Promise<void> {
  const [node] = await client<{ group: number; workers: number; takesShards: boolean }[]>`
    select (select groupid from pg_dist_local_group) as group, (select count(*)::int from citus_get_active_worker_nodes()) as workers,
      exists (select 1 from pg_dist_node where isactive and shouldhaveshards) as "takesShards"`;
  if (node === undefined) throw new Error('The query gives one row');
  if (node.group !== 0)
    throw new UserError(
      'This database is a worker of the cluster: set DATABASE_URL to its coordinator.',
      'CLUSTER_UNFIT',
    );
  if (node.workers === 0 && !node.takesShards)
    throw new UserError(
      'The cluster has no worker: a superuser can run on the coordinator: select citus_add_node(HOST, PORT); for each.',
      'CLUSTER_UNFIT',
    );
}

/** Throws `DISTRIBUTION_REFUSED` where some tables are not the user's own. */
export async function requireOwner(client: Sql): Promise<void> {
  const [row] = await client<{ tables: string | null; owners: string | null }[]>`
    select string_agg(c.relname, ', ' order by c.relname) as tables, string_agg(distinct pg_get_userbyid(c.relowner), ', ') as owners
    from pg_class c
    where c.relnamespace = to_regnamespace('facet') and c.relkind in ('r', 'p') and not c.relispartition
      and not pg_has_role(c.relowner, 'usage')`;
  if (row?.tables == null) return;
  throw new UserError(
    `The database user may not distribute ${row.tables}: run this as their owner (${row.owners}), or as a superuser.`,
    'DISTRIBUTION_REFUSED',
  );
}

/** Throws a `UserError` that says what to run where the database is not the coordinator of a cluster that can take the tables. */
export async function requireCluster(client: Sql, isEmbedded: boolean): Promise<void> {
  await requireExtension(client, isEmbedded);
  await requireNodes(client);
  await requireOwner(client);
}

import type { Sql } from '../db/client.js';
import { findMissingRights, hasRowRights } from '../db/rowRights/applyRowRights.js';
import { hasCitus } from '../db/isDistributed.js';
import type { FoundPlacement } from './found.js';
import { droppedTriggers } from './placementFaults.js';
import { firstOfGroup, placementName, placementOf, placements } from './placements.js';

/** A part of the work that is done as a whole or not at all. */
export interface PlacingStep {
  /** What is so when it is done. */
  readonly says: string;
  /** More than one run in one transaction. */
  readonly statements: readonly string[];
}

/** Functions that shards work with, and that not every node has: those made before the extension was. */
export async function functionSteps(client: Sql): Promise<readonly PlacingStep[]> {
  const known = (await hasCitus(client))
    ? client`and not exists (select 1 from pg_dist_object d where d.classid = 'pg_proc'::regclass and d.objid = p.oid)`
    : client``;
  const rows = await client<{ signature: string }[]>`
    select format('facet.%I(%s)', p.proname, array_to_string(array(
      select format_type(t.type, null) from unnest(p.proargtypes) with ordinality as t (type, place) order by t.place), ', ')) as signature
    from pg_proc p
    where p.pronamespace = to_regnamespace('facet') and p.provolatile <> 'v' and p.prokind = 'f' and not exists (
      select 1 from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e') ${known}
    order by p.oid`;
  return rows.map((row) => ({
    says: `${row.signature} is on every node`,
    statements: [`select create_distributed_function('${row.signature}')`],
  }));
}

/** The tables that are to lie in shards. */
export const placedNames: ReadonlySet<string> = new Set(
  Object.entries(placements).flatMap(([name, { kind }]) => (kind === 'local' ? [] : [name])),
);

/** What makes policies anew that Citus would refuse, where rows are narrowed for viewers. */
export async function policySteps(client: Sql): Promise<readonly PlacingStep[]> {
  if (!(await hasRowRights(client))) return [];
  const { ofTables } = await findMissingRights(client, placedNames);
  return ofTables.length === 0 ? [] : [{ says: 'policies have no sub-queries', statements: ofTables }];
}

/** The triggers that go with a table's placement, by table. */
async function readTriggers(client: Sql): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await client<{ name: string; triggers: string[] }[]>`
    select c.relname as name, array_agg(g.tgname::text order by g.tgname) as triggers
    from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where c.relnamespace = to_regnamespace('facet') and not g.tgisinternal and g.tgname = any(${[...droppedTriggers]}::text[])
    group by c.relname`;
  return new Map(rows.map(({ name, triggers }) => [name, triggers]));
}

function placingStatement(table: string, shards: number): string {
  const placement = placementOf(table);
  const name = `'facet.${table}'`;
  if (placement.kind !== 'distributed') return `select create_reference_table(${name})`;
  const group =
    table === firstOfGroup
      ? `colocate_with => 'none', shard_count => ${shards}`
      : `colocate_with => 'facet.${firstOfGroup}'`;
  return `select create_distributed_table(${name}, '${placement.by}', ${group})`;
}

/** What places each table that does not lie as it is to, in the order in which they are placed. */
export async function placingSteps(
  client: Sql,
  found: ReadonlyMap<string, FoundPlacement>,
  shards: number,
): Promise<readonly PlacingStep[]> {
  const triggers = await readTriggers(client);
  return Object.entries(placements)
    .filter(([table, { kind }]) => kind !== 'local' && found.get(table)?.kind === 'local')
    .map(([table, placement]) => ({
      says: `${table} is ${placementName(placement)}`,
      statements: [
        ...(placement.kind === 'reference' ? (triggers.get(table) ?? []) : []).map(
          (trigger) => `drop trigger ${trigger} on facet.${table}`,
        ),
        placingStatement(table, shards),
      ],
    }));
}

/** What takes away the rows that the coordinator still has of tables whose rows are in shards; it could be done before by nobody. */
export async function clearingSteps(client: Sql): Promise<readonly PlacingStep[]> {
  const names = [...placedNames];
  const rows = await client<{ name: string }[]>`
    select w.name from unnest(${names}::text[]) with ordinality as w (name, place)
    where exists (
      select 1 from pg_class c where c.oid = to_regclass(format('facet.%I', w.name)) and pg_relation_size(c.oid) > 0
      union all
      select 1 from pg_partition_tree(to_regclass(format('facet.%I', w.name))) t where pg_relation_size(t.relid) > 0)
    order by w.place`;
  return rows.map(({ name }) => ({
    says: `the coordinator keeps no rows of ${name} itself`,
    statements: [`select truncate_local_data_after_distributing_table('facet.${name}')`],
  }));
}

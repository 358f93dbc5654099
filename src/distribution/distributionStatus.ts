import { sql } from 'drizzle-orm';
import type { Sql } from '../db/client.js';
import { run } from '../db/runStatement.js';
import { identifier } from '../db/sql.js';
import { readFound, type FoundPlacement } from './found.js';
import { foundName } from './misplaced.js';
import { firstOfGroup, placementName, placementOf } from './placements.js';

/** A table with where it is to lie and where it lies. */
export interface TableStatus {
  readonly table: string;
  readonly wanted: string;
  readonly found: string;
  /** Why it is to lie there. */
  readonly why: string;
  /** 0 for a table that Citus does not know. */
  readonly shards: number;
  /** Counted, as a decimal string. */
  readonly rows: string;
  /** On all nodes, with indexes, as a decimal string. */
  readonly bytes: string;
}

/** Whether a table lies as it is to; one of the coordinator may be a reference table as well. */
export const liesAsWanted = ({ wanted, found }: Pick<TableStatus, 'wanted' | 'found'>): boolean =>
  wanted === found || (wanted === 'local' && found === 'reference');

/** Rows and bytes of a table, its partitions with it. */
async function sizeOf(client: Sql, table: string, { group }: FoundPlacement): Promise<{ rows: string; bytes: string }> {
  const size = group === null ? sql`pg_total_relation_size(id)` : sql`citus_total_relation_size(id::regclass, false)`;
  const [sizes] = await run<{ rows: string; bytes: string }>(
    client,
    sql`with own as (select format('facet.%I', ${table}::text)::regclass as id)
      select (select count(*) from facet.${identifier(table)}) as rows, coalesce(sum(${size}), 0) as bytes
      from (select relid::oid as id from own, pg_partition_tree(own.id) union select id::oid from own) as parts`,
  );
  return { rows: sizes?.rows ?? '0', bytes: sizes?.bytes ?? '0' };
}

/** How the tables of a database lie, in the order of their names; `onTable` is told which one is counted. Changes nothing. */
export async function distributionStatus(
  client: Sql,
  onTable: (table: string) => void = () => {},
): Promise<readonly TableStatus[]> {
  const found = await readFound(client);
  const states: TableStatus[] = [];
  for (const [table, one] of found) {
    onTable(table);
    const placement = placementOf(table);
    states.push({
      table,
      wanted: placementName(placement),
      found: foundName(table, one, found.get(firstOfGroup)),
      why: placement.why,
      shards: one.shards,
      ...(await sizeOf(client, table, one)),
    });
  }
  return states;
}

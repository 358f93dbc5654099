import { recordChange } from '../audit/recordChange.js';
import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { packageVersion } from '../lib/process/packageRoot.js';
import { printable } from '../lib/text/printable.js';
import { UserError } from '../lib/errors/UserError.js';
import { gatherPerson } from './gatherPerson.js';
import { personTables } from './personTables.js';

/** Everything that is known of a person. */
export interface PersonExport {
  readonly meta: {
    readonly customer: string;
    /** ISO 8601. */
    readonly exportedAt: string;
    readonly program: string;
    /** The source systems that it comes from, as imports name them. */
    readonly sources: readonly string[];
    /** What generic columns of `customer_profiles` mean, by column. */
    readonly columns: Readonly<Record<string, string>>;
    readonly rows: Readonly<Record<string, number>>;
  };
  /** Rows by table, in the names of the database. */
  readonly tables: Readonly<Record<string, readonly object[]>>;
}

type Rows = readonly Record<string, unknown>[];

const withoutNulls = (row: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

async function readTables(client: Sql, config: Job['config']): Promise<Record<string, object[]>> {
  const tables: Record<string, object[]> = {};
  for (const { table, place, treatment } of await personTables(client, config)) {
    const rows = await client.unsafe<{ row: Record<string, unknown> }[]>(
      `select to_jsonb(t) as row from ${place} as t where ${treatment.rows} order by t::text`,
    );
    if (rows.length > 0) (tables[table] ??= []).push(...rows.map(({ row }) => withoutNulls(row)));
  }
  return tables;
}

/** What the generic columns mean that are used. */
async function readColumns(client: Sql): Promise<Record<string, string>> {
  const rows = await client<{ slot: string; meaning: string }[]>`
    select lower(slot) as slot, string_agg(alias || ': ' || description, '; ' order by valid_from) as meaning
    from facet.customer_profile_fields group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ slot, meaning }) => [slot, meaning]));
}

const sourcesOf = ({ unified_customers: records = [] }: Readonly<Record<string, readonly object[]>>): string[] =>
  [...new Set((records as Rows).map(({ datasource }) => String(datasource)))].toSorted();

/**
 * Reads everything that is known of a customer, as of one instant, from the tables that forgetting goes through; notes it in the audit
 * log. Values of the audit log's own hashes and columns without a value are left out. Throws a `UserError` (`CUSTOMER_UNKNOWN`).
 */
export async function exportPerson(job: Job, customerId: string, by: string): Promise<PersonExport> {
  const { config, now } = job;
  return (await job.client.begin('isolation level repeatable read', async (begun) => {
    const client = begun as unknown as Sql;
    await gatherPerson(client, customerId);
    const tables = await readTables(client, config);
    if (Object.keys(tables).length === 0)
      throw new UserError(
        `Nothing is known of a customer with the id "${printable(customerId)}", so there is nothing to export.`,
        'CUSTOMER_UNKNOWN',
      );
    await recordChange(client, now, { operation: 'export', viewer: by, customers: 1, persons: [customerId] });
    const counts = Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]));
    const columns = tables['customer_profiles'] === undefined ? {} : await readColumns(client);
    return {
      meta: {
        customer: customerId,
        exportedAt: now.toISOString(),
        program: `facet ${packageVersion}`,
        sources: sourcesOf(tables),
        columns,
        rows: counts,
      },
      tables,
    };
  })) as PersonExport;
}

import type { Config } from '../../src/config.js';
import { readConfig } from '../../src/config.js';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import type { EnrichReport } from '../../src/enrichment/enrichReport.js';
import type { Sql } from '../../src/db/client.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

type Database = Pick<TestDatabase, 'client'>;

export interface SampleEvent {
  /** Default: not known. */
  readonly customer?: string;
  readonly id: string;
  readonly at: string;
  readonly client?: string | null;
  readonly url?: string;
  readonly type?: string;
}

/** Events of the canonical table, with partitions for every day from 2025-11-01 to 2026-12-31. */
export async function addEvents({ client }: Database, events: readonly SampleEvent[]): Promise<void> {
  await client`select facet.ensure_partitions('activity', date '2025-11-01', date '2026-12-31')`;
  if (events.length === 0) return;
  await client`insert into facet.activity ${client(
    events.map(({ customer, id, at, client, url, type }) => ({
      customer_id: customer ?? '',
      event_id: id,
      time: at,
      client_id: client ?? null,
      url: url ?? null,
      event_type: type ?? 'page_view',
      load_id: '0',
    })),
  )}`;
}

type Enrichment = Partial<Config['enrichment']>;

interface Settings {
  readonly timeZone?: string;
  readonly enrichment?: Enrichment;
}

export const configOf = ({ timeZone = 'UTC', enrichment = {} }: Settings): Config => {
  const config = readConfig({});
  return { ...config, timeZone, enrichment: { ...config.enrichment, ...enrichment } };
};

/** Enriches as of a day at noon of New Year's Eve 2026, when every day of the samples is over. */
export const enrich = (
  database: Database,
  asOf: string,
  { only, rebuild, ...settings }: Settings & { readonly only?: readonly string[]; readonly rebuild?: boolean } = {},
): Promise<EnrichReport> =>
  runEnrich(testJob(database, '2026-12-31T12:00:00Z', configOf(settings)), { asOf, only, rebuild });

const rows = async (client: Sql, query: string): Promise<readonly string[]> =>
  (await client.unsafe(`select (to_jsonb(t) - 'load_id')::text as row from (${query}) as t order by 1`)).map(
    ({ row }) => row as string,
  );

export const enrichedTable = ({ client }: Database): Promise<readonly string[]> =>
  rows(client, 'select * from facet.enriched_customers');

export const snapshotOf = ({ client }: Database, day: string): Promise<readonly string[]> =>
  rows(client, `select * from facet.customer_profiles where profile_date = '${day}'`);

/** The roll-ups, up to a day. */
export const rollups = async ({ client }: Database, last = '9999-12-31') => ({
  visits: await rows(client, `select * from facet.activity_visits where day <= '${last}'`),
  measures: await rows(client, `select * from facet.activity_measures where day <= '${last}'`),
  days: await rows(client, `select * from facet.activity_days where day <= '${last}'`),
});

/** Everything that a run as of a day makes, load ids aside. */
export const everything = async (database: Database, day: string) => ({
  enriched: await enrichedTable(database),
  snapshot: await snapshotOf(database, day),
  ...(await rollups(database)),
});

/** Some attributes of every customer, by customer. */
export async function attributeValues<T extends Record<string, unknown>>(
  { client }: Database,
  names: readonly (keyof T & string)[],
): Promise<Record<string, T>> {
  const found = await client.unsafe<({ customer_id: string } & T)[]>(
    `select customer_id, ${names.join(', ')} from facet.enriched_customers order by customer_id`,
  );
  return Object.fromEntries(found.map(({ customer_id, ...attributes }) => [customer_id, attributes as unknown as T]));
}

import { enrichmentKeys } from '../../src/config/enrichmentKeys.js';
import type { Config } from '../../src/config.js';
import type { Job } from '../../src/db/job.js';
import type { EnrichOptions } from '../../src/enrichment/planEnrich.js';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import type { EnrichReport } from '../../src/enrichment/enrichReport.js';
import type { TestDatabase } from './database.js';
import { testJob } from './job.js';

/** Keys of `enrichment:` as they stand in a file. */
export type EnrichKeys = Readonly<Record<string, unknown>>;

export interface EnrichRun extends EnrichOptions {
  readonly keys?: EnrichKeys;
  readonly timeZone?: string;
  /** The instant of the run; default: in the middle of the day after `asOf`. */
  readonly now?: string;
}

/** Own tables as the original workflow names their columns. */
export const ownTables: EnrichKeys = {
  user_master_table: 'public.master',
  user_master_join_key: 'td_client_id',
  activity_table: 'public.pageviews',
  activity_table_join_key: 'td_client_id',
  enriched_user_master_table: 'public.enriched',
  td_intent_key: 'time',
  utm_source_column: 'td_url',
  session_key: 'td_client_id',
};

/** Makes the own tables: every key of the events is in the master, and so are `others`. Times are epoch seconds or instants. */
export async function createOwnTables(
  { client }: TestDatabase,
  events: readonly {
    readonly key: string | null;
    readonly time: string | number;
    readonly url?: string;
    readonly ip?: string;
  }[],
  others: readonly string[] = [],
): Promise<void> {
  await client`create table public.pageviews (td_client_id text, td_url text, td_ip text, time timestamptz)`;
  const instant = (time: string | number): string =>
    typeof time === 'number' ? new Date(time * 1000).toISOString() : time;
  const rows = events.map(({ key, time, url, ip }) => [key, url ?? null, ip ?? null, instant(time)]);
  await client`
    insert into public.pageviews
    select value ->> 0, value ->> 1, value ->> 2, (value ->> 3)::timestamptz from jsonb_array_elements(${client.json(rows)})`;
  await client`create table public.master (td_client_id text)`;
  await client`
    insert into public.master
    select distinct td_client_id from public.pageviews where td_client_id is not null
    union select unnest(${[...others]}::text[])`;
}

type DayRun = EnrichRun & { readonly asOf: string };

/** The job of a run on the own tables unless told otherwise. */
export function enrichJob(
  database: Pick<TestDatabase, 'client'>,
  { asOf, keys = {}, timeZone = 'UTC', now }: DayRun,
): Job {
  const next = new Date(Date.parse(`${asOf}T12:00:00Z`) + 86_400_000).toISOString();
  const config: Partial<Config> = { timeZone, enrichment: enrichmentKeys.parse({ ...ownTables, ...keys }) };
  return testJob(database, now ?? next, config);
}

/** Runs `facet enrich` on the own tables unless told otherwise. */
export async function enrich(database: Pick<TestDatabase, 'client'>, run: DayRun): Promise<EnrichReport> {
  const { asOf, only, rebuild } = run;
  return runEnrich(enrichJob(database, run), { asOf, only, rebuild });
}

export type ResultRow = Readonly<Record<string, unknown>>;

/** The rows of a result by key: numbers as numbers, instants as ISO text. */
export async function resultRows(
  { client }: TestDatabase,
  columns: readonly string[],
  { table = 'public.enriched', key = 'td_client_id' }: { readonly table?: string; readonly key?: string } = {},
): Promise<ReadonlyMap<string, ResultRow>> {
  const rows = await client.unsafe<{ key: string; row: ResultRow }[]>(
    `select coalesce("${key}"::text, 'null') as key, to_jsonb(r) as row from ${table} as r`,
  );
  return new Map(
    rows.map(({ key: name, row }) => [name, Object.fromEntries(columns.map((column) => [column, row[column]]))]),
  );
}

import { hash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { compile, identifier } from '../../db/sql.js';
import type { Columns } from '../measures/columns.js';
import { keyText, textColumn, timeColumn, type TimeColumn } from '../tables/columnValues.js';
import { badKey, findTable, type DatabaseTable } from '../tables/databaseTable.js';
import { localTime } from './localTime.js';
import { shortKey } from './shortKey.js';

/** How the configured activity table is read: SQL over its row `a`. */
export interface ActivityTable {
  readonly table: DatabaseTable;
  /** Whether it is Facet's own, which is partitioned by month. */
  readonly isOwn: boolean;
  /** The master's key, `''` where the event has none. */
  readonly customer: SQL;
  readonly sessionKey: SQL;
  readonly sessionIp: SQL;
  readonly time: TimeColumn;
  /** The instant that recency counts by, where that is not `time`; null where it lies after the day of `time`. */
  readonly intentAt: SQL | undefined;
  readonly eventId: SQL | undefined;
  /** Whether the event id is unique by an index. */
  readonly hasUniqueId: boolean;
  readonly isPageView: SQL;
  readonly url: SQL;
  readonly referrer: SQL;
  readonly userAgent: SQL;
  /** When the row was loaded. */
  readonly loadedAt: TimeColumn | undefined;
  /** What measures may read of an event: the table's columns, and what is worked out from them. */
  readonly columns: Columns;
  /** A hash of all that decides what is read. */
  readonly settings: string;
}

type Settings = Pick<Config, 'enrichment' | 'timeZone'>;

/** Columns that are used where a table has them, if nothing else is said. */
const usual = {
  event_id_column: ['event_id'],
  event_type_column: ['event_type'],
  referrer_column: ['referrer'],
  user_agent_column: ['user_agent'],
  activity_loaded_at: ['loaded_at', 'activity_loaded_at'],
} as const;

/** Raised when the same settings come to give other roll-ups. */
const rollupVersion = 1;

const nothing = sql`null::text`;

/** An instant, null where it lies after the day of another: the future is not recent. */
const notAfter = (instant: SQL, time: SQL, timeZone: string): SQL =>
  sql`case when ${localTime(instant, timeZone)}::date <= ${localTime(time, timeZone)}::date then ${instant} end`;

/** The key, `''` where it is too long for an index, as no key of the master is. */
const fittingKey = (key: SQL): SQL => sql`case when octet_length(${key}) <= 500 then ${key} else '' end`;

/** Whether a text is one of some in small letters, in any case; most are so as they stand, and `lower` is dear. */
const isOneOf = (text: SQL, small: readonly string[]): SQL => {
  const some = sql`any(${sql.param([...small])}::text[])`;
  return sql`coalesce(${text} = ${some} or lower(${text}) = ${some}, false)`;
};

/** Checks the keys that say how activity is read against the database. Throws a `UserError` that names the bad key. */
export async function readActivityTable(db: Sql, { enrichment, timeZone }: Settings): Promise<ActivityTable> {
  const table = await findTable(db, 'enrichment.activity_table', enrichment.activity_table);
  const master = await findTable(db, 'enrichment.user_master_table', enrichment.user_master_table);
  if (table.schema === master.schema && table.name === master.name)
    throw badKey(table.key, `"${enrichment.activity_table}" is also ${master.key}; events have a table of their own.`);
  const masterType = master.columns.get(enrichment.user_master_join_key);
  const at = (key: keyof typeof enrichment): string => `enrichment.${key}`;
  const optional = (key: keyof typeof usual): string | undefined => {
    const asked = enrichment[key];
    if (asked === null) return undefined;
    return asked ?? usual[key].find((column) => table.columns.has(column));
  };
  const text = (key: keyof typeof usual): SQL | undefined => {
    const column = optional(key);
    return column === undefined ? undefined : textColumn(table, at(key), column, 'a');
  };
  const time = (key: keyof typeof enrichment, column: string): TimeColumn =>
    timeColumn(table, at(key), column, { alias: 'a', timeZone });
  const key = (name: keyof typeof enrichment, column: string): SQL => keyText(table, at(name), column, 'a', masterType);
  const intent = time('td_intent_key', enrichment.td_intent_key);
  const { time_column: timeName, session_key_ip: ip } = enrichment;
  const idColumn = optional('event_id_column');
  const loadedAt = optional('activity_loaded_at');
  const eventType = text('event_type_column');
  if (ip !== null && !table.columns.has(ip)) keyText(table, at('session_key_ip'), ip, 'a');
  const url = textColumn(table, at('utm_source_column'), enrichment.utm_source_column, 'a');
  const isPageView =
    eventType === undefined
      ? sql`true`
      : isOneOf(
          eventType,
          enrichment.page_view_types.map((type) => type.toLowerCase()),
        );
  const found: Omit<ActivityTable, 'settings'> = {
    table,
    isOwn: table.schema === 'facet' && table.name === 'activity',
    customer: fittingKey(key('activity_table_join_key', enrichment.activity_table_join_key)),
    sessionKey: shortKey(keyText(table, at('session_key'), enrichment.session_key, 'a')),
    sessionIp: ip === null ? sql`''` : shortKey(sql`a.${identifier(ip)}::text`),
    time: timeName === null ? intent : time('time_column', timeName),
    intentAt: timeName === null ? undefined : notAfter(intent.instant, time('time_column', timeName).instant, timeZone),
    eventId:
      idColumn === undefined ? undefined : sql`nullif(${keyText(table, at('event_id_column'), idColumn, 'a')}, '')`,
    hasUniqueId: idColumn !== undefined && (await isUnique(db, table, idColumn)),
    isPageView,
    url,
    referrer: text('referrer_column') ?? nothing,
    userAgent: text('user_agent_column') ?? nothing,
    loadedAt: loadedAt === undefined ? undefined : time('activity_loaded_at', loadedAt),
    columns: new Map([
      ...[...table.columns.keys()].map((column) => [column, sql`a.${identifier(column)}`] as const),
      ['page', sql`facet.url_page(${url})`],
      ['category', sql`facet.page_category(facet.url_page(${url}))`],
      ['host', sql`facet.url_host(${url})`],
      ['is_page_view', isPageView],
      ['is_ad_landing', sql`coalesce(facet.is_ad_landing(${url}), false)`],
    ]),
  };
  return { ...found, settings: settingsOf(found, enrichment) };
}

async function isUnique(db: Sql, { schema, name }: DatabaseTable, column: string): Promise<boolean> {
  const rows = await db`
    select 1 from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where n.nspname = ${schema} and c.relname = ${name} and a.attname = ${column}
      and i.indisunique and i.indisvalid and i.indnkeyatts = 1 and i.indpred is null`;
  return rows.length > 0;
}

function settingsOf(
  found: Omit<ActivityTable, 'settings'>,
  { session_windows_time: window }: Config['enrichment'],
): string {
  const { customer, sessionKey, sessionIp, time, intentAt, eventId, isPageView, url, referrer, userAgent } = found;
  const parts = [
    customer,
    sessionKey,
    sessionIp,
    time.instant,
    intentAt,
    eventId,
    isPageView,
    url,
    referrer,
    userAgent,
  ];
  const statements = parts.map((part) => (part === undefined ? null : compile(part)));
  return hash('sha256', JSON.stringify([rollupVersion, tableName(found), window, statements]));
}

const tableName = ({ table: { schema, name } }: Pick<ActivityTable, 'table'>): string => `${schema}.${name}`;

import { sql, type SQL } from 'drizzle-orm';
import { compile, identifier, list } from '../../../src/db/sql.js';
import type { AttributeDefinition, DaysToCompute } from '../../../src/enrichment/definitions/definition.js';
import { computeAttributes } from '../../../src/enrichment/values/computeAttributes.js';
import { createRegistry } from '../../../src/enrichment/families/registry.js';
import type { Columns } from '../../../src/enrichment/measures/columns.js';
import { eventMeasures } from '../../../src/enrichment/measures/measure.js';
import { insertMeasures } from '../../../src/enrichment/measures/insertMeasures.js';
import { readConfig, type Config } from '../../../src/config.js';
import { enrichmentKeys } from '../../../src/config/enrichmentKeys.js';
import type { TestDatabase } from '../../support/database.js';
import { dataTypes } from '../../../src/words/dataTypes.js';

type Database = Pick<TestDatabase, 'client'>;

/** A configuration with attributes as a file would declare them, checked; a description is added where there is none. */
export function configWith(attributes: readonly object[], timeZone = 'UTC'): Config {
  const described = attributes.map((attribute) => ({ description: 'For a test.', ...attribute }));
  return { ...readConfig({}), timeZone, enrichment: enrichmentKeys.parse({ attributes: described }) };
}

export interface SampleEvent {
  readonly customer?: string;
  readonly session?: string;
  /** Without a zone it is UTC. */
  readonly time: string;
  readonly type?: string;
  readonly page?: string | null;
  readonly category?: string | null;
  /** A text, as most activity tables have it. */
  readonly price?: string | null;
  readonly amount?: number | null;
  readonly flag?: boolean | null;
}

/** The columns of sample events, over `a`. */
export const eventColumns: Columns = new Map(
  ['event_type', 'page', 'category', 'price', 'amount', 'flag', 'is_page_view'].map((name) => [
    name,
    name === 'is_page_view' ? sql`(a.event_type = 'page_view')` : sql`a.${identifier(name)}`,
  ]),
);

const eventRows = (events: readonly SampleEvent[]): SQL => {
  const rows = events.map((event) => ({ customer: 'A', session: '', type: 'page_view', ...event }));
  return sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as j (customer text, session text, "time" timestamptz,
    type text, page text, category text, price text, amount double precision, flag boolean)`;
};

/** Fills `facet.activity_measures` with what the attributes of a configuration measure of events, and `activity_visits` with their keys. */
export async function rollUp(database: Database, config: Config, events: readonly SampleEvent[]): Promise<void> {
  const measures = eventMeasures(createRegistry(config).definitions, eventColumns);
  const selected = measures.map(({ name, select }) => sql`${select} as ${identifier(name)}`);
  await run(database, sql`truncate facet.activity_measures, facet.activity_visits`);
  await run(
    database,
    sql`
      insert into facet.activity_visits (customer_id, day, session_key, started_at, ended_at, events, page_views, ad_landings)
      select customer, (time at time zone ${config.timeZone})::date as day, session, min(time), max(time), count(*), 0, 0
      from ${eventRows(events)} where customer <> '' or session <> '' group by customer, day, session`,
  );
  await run(
    database,
    insertMeasures(
      sql`(
        select ${list([
          sql`a.customer_id, a.session_key, (a.time at time zone ${config.timeZone})::date as day, a.time`,
          ...selected,
        ])}
        from (
          select customer as customer_id, session as session_key, type as event_type, j.* from ${eventRows(events)}
        ) as a)`,
      measures,
    ),
  );
}

export async function run<Row extends object>({ client }: Database, statement: SQL): Promise<Row[]> {
  const { text, values } = compile(statement);
  return [...(await client.unsafe<Row[]>(text, values as never[]))];
}

/** The values of attributes as texts, by customer and day: `A 2026-03-31`. */
export async function valuesOf(database: Database, config: Config, names: readonly string[], days: readonly string[]) {
  const { families, definitions } = createRegistry(config);
  const wanted = names.map((name) => definitions.find((one) => one.name === name) as AttributeDefinition);
  const { enrichment, timeZone } = config;
  const population = sql`select customer_id from facet.customers`;
  const context: DaysToCompute = { days, timeZone, enrichment, population };
  const columns = wanted.map(({ name, dataType }) =>
    dataTypes[dataType].kind === 'number'
      ? sql`trim_scale(${identifier(name)}::numeric)::text as ${identifier(name)}`
      : sql`${identifier(name)}::text`,
  );
  const rows = await run<Record<string, string | null>>(
    database,
    sql`select ${list([sql`customer_id || ' ' || day as key`, ...columns])}
      from (${computeAttributes(families, wanted, context)}) as made order by 1`,
  );
  return Object.fromEntries(rows.map((row) => [row['key'], names.map((name) => row[name])]));
}

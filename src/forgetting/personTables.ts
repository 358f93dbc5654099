import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { personalTables } from './personalTables.js';
import { without, type PersonTreatment } from './treatments.js';

/** A treatment of a table that is there. */
export interface TreatedTable {
  /** As the receipt names it: of Facet's schema without that. */
  readonly table: string;
  /** Qualified and quoted. */
  readonly place: string;
  readonly treatment: Exclude<PersonTreatment, { way: 'keep' }>;
}

/** Results of enrichment that the config has in other places than Facet's own. */
async function otherResults(client: Sql, { enrichment }: Pick<Job['config'], 'enrichment'>): Promise<TreatedTable[]> {
  const rows = await client<{ table: string; place: string; column: string }[]>`
    select n.nspname || '.' || c.relname as table, format('%I.%I', n.nspname, c.relname) as place,
      quote_ident(a.attname) as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = ${enrichment.user_master_join_key}
    where c.relkind = 'r' and obj_description(c.oid, 'pg_class') like 'Made by facet enrich%'
      and (n.nspname, c.relname) <> ('facet', 'enriched_customers')`;
  return rows.map(({ table, place, column }) => ({
    table,
    place,
    treatment: { way: 'delete', rows: `t.${column}::text = (select customer_id from forgetting)` },
  }));
}

interface Present {
  readonly name: string;
  /** Columns of text beside the key. */
  readonly texts: readonly string[];
}

/** Facet's tables that are there. */
const presentTables = (client: Sql): Promise<Present[]> => client<Present[]>`
  select c.relname as name, array(
    select a.attname::text from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'text'::regtype and a.attgenerated = ''
      and not exists (
        select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey))
    order by a.attnum) as texts
  from pg_class c where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p')`;

/** A treatment with all columns that it sets: rows that become nobody's keep no text of the person. */
function completed(treatment: TreatedTable['treatment'], { texts }: Present): TreatedTable['treatment'] {
  if (treatment.way !== 'pseudonymise') return treatment;
  return { ...treatment, set: { ...Object.fromEntries(texts.map((text) => [text, without(text)])), ...treatment.set } };
}

/** The tables that may hold something of a person and are there, with what is to be done of each, in order. */
export async function personTables(client: Sql, config: Pick<Job['config'], 'enrichment'>): Promise<TreatedTable[]> {
  const present = new Map((await presentTables(client)).map((table) => [table.name, table]));
  const own = Object.entries(personalTables).flatMap(([table, treatments]) => {
    const found = present.get(table);
    if (found === undefined) return [];
    return treatments.flatMap((treatment) =>
      treatment.way === 'keep' ? [] : [{ table, place: `facet."${table}"`, treatment: completed(treatment, found) }],
    );
  });
  return [...own, ...(await otherResults(client, config))];
}

/** SQL: what is done of a table. */
export function statementOf({ place, treatment }: TreatedTable): string {
  const where = `where ${treatment.rows}`;
  if (treatment.way === 'delete') return `delete from ${place} as t ${where}`;
  const set = Object.entries(treatment.set).map(([column, value]) => `"${column}" = ${value}`);
  return `update ${place} as t set ${set.join(', ')} ${where}`;
}

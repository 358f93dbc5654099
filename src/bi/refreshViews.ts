import { readCatalogue } from '../catalogue/readCatalogue.js';
import type { Sql } from '../db/client.js';
import { UserError } from '../lib/UserError.js';
import { appendColumns, realNameColumns, slotColumns, type ViewColumn } from './viewColumns.js';

interface Column {
  readonly name: string;
  readonly type: string;
}

const readColumns = (sql: Sql, relation: string) => sql<Column[]>`
  select attname as name, format_type(atttypid, atttypmod) as type
  from pg_attribute where attrelid = to_regclass(${relation}) and attnum > 0 and not attisdropped order by attnum`;

/** Only complete days are shown, as in GraphQL. */
const viewQuery = (columns: readonly ViewColumn[]): string => `
  select ${columns.map(({ name, expression }) => `${expression} as "${name}"`).join(', ')}
  from facet.customer_profiles
  where profile_date in (select d.profile_date from facet.profile_days d where d.complete)`;

async function replaceView(sql: Sql, view: string, wanted: readonly ViewColumn[]): Promise<void> {
  const present = await readColumns(sql, view);
  const ordered = appendColumns(present, wanted);
  if (ordered === null) await sql.unsafe(`drop view ${view}`);
  await sql.unsafe(`create or replace view ${view} as ${viewQuery(ordered ?? wanted)}`);
}

async function refresh(sql: Sql): Promise<void> {
  // A view change waits for its readers, and later readers wait for it: rather give up soon and come back.
  await sql`set local lock_timeout = '500ms'`;
  await sql`select pg_advisory_xact_lock(hashtext('facet.views'))`;
  const catalogue = await readCatalogue(sql);
  const slots = await readColumns(sql, 'facet.customer_profiles');
  const slotOnly = slots.filter(({ name }) => /^(str|field|date|time)\d+$/.test(name));
  await replaceView(sql, 'bi.customer_profiles', slotColumns(slotOnly));
  await replaceView(sql, 'bi.vw_customer_profiles_real_field_names', realNameColumns(catalogue));
  await sql.unsafe(`
    do $$ begin
      grant select on all tables in schema bi to facet_bi;
    exception when undefined_object then null; end $$`);
}

const attempts = 40;

/**
 * Makes the views over the wide table say what the catalogue says. Readers may have a view open: it is tried again for
 * about 20 s, and then a `UserError` says so; another one names a foreign view that hangs on a column that must go.
 */
export async function refreshViews(sql: Sql): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql.begin((transaction) => refresh(transaction as unknown as Sql));
      return;
    } catch (error) {
      const { code, detail } = error as { code?: string; detail?: string };
      if (code === '2BP01')
        throw new UserError(
          `The views in schema bi cannot follow the catalogue, because something depends on a column that goes: ` +
            `${(detail ?? '').replaceAll('\n', '; ')}. Drop that first, then run "facet bi --refresh".`,
          'VIEW_IN_USE',
        );
      if (code !== '55P03' && code !== '40P01') throw error;
      if (attempt === attempts)
        throw new UserError(
          'The views in schema bi are being read without a pause; the catalogue is changed, and "facet bi --refresh" brings the views up to it.',
          'VIEW_IN_USE',
        );
    }
  }
}

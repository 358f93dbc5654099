import { readCatalogue } from '../catalogue/readCatalogue.js';
import { retryLocked, shortLockTimeout } from '../catalogue/retryLocked.js';
import type { Sql } from '../db/client.js';
import { UserError } from '../lib/UserError.js';
import { grantToBi } from './grantToBi.js';
import { readColumns, replaceView } from './replaceView.js';
import { realNameColumns, slotColumns } from './viewColumns.js';

/** Held by whoever changes the views or the rights on them. */
export const lockViews = (sql: Sql) => sql`select pg_advisory_xact_lock(hashtext('facet.views'))`;

/** Only complete days are shown, as in GraphQL. */
const completeDays = 'profile_date in (select d.profile_date from facet.profile_days d where d.complete)';

/** The day that GraphQL's `profile` without a date is of. */
const newestDay = 'profile_date = (select max(d.profile_date) from facet.profile_days d where d.complete)';

async function refresh(sql: Sql): Promise<void> {
  // A view change waits for its readers, and later readers wait for it: rather give up soon and come back.
  await sql.unsafe(shortLockTimeout);
  await lockViews(sql);
  const catalogue = await readCatalogue(sql);
  const columns = await readColumns(sql, 'facet.customer_profiles');
  const slots = columns.filter(({ name }) => /^(str|field|date|time)\d+$/.test(name));
  await replaceView(sql, 'bi.customer_profiles', { columns: slotColumns(slots), days: completeDays });
  const realNames = realNameColumns(catalogue);
  await replaceView(sql, 'bi.vw_customer_profiles_real_field_names', { columns: realNames, days: completeDays });
  await replaceView(sql, 'bi.vw_customer_profiles_latest', { columns: realNames, days: newestDay });
  await grantToBi(sql);
}

const inUse = (reason: string): UserError => new UserError(reason, 'VIEW_IN_USE');

const readWithoutPause = (): UserError =>
  inUse(
    'The views in schema bi are being read without a pause; the catalogue is changed, and "facet bi --refresh" brings ' +
      'the views up to it.',
  );

/**
 * Makes the views over the wide table say what the catalogue says. Readers may have a view open: it is tried again for
 * about 20 s, and then a `UserError` says so; another one names what depends on a view that must be made anew.
 */
export async function refreshViews(sql: Sql): Promise<void> {
  try {
    await retryLocked(() => sql.begin((transaction) => refresh(transaction as unknown as Sql)), readWithoutPause);
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    if (code !== '2BP01') throw error;
    throw inUse(
      'The views in schema bi cannot follow the catalogue: a column goes or changes its type, so a view must be made ' +
        `anew, but ${(detail ?? '').replaceAll('\n', '; ')}. Drop that, run "facet bi --refresh", then make it again.`,
    );
  }
}

import { readCatalogue } from '../catalogue/readCatalogue.js';
import { retryLocked, shortLockTimeout } from '../db/locks/retryLocked.js';
import type { Role } from '../config/access/Role.js';
import type { Sql } from '../db/client.js';
import { transact } from '../db/transact.js';
import { UserError } from '../lib/errors/UserError.js';
import { grantToBi } from './grantToBi.js';
import { lockViews } from './lockViews.js';
import { profileViews } from './profileViews.js';
import { readSlots } from './readSlots.js';
import { replaceView } from './replaceView.js';
import { refreshRoleSchemas } from './roles/refreshRoleSchemas.js';
import { allRows } from './tableViews/TableRows.js';
import { tableViews } from './tableViews/tableViews.js';
import { realNameColumns, slotColumns } from './viewColumns.js';

const inUse = (reason: string): UserError => new UserError(reason, 'VIEW_IN_USE');

/** Which views are made anew, and by what. */
interface Refresh {
  /** Whether those of tables too, which change with the program alone. */
  readonly ofTables?: boolean;
  /** The roles of the config, by their names: what their logins see; the login of a role that is not among them sees nothing. */
  readonly roles?: ReadonlyMap<string, Role>;
}

/** Makes the views of tables; throws a `UserError` where somebody else has given one of their names to something in the schema. */
async function refreshTableViews(client: Sql): Promise<void> {
  const views = tableViews();
  const [foreign] = await client<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'bi'::regnamespace and relname = any(${views.map(({ name }) => name)})
      and coalesce(obj_description(oid, 'pg_class'), '') not like 'One row per %'
    order by relname`;
  if (foreign !== undefined)
    throw inUse(
      `"bi.${foreign.name}" is there and is not a view of Facet's, which now has one of that name: rename or drop it, then run ` +
        '"facet bi --refresh".',
    );
  for (const view of views) await replaceView(client, `bi.${view.name}`, view);
}

async function refresh(client: Sql, { ofTables = false, roles = new Map() }: Refresh): Promise<void> {
  // A view change waits for its readers, and later readers wait for it: rather give up soon and come back.
  await client.unsafe(shortLockTimeout);
  await lockViews(client);
  const catalogue = await readCatalogue(client);
  const slots = await readSlots(client);
  const shown = { slots: slotColumns(slots), realNames: realNameColumns(catalogue) };
  for (const view of profileViews(allRows, shown)) await replaceView(client, `bi.${view.name}`, view);
  if (ofTables) await refreshTableViews(client);
  await grantToBi(client);
  await refreshRoleSchemas(client, roles, { catalogue, slots });
  await client`
    insert into facet.bi_views ("only", version) values (true, ${catalogue.version})
    on conflict ("only") do update set version = excluded.version`;
}

/** Whether the catalogue was changed since the views were made; before its first change they have nothing to show. */
export async function viewsAreBehind(client: Sql): Promise<boolean> {
  const [found] = await client<{ behind: boolean }[]>`
    select version <> coalesce((select version from facet.bi_views), 0) as behind from facet.catalogue_version`;
  return found?.behind === true;
}

const readWithoutPause = (): UserError =>
  inUse(
    'The views in schema bi are being read without a pause; the catalogue is changed, and "facet bi --refresh" brings ' +
      'the views up to it.',
  );

/**
 * Makes the views over the wide table say what the catalogue says, and those of tables what this version says. Readers may have a view open: it is tried again for
 * about 20 s, and then a `UserError` says so; another one names what depends on a view that must be made anew.
 */
export async function refreshViews(client: Sql, which: Refresh = {}): Promise<void> {
  try {
    await retryLocked(() => transact(client, (inside) => refresh(inside, which)), readWithoutPause);
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    if (code !== '2BP01') throw error;
    throw inUse(
      'The views in schema bi cannot follow the catalogue: a column goes or changes its type, so a view must be made ' +
        `anew, but ${(detail ?? '').replaceAll('\n', '; ')}. Drop that, run "facet bi --refresh", then make it again.`,
    );
  }
}

import { profileViews } from '../../bi/profileViews.js';
import { campaignViews } from '../../bi/roles/campaignViews.js';
import { allRows } from '../../bi/tableViews/TableRows.js';
import { tableViews } from '../../bi/tableViews/tableViews.js';
import type { Sql } from '../../db/client.js';
import { personalTables } from '../../forgetting/personalTables.js';
import { UserError } from '../../lib/errors/UserError.js';
import { enrichedMark } from '../../enrichment/enriched/findEnrichedTable.js';

/** The views of the schemas for BI tools. */
const viewNames: readonly string[] = [
  'vw_customer_profile_fields_v1_2',
  ...profileViews(allRows, { slots: [], realNames: [] }).map(({ name }) => name),
  ...tableViews().map(({ name }) => name),
  ...campaignViews(allRows).map(({ name }) => name),
];

/**
 * Throws a `UserError` (`VIEW_IN_USE`) where somebody has put tables or views of their own into the schemas that a restore drops: they would
 * be lost.
 */
export async function requireOwn(transaction: Sql, schemas: readonly string[]): Promise<void> {
  const found = await transaction<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any(${schemas}::text[]) and not c.relispartition and case when n.nspname = 'facet'
      then c.relkind in ('r', 'p', 'm', 'f') and not (c.relname = any(${Object.keys(personalTables)}::text[]))
        and coalesce(obj_description(c.oid, 'pg_class'), '') not like ${`${enrichedMark}%`}
      else c.relkind in ('r', 'p', 'v', 'm', 'f') and not (c.relname = any(${viewNames}::text[])) end
    order by 1`;
  if (found.length === 0) return;
  throw new UserError(
    `The data cannot be replaced while something of yours is in its schemas and would be lost: ${found.map(({ name }) => name).join(', ')}. Move it to a schema of your own, and restore then.`,
    'VIEW_IN_USE',
  );
}

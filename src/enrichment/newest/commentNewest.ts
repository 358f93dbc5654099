import { commentColumns } from '../../bi/commentColumns.js';
import type { Sql } from '../../db/client.js';
import type { AttributeDefinition } from '../definitions/definition.js';
import type { NewestTable } from './newestTables.js';

const commentOf = ({ description, unit, piiClass }: AttributeDefinition): string =>
  [
    description,
    ...(unit === undefined ? [] : [`Unit: ${unit}.`]),
    ...(piiClass === null || piiClass === 'NONE' ? [] : [`PII: ${piiClass}.`]),
  ].join(' ');

/** Whether the view is there, and is the user's own: others may write snapshots too. */
async function mayComment(db: Sql, view: string): Promise<boolean> {
  const found = await db`
    select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'bi' and c.relname = ${view}
      and pg_has_role(c.relowner, 'usage') and has_schema_privilege(n.oid, 'usage')`;
  return found.length > 0;
}

/** Gives the columns of a table's view what the attributes say of themselves, where the view is there and the user may. */
export async function commentNewest(
  db: Sql,
  { name }: NewestTable,
  attributes: readonly AttributeDefinition[],
): Promise<void> {
  if (!(await mayComment(db, name))) return;
  const columns = attributes.map((attribute) => ({ name: attribute.name, comment: commentOf(attribute) }));
  await commentColumns(db, `bi.${name}`, columns);
}

import { sql } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import { quoted } from '../definitions/quoted.js';
import { isDerived, type AttributeDefinition, type AttributeFamily } from '../definitions/definition.js';
import { attributeColumns, dayRows } from '../definitions/familyRows.js';

const readFromTable = (attribute: AttributeDefinition): AttributeDefinition =>
  isDerived(attribute) ? attribute : { ...attribute, sql: `t.${quoted(attribute.name)}` };

/**
 * A family whose rows are read from its own table, which holds them as of the day of its `as_of` alone. Derived attributes are
 * worked out as before, because they compare the customers that are asked for.
 */
export const storedFamily = (family: AttributeFamily, table: string): AttributeFamily => ({
  ...family,
  isStored: true,
  attributes: family.attributes.map(readFromTable),
  rows: (wanted, context) => sql`
    select t.customer_id, days.day, ${attributeColumns(wanted)}
    from ${dayRows(context)} join facet.${identifier(table)} as t on t.as_of = days.day`,
});

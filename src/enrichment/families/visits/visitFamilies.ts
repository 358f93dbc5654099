import { sql } from 'drizzle-orm';
import type { Config } from '../../../config.js';
import { visitColumnsIn, visitRows } from '../../activity/visitRows.js';
import type { AttributeFamily, BaseAttribute } from '../../definitions/definition.js';
import { attributeColumns } from '../../definitions/familyRows.js';
import { acquisitionAttributes } from './acquisitionAttributes.js';
import { activeDays } from './activeDays.js';
import { activityAttributes } from './activityAttributes.js';
import { preferenceAttributes } from './preferenceAttributes.js';
import { preferred } from './preferred.js';
import { tdAttributes } from './tdAttributes.js';
import { windowsIn } from './windowsIn.js';

const columnsOf = (wanted: readonly BaseAttribute[]): readonly string[] =>
  visitColumnsIn(wanted.map((attribute) => attribute.sql));

/** Rows: `v` is a visit or the part of one that lies in one day, see `visitRows`. */
function visits(keys: Config['enrichment']): AttributeFamily {
  const attributes = [...tdAttributes(keys), ...activityAttributes, ...acquisitionAttributes, ...preferenceAttributes];
  return {
    name: 'visits',
    source: 'Web activity',
    attributes,
    windows: [...windowsIn(attributes), 7 * keys.nw],
    countsVisits: true,
    visitColumns: columnsOf,
    rows: (wanted, context) => sql`
      select v.customer as customer_id, v.as_of as day, ${attributeColumns(wanted)}
      from (${visitRows(context, { columns: columnsOf(wanted) })}) as v
      group by v.customer, v.as_of`,
  };
}

/** Attributes of web activity: families by what their rows are, so that only those that need an order pay for it. */
export const visitFamilies = (keys: Config['enrichment']): readonly AttributeFamily[] => [
  visits(keys),
  activeDays,
  preferred,
];

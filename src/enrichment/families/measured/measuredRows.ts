import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../db/sql.js';
import { attributeColumns } from '../../definitions/familyRows.js';
import type { MeasuredAttribute } from '../../measures/measured.js';
import { measuredKinds } from '../../measures/measuredKinds.js';
import { measureName } from '../../measures/measureName.js';
import { partName, partSql } from '../../measures/parts.js';
import { inWindow } from '../../measures/window.js';

/** The parts that attributes need, each once: `<aggregate> filter (where …) as "<part>"`. */
function partColumns(attributes: readonly MeasuredAttribute[]): SQL[] {
  const columns = attributes.flatMap(({ measured }) => {
    const within = inWindow(measured.window, sql`v.day`, sql`v.as_of`);
    const isMeasure = sql`v.measure = ${literal(measureName(measured))}`;
    const condition = within === undefined ? isMeasure : sql`${isMeasure} and ${within}`;
    return measuredKinds[measured.kind].parts.map((part) => {
      const name = partName(measured, part);
      return [name, sql`${partSql(part)} filter (where ${condition}) as ${identifier(name)}`] as const;
    });
  });
  return [...new Map(columns).values()];
}

/**
 * A query of rows `(customer_id, day, <one column per attribute>)` from `rows`, a query of what was measured: `customer`,
 * `as_of` (the day that is worked out), `day`, `measure`, `value`, `events`, `total`, `least`, `greatest`, `first_at`,
 * `last_at`. First every value is counted, then the kinds combine values.
 */
export const measuredRows = (attributes: readonly MeasuredAttribute[], rows: SQL): SQL => sql`
  select g.customer as customer_id, g.as_of as day, ${attributeColumns(attributes)}
  from (
    select ${list([sql`v.customer, v.as_of, v.value`, ...partColumns(attributes)])}
    from (${rows}) as v
    group by v.customer, v.as_of, v.measure, v.value
  ) as g
  group by g.customer, g.as_of`;

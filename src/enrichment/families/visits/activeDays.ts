import { sql } from 'drizzle-orm';
import { visitRows } from '../../activity/visitRows.js';
import type { AttributeFamily, BaseAttribute } from '../../definitions/definition.js';
import { attributeColumns } from '../../definitions/familyRows.js';
import { inLastDays } from './activityAttributes.js';
import { windowsIn } from './windowsIn.js';

const days = { category: 'Activity', piiClass: 'NONE', unit: 'days' } as const;
const count = { ...days, dataType: 'integer', absent: '0', direction: 'HIGHER_IS_BETTER' } as const;
const between = { ...days, dataType: 'float', direction: 'LOWER_IS_BETTER' } as const;

const inPast = (number: number): BaseAttribute => ({
  ...count,
  name: `active_days_in_past_${number}_days`,
  alias: `ACTIVE_DAYS_IN_PAST_${number}_DAYS`,
  description: `Days with at least one event among the last ${number}, the day included.`,
  sql: `count(*) filter (where ${inLastDays(number)})`,
});

const attributes: readonly BaseAttribute[] = [
  {
    ...count,
    name: 'active_days',
    alias: 'ACTIVE_DAYS',
    description: 'Days with at least one event, up to the day.',
    sql: 'count(*)',
  },
  inPast(7),
  inPast(30),
  inPast(365),
  {
    ...between,
    name: 'avg_days_between_visits',
    alias: 'AVG_DAYS_BETWEEN_VISITS',
    description: 'Mean number of days from one day with activity to the next. Null with fewer than two of them.',
    sql: 'avg(v.days_before)',
  },
  {
    ...between,
    name: 'visit_regularity',
    alias: 'VISIT_REGULARITY',
    description:
      'Standard deviation (of a sample) of the days between days with activity: the smaller, the more regular. Null with fewer than three of them.',
    sql: 'stddev_samp(v.days_before)',
  },
];

/** Days with activity. Rows: `v` is one of them; `days_before` is how long after the one before it, null for the first. */
export const activeDays: AttributeFamily = {
  name: 'active_days',
  source: 'Days with web activity',
  attributes,
  windows: windowsIn(attributes),
  rows: (wanted, context) => sql`
    select v.customer as customer_id, v.as_of as day, ${attributeColumns(wanted)}
    from (${visitRows(context, {
      columns: [],
      shape: (rows, split) => sql`
        select * from (
          select ${split}, day, day - lag(day) over (partition by ${split} order by day) as days_before from (${rows}) as r
        ) as v where days_before > 0 or days_before is null`,
      shaped: ['day', 'days_before'],
    })}) as v
    group by v.customer, v.as_of`,
};

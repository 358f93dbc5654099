import { sql } from 'drizzle-orm';
import { visitRows } from '../../activity/visitRows.js';
import type { AttributeFamily, BaseAttribute } from '../../definitions/definition.js';
import { attributeColumns } from '../../definitions/familyRows.js';
import { windowsIn } from './windowsIn.js';

const preferences = { category: 'Preferences', piiClass: 'NONE', dataType: 'text' } as const;

const tie = 'of equals the first in order. Null without activity.';

const daypart = `case when v.hour < 6 then 'overnight' when v.hour < 12 then 'morning' when v.hour < 18 then 'afternoon' else 'evening' end`;

const most = (expression: string): string => `mode() within group (order by ${expression})`;

const attributes: readonly BaseAttribute[] = [
  {
    ...preferences,
    name: 'preferred_device',
    alias: 'PREFERRED_DEVICE',
    description: `Device of most visits up to the day (desktop, mobile, tablet, bot); ${tie}`,
    sql: most('v.device collate "C"'),
  },
  {
    ...preferences,
    name: 'preferred_browser',
    alias: 'PREFERRED_BROWSER',
    description: `Browser of most visits up to the day; ${tie}`,
    sql: most('v.browser collate "C"'),
  },
  {
    ...preferences,
    name: 'preferred_hour',
    alias: 'PREFERRED_HOUR',
    dataType: 'integer',
    unit: 'hour',
    description: `Local hour, 0 to 23, in which most visits up to the day began; ${tie}`,
    sql: most('v.hour'),
  },
  {
    ...preferences,
    name: 'preferred_daypart',
    alias: 'PREFERRED_DAYPART',
    description: `Part of the local day in which most visits up to the day began: overnight (0 to 5), morning (6 to 11), afternoon (12 to 17), evening (18 to 23); ${tie}`,
    sql: most(daypart),
  },
  {
    ...preferences,
    name: 'preferred_weekday',
    alias: 'PREFERRED_WEEKDAY',
    dataType: 'integer',
    unit: 'weekday',
    description: `Local weekday on which most visits up to the day began, 1 (Monday) to 7 (Sunday); ${tie}`,
    sql: most('v.weekday'),
  },
];

const columns = ['is_start', 'hour', 'weekday', 'device', 'browser'] as const;

/** What customers visit with, and when. Rows: `v` is a visit as it began. */
export const preferred: AttributeFamily = {
  name: 'preferred',
  source: 'Visits as they begin',
  attributes,
  windows: windowsIn(attributes),
  visitColumns: () => columns,
  rows: (wanted, context) => sql`
    select v.customer as customer_id, v.as_of as day, ${attributeColumns(wanted)}
    from (${visitRows(context, {
      columns,
      shape: (rows) => sql`select * from (${rows}) as r where is_start`,
    })}) as v
    group by v.customer, v.as_of`,
};

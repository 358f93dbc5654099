import type { BaseMetric } from '../../definition.js';

const preferences = { category: 'Preferences', dataType: 'text' } as const;

const tie = 'of equals the first in order. Null without activity.';

const daypart = `case when v.hour < 6 then 'overnight' when v.hour < 12 then 'morning' when v.hour < 18 then 'afternoon' else 'evening' end`;

const most = (expression: string): string => `mode() within group (order by ${expression}) filter (where v.is_start)`;

const share = (condition: string): string =>
  `(count(*) filter (where v.is_start and ${condition}))::numeric / nullif(count(*) filter (where v.is_start), 0)`;

const everOn = (name: string, devices: string, words: string): BaseMetric => ({
  ...preferences,
  name,
  alias: name.toUpperCase(),
  dataType: 'boolean',
  absent: 'false',
  description: `Whether the customer was ever seen on ${words}, up to the day.`,
  sql: `coalesce(bool_or(v.device in (${devices})), false)`,
});

/** What customers visit with, and when. */
export const preferenceMetrics: readonly BaseMetric[] = [
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
  {
    ...preferences,
    name: 'mobile_visit_share',
    alias: 'MOBILE_VISIT_SHARE',
    dataType: 'float',
    unit: 'ratio',
    description: 'Share of the visits up to the day that were made on a phone, 0 to 1. Null without activity.',
    sql: share("v.device = 'mobile'"),
  },
  {
    ...preferences,
    name: 'weekend_visit_share',
    alias: 'WEEKEND_VISIT_SHARE',
    dataType: 'float',
    unit: 'ratio',
    description: 'Share of the visits up to the day that began on a Saturday or Sunday, 0 to 1. Null without activity.',
    sql: share('v.weekday > 5'),
  },
  everOn('on_web', "'desktop'", 'a desktop computer'),
  everOn('on_mobile', "'mobile', 'tablet'", 'a phone or tablet'),
];

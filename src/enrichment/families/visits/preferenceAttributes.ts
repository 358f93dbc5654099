import type { BaseAttribute } from '../../definitions/definition.js';

const preferences = { category: 'Preferences', piiClass: 'NONE', dataType: 'text' } as const;

const share = (condition: string): string =>
  `(count(*) filter (where v.is_start and ${condition}))::numeric / nullif(count(*) filter (where v.is_start), 0)`;

const everOn = (name: string, devices: string, words: string): BaseAttribute => ({
  ...preferences,
  name,
  alias: name.toUpperCase(),
  dataType: 'boolean',
  absent: 'false',
  description: `Whether the customer was ever seen on ${words}, up to the day.`,
  sql: `coalesce(bool_or(v.device in (${devices})), false)`,
});

/** Shares of the visits, and what customers were ever seen with. */
export const preferenceAttributes: readonly BaseAttribute[] = [
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

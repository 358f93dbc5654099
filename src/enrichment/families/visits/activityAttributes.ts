import type { AttributeDefinition, BaseAttribute } from '../../definitions/definition.js';
import { ratio } from '../../definitions/ratio.js';

const activity = { category: 'Activity', piiClass: 'NONE' } as const;
const count = { ...activity, dataType: 'integer', unit: 'count', absent: '0', direction: 'HIGHER_IS_BETTER' } as const;
const seconds = { ...activity, dataType: 'float', unit: 'seconds', direction: 'HIGHER_IS_BETTER' } as const;

/** SQL: whether a part lies in the last days up to the day; `windowsIn` reads the number out of it again. */
export const inLastDays = (days: number): string => `v.day > v.as_of - ${days}`;

/** SQL: whether the visit of a part began in the last days up to the day. */
const beganInDays = (days: number): string => `v.visit_day > v.as_of - ${days}`;

const sessions = (name: string, days: number): BaseAttribute => ({
  ...count,
  name: `total_sessions_${name}`,
  alias: `TOTAL_SESSIONS_${name.toUpperCase()}`,
  description: `Visits that began in the last ${days} days, the day included.`,
  sql: `count(*) filter (where v.is_start and ${inLastDays(days)})`,
});

const sessionLength = (name: string, words: string, condition = 'true'): BaseAttribute => ({
  ...seconds,
  name: `avg_session_length_in_sec_${name}`,
  alias: `AVG_SESSION_LENGTH_IN_SEC_${name.toUpperCase()}`,
  description: `Mean time from the first to the last event of a visit${words}; a visit of one event counts 0. Null without visits.`,
  sql: `extract(epoch from sum(v.duration) filter (where ${condition})) / nullif(count(*) filter (where v.is_start and ${condition}), 0)`,
});

const isChurned = (days: number): BaseAttribute => ({
  ...activity,
  name: `is_churned_${days}_days`,
  alias: `IS_CHURNED_${days}_DAYS`,
  dataType: 'boolean',
  direction: 'LOWER_IS_BETTER',
  description: `Whether a customer who was active before had no event in the last ${days} days. Null without activity.`,
  sql: `max(v.day) <= v.as_of - ${days}`,
});

/** How much and how lately. */
export const activityAttributes: readonly AttributeDefinition[] = [
  {
    ...count,
    name: 'activity_count',
    alias: 'ACTIVITY_COUNT',
    description: 'Events up to the day, each event id once a day: the score behind td_total_activity_percentile.',
    sql: 'sum(v.events)',
  },
  {
    ...count,
    name: 'page_views',
    alias: 'PAGE_VIEWS',
    description: 'Page views up to the day.',
    sql: 'sum(v.page_views)',
  },
  {
    ...count,
    name: 'page_views_30d',
    label: 'Page views in 30 days',
    alias: 'PAGE_VIEWS_30D',
    description: 'Page views in the 30 days that end with the day.',
    sql: `sum(v.page_views) filter (where ${inLastDays(30)})`,
  },
  {
    ...count,
    name: 'total_sessions_till_date',
    alias: 'TOTAL_SESSIONS_TILL_DATE',
    description: 'Visits up to the day: a visit ends where the next event is further away than the session window.',
    sql: 'count(*) filter (where v.is_start)',
  },
  sessions('last_week', 7),
  sessions('90_days', 90),
  sessions('365_days', 365),
  {
    ...activity,
    name: 'pages_per_session',
    alias: 'PAGES_PER_SESSION',
    dataType: 'float',
    unit: 'ratio',
    direction: 'HIGHER_IS_BETTER',
    description: 'Events per visit: the score behind td_engagement_percentile. Null without activity.',
    derived: ratio('activity_count', 'total_sessions_till_date'),
  },
  sessionLength('overall', ''),
  sessionLength('last_week', ' that began in the last 7 days', beganInDays(7)),
  sessionLength('365_days', ' that began in the last 365 days', beganInDays(365)),
  {
    ...activity,
    name: 'engaged_session_rate',
    alias: 'ENGAGED_SESSION_RATE',
    dataType: 'float',
    unit: 'ratio',
    direction: 'HIGHER_IS_BETTER',
    description: 'Share of the visits with at least two events, 0 to 1. Null without visits.',
    sql: '(count(*) filter (where v.is_engaged))::numeric / nullif(count(*) filter (where v.is_start), 0)',
  },
  {
    ...activity,
    name: 'bounce_rate',
    alias: 'BOUNCE_RATE',
    dataType: 'float',
    unit: 'ratio',
    direction: 'LOWER_IS_BETTER',
    description: 'Share of the visits with one event only, 0 to 1. Null without visits.',
    sql: '1 - (count(*) filter (where v.is_engaged))::numeric / nullif(count(*) filter (where v.is_start), 0)',
  },
  {
    ...activity,
    name: 'first_seen',
    alias: 'FIRST_SEEN',
    dataType: 'datetime',
    description: 'When the first event up to the day happened.',
    sql: 'min(v.started_at)',
  },
  {
    ...activity,
    name: 'last_seen',
    alias: 'LAST_SEEN',
    dataType: 'datetime',
    direction: 'HIGHER_IS_BETTER',
    description: 'When the newest event up to the day happened.',
    sql: 'max(v.ended_at)',
  },
  {
    ...activity,
    name: 'last_intent_time',
    alias: 'LAST_INTENT_TIME',
    dataType: 'datetime',
    direction: 'HIGHER_IS_BETTER',
    description:
      'The newest td_intent_key of an event up to the day, which is its time unless another column is configured, and does not count where it lies after the day of its event: the score behind td_intent_percentile.',
    sql: 'max(v.intent_at)',
  },
  {
    ...activity,
    name: 'days_since_last_seen',
    alias: 'DAYS_SINCE_LAST_SEEN',
    dataType: 'integer',
    unit: 'days',
    direction: 'LOWER_IS_BETTER',
    description: 'Whole days from the newest event to the day. Null without activity.',
    sql: 'v.as_of - max(v.day)',
    growsDaily: true,
  },
  isChurned(7),
  isChurned(30),
  {
    ...activity,
    name: 'returning_user',
    alias: 'RETURNING_USER',
    dataType: 'boolean',
    absent: 'false',
    direction: 'HIGHER_IS_BETTER',
    description: 'Whether the customer has visited more than once up to the day.',
    sql: 'count(*) filter (where v.is_start) > 1',
  },
];

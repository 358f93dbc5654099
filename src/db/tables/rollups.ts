import { sql } from 'drizzle-orm';
import { bigint, boolean, check, date, index, integer, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { customerId, decimal, facet, key } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** What a roll-up of activity is keyed by: whom, on which day of the configured zone, under which session key. */
const rollupKey = () => ({
  /** The customer that the activity table names (a login), `''` where it gives none: who that is, is found when results are made. */
  customerId: customerId(),
  day: date('day', { mode: 'string' }).notNull(),
  sessionKey: key('session_key').notNull().default(''),
});

/**
 * One row per visit, or per part of one that lies in one day: events of one customer and session key with no gap longer
 * than the session window. It depends on the events of its day alone, so a day is rolled up again by itself; parts of one
 * visit are put together when results are made.
 */
export const activityVisits = facet.table(
  'activity_visits',
  {
    ...rollupKey(),
    sessionIp: key('session_ip').notNull().default(''),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at').notNull(),
    events: integer('events').notNull(),
    pageViews: integer('page_views').notNull(),
    /** Events whose URL carries a UTM parameter or a click id. */
    adLandings: integer('ad_landings').notNull(),
    /** The newest `td_intent_key`. */
    intentAt: instant('intent_at'),
    landingPage: text('landing_page'),
    exitPage: text('exit_page'),
    /** Host of the first event's referrer where that is another site. */
    referrer: text('referrer'),
    source: text('source'),
    medium: text('medium'),
    campaign: text('campaign'),
    term: text('term'),
    content: text('content'),
    /** Name of the click id's parameter, e.g. `gclid`, and its value. */
    clickIdType: text('click_id_type'),
    clickId: text('click_id'),
    channel: text('channel'),
    device: text('device'),
    browser: text('browser'),
    /** Pages viewed, each as often as it was, in order of their bytes, with the character U+001F between them. */
    pages: text('pages'),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.day, table.sessionKey, table.sessionIp, table.startedAt] }),
    index('activity_visits_day').using('brin', table.day),
  ],
);

/** One row per value that a measured column of the activity took in a day: what counts, sums, sets and modes are made of. */
export const activityMeasures = facet.table(
  'activity_measures',
  {
    ...rollupKey(),
    /** Name of the measure: a column and a condition, see the attribute registry. */
    measure: key('measure').notNull(),
    /** The value as text; `''` where only numbers are kept. */
    value: key('value').notNull().default(''),
    events: bigint('events', { mode: 'number' }).notNull(),
    total: decimal('total'),
    least: decimal('least'),
    greatest: decimal('greatest'),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.day, table.sessionKey, table.measure, table.value] }),
    index('activity_measures_day').using('brin', table.day),
  ],
);

/** One row per day that is rolled up, with what was read and what was left out. */
export const activityDays = facet.table('activity_days', {
  day: date('day', { mode: 'string' }).primaryKey(),
  events: bigint('events', { mode: 'number' }).notNull(),
  /** Without a customer and a session key. */
  withoutKey: bigint('without_key', { mode: 'number' }).notNull(),
  /** More events with an event id that counts already on that day. */
  duplicates: bigint('duplicates', { mode: 'number' }).notNull(),
  loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
});

/**
 * One row: what `activity_values` holds, the table of customers' values that every run leaves for the next and makes itself. Without
 * the row, nothing of that table is used.
 */
export const activityValuesState = facet.table(
  'activity_values_state',
  {
    only: boolean('only').primaryKey().default(true),
    /** The day that the values are of. */
    asOf: date('as_of', { mode: 'string' }).notNull(),
    /** Hash of all that decides what the values are: where it changes, all of them are computed again. */
    settings: text('settings').notNull(),
    /** The run that made them: days that later ones rolled up are new to them. */
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [check('activity_values_state_one_row', sql`${table.only}`)],
);

/** One row: what the roll-ups were made of, and how far they reach. */
export const activityRollup = facet.table(
  'activity_rollup',
  {
    only: boolean('only').primaryKey().default(true),
    /** Hash of all settings that decide what a roll-up holds: where it changes, everything is read again. */
    settings: text('settings').notNull(),
    /** The newest day rolled up. */
    lastDay: date('last_day', { mode: 'string' }),
    /** Rows of the activity table that were loaded before this instant have been read. */
    readUntil: instant('read_until'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [check('activity_rollup_one_row', sql`${table.only}`)],
);

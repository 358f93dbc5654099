import { bigint, boolean, date, index, numeric, primaryKey, integer, text, timestamp } from 'drizzle-orm/pg-core';
import { app, customerId, facet } from './columns.js';

const slots = <C>(prefix: string, count: number, column: () => C): Record<string, C> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index + 1}`, column()]));

/**
 * One row per customer and day, in generic columns; `customer_profile_fields` says what a column means from when to
 * when. Partitioned by month. The slots here are those that the table begins with: what the calculated attributes take and a
 * few more, because every row pays for every column. More of a kind are added before a catalogue needs them (`growSlots`).
 */
export const customerProfiles = facet.table(
  'customer_profiles',
  {
    customerId: customerId(),
    profileDate: date('profile_date', { mode: 'string' }).notNull(),
    app: app(),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
    /** How many numbers of this row did not fit a slot (`fitsSlot`) and became null. */
    unfit: integer('unfit').notNull().default(0),
    ...slots('str', 56, () => text()),
    // Without a scale: 100,000 rows with 51 filled slots take 49 MB, as they do with numeric(19,4).
    ...slots('field', 96, () => numeric()),
    ...slots('date', 12, () => date({ mode: 'string' })),
    ...slots('time', 16, () => timestamp({ withTimezone: true, mode: 'string' })),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.profileDate] }),
    index('customer_profiles_day').using('brin', table.profileDate),
  ],
);

/** The days that have been written; only complete ones are served. */
export const profileDays = facet.table('profile_days', {
  profileDate: date('profile_date', { mode: 'string' }).primaryKey(),
  loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  rows: bigint('rows', { mode: 'number' }).notNull(),
  complete: boolean('complete').notNull().default(false),
});

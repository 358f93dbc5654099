import { sql, type SQL } from 'drizzle-orm';

/** The time of an instant in a zone, without it. What needs no look-up of a zone by its name costs a third: UTC. */
export const localTime = (instant: SQL, timeZone: string): SQL =>
  timeZone === 'UTC' ? sql`(${instant} at time zone interval '0')` : sql`(${instant} at time zone ${timeZone})`;

import { sql, type SQL } from 'drizzle-orm';

/**
 * The first instant of a day in a zone. Where clocks go back over midnight there are two midnights, of which PostgreSQL takes the
 * later: the first is an hour behind 23:00. The hour is added in UTC, for only what hangs on no setting is worked out once.
 */
export const startOfDay = (day: SQL, timeZone: SQL | string): SQL => sql`least(
  ${day}::timestamp at time zone ${timeZone}::text,
  ((${day}::timestamp - interval '1 hour') at time zone ${timeZone}::text at time zone 'UTC' + interval '1 hour') at time zone 'UTC')`;

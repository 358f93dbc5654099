import { sql, type SQL } from 'drizzle-orm';

const units: Readonly<Record<string, string>> = { d: 'day', w: 'week', m: 'month', y: 'year' };

/** How many whole calendar months `last_month` and `last_3_months` are; undefined for other windows. */
function wholeMonths(window: string): string | undefined {
  const [, count] = /^last_(?:month|(\d+)_months)$/.exec(window) ?? [];
  return window === 'last_month' ? '1' : count;
}

/** The last day of the month before that of a day. */
const endOfLastMonth = (day: SQL): SQL => sql`(date_trunc('month', ${day}::timestamp)::date - 1)`;

/**
 * The newest day that a window of `30d`, `4w`, `3m` or `1y` up to `day` (SQL, a date) leaves out, or one of calendar months
 * (`this_month`, `last_month`, `last_3_months`). A month before a day that its month does not have is that month's last day, as
 * PostgreSQL counts.
 */
export function windowStart(window: string, day: SQL): SQL {
  if (window === 'this_month') return endOfLastMonth(day);
  const months = wholeMonths(window);
  if (months !== undefined)
    return sql`((date_trunc('month', ${day}::timestamp) - interval '${sql.raw(`${months} months`)}')::date - 1)`;
  const [, count = '', unit = ''] = /^(\d+)([dwmy])$/.exec(window) ?? [];
  if (count === '') throw new RangeError(`"${window}" is not a window`);
  return sql`(${day} - interval '${sql.raw(`${count} ${units[unit]}`)}')::date`;
}

/** Whether `day` lies in the window up to `asOf`; undefined where that is all time. */
export function inWindow(window: string | undefined, day: SQL, asOf: SQL): SQL | undefined {
  if (window === undefined) return undefined;
  const begins = sql`${day} > ${windowStart(window, asOf)}`;
  return wholeMonths(window) === undefined ? begins : sql`${begins} and ${day} <= ${endOfLastMonth(asOf)}`;
}

/** Whether `day` is none that all of the windows up to `asOf` leave behind; undefined where one of them is all time. */
export function inWindows(windows: readonly (string | undefined)[], day: SQL, asOf: SQL): SQL | undefined {
  const limited = windows.filter((window) => window !== undefined);
  if (limited.length < windows.length) return undefined;
  const starts = [...new Set(limited)].map((window) => windowStart(window, asOf));
  return sql`${day} > least(${sql.join(starts, sql`, `)})`;
}

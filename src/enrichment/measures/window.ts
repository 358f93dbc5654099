import { sql, type SQL } from 'drizzle-orm';

const units: Readonly<Record<string, string>> = { d: 'day', w: 'week', m: 'month', y: 'year' };

/**
 * The newest day that a window of `30d`, `4w`, `3m` or `1y` up to `day` (SQL, a date) leaves out. A month before a day
 * that its month does not have is that month's last day, as PostgreSQL counts.
 */
export function windowStart(window: string, day: SQL): SQL {
  const [, count = '', unit = ''] = /^(\d+)([dwmy])$/.exec(window) ?? [];
  if (count === '') throw new RangeError(`"${window}" is not a window`);
  return sql`(${day} - interval '${sql.raw(`${count} ${units[unit]}`)}')::date`;
}

/** Whether `day` lies in one of the windows up to `asOf`; undefined where one of them is all time. */
export function inWindows(windows: readonly (string | undefined)[], day: SQL, asOf: SQL): SQL | undefined {
  const limited = windows.filter((window) => window !== undefined);
  if (limited.length < windows.length) return undefined;
  const starts = [...new Set(limited)].map((window) => windowStart(window, asOf));
  return sql`${day} > least(${sql.join(starts, sql`, `)})`;
}

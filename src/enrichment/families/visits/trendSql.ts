import type { Config } from '../../../config.js';

type TrendKeys = Pick<Config['enrichment'], 'trend_unit' | 'trend_tolerance'>;

/** SQL over the parts `v` of one customer on the day `v.as_of`. */
interface TrendSql {
  /** Whether there is no event in the window. */
  readonly isInactive: string;
  /** Whether there is no complete month before the one that is compared. */
  readonly isNew: string;
  /** Visits or events of the month that is compared. */
  readonly latest: string;
  /** Those of the complete months before it, and how many months these are. */
  readonly earlier: string;
  readonly months: string;
}

const monthNumber = (day: string): string => `(extract(year from ${day}) * 12 + extract(month from ${day}))`;

/**
 * The window are the `nw` weeks that end with the day; only months that lie wholly in it count, from the month of the
 * customer's first event in it, those without any as 0. The borders come with the rows, see `trendDays`.
 */
export function trendSql({ trend_unit }: TrendKeys): TrendSql {
  const firstEvent = 'min(v.day) filter (where v.day >= v.trend_start)';
  const sum = (condition: string): string =>
    trend_unit === 'rows'
      ? `coalesce(sum(v.events) filter (where ${condition}), 0)`
      : `count(*) filter (where v.is_start and ${condition})`;
  // One value per day, and an aggregate because rows are grouped.
  const [whole, compared] = ['max(v.trend_whole)', 'max(v.trend_month)'];
  const from = `greatest(date_trunc('month', (${firstEvent})::timestamp)::date, ${whole})`;
  const months = `(${monthNumber(compared)} - ${monthNumber(from)})`;
  return {
    isInactive: `${firstEvent} is null`,
    isNew: `(${months} <= 0 or ${compared} < ${whole})`,
    latest: sum('v.day >= v.trend_month and v.day < v.trend_end'),
    earlier: sum('v.day >= v.trend_whole and v.day < v.trend_month'),
    months,
  };
}

/** The ratio of the compared month to the mean of those before it; null where it is undefined. */
export function trendRatio(keys: TrendKeys): string {
  const { isInactive, isNew, latest, earlier, months } = trendSql(keys);
  return `case when ${isInactive} or ${isNew} then null else ${latest} * ${months} / nullif(${earlier}, 0)::numeric end`;
}

/** `UP`, `DOWN`, `FLAT`, `NEW` or `INACTIVE`. */
export function trendDirection(keys: TrendKeys): string {
  const { isInactive, isNew, latest, earlier, months } = trendSql(keys);
  const { trend_tolerance: tolerance } = keys;
  return `case when ${isInactive} then 'INACTIVE' when ${isNew} then 'NEW'
    when ${latest} * ${months} > ${earlier} * (1 + ${tolerance}::numeric) then 'UP'
    when ${latest} * ${months} < ${earlier} * (1 - ${tolerance}::numeric) then 'DOWN' else 'FLAT' end`;
}

/** The codes of the original workflow: 1 above the mean, 0 not above it, 100 without an event in the window. */
export function legacyTrend(keys: TrendKeys): string {
  const { isInactive, isNew, latest, earlier, months } = trendSql(keys);
  return `case when ${isInactive} then 100 when not ${isNew} and ${latest} * ${months} > ${earlier} then 1 else 0 end`;
}

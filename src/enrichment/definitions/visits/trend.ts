import type { Config } from '../../../config.js';

type TrendKeys = Pick<Config['enrichment'], 'nw' | 'trend_unit' | 'trend_compare' | 'trend_tolerance'>;

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

const month = (day: string): string => `date_trunc('month', (${day})::timestamp)::date`;

const monthNumber = (day: string): string => `(extract(year from ${day}) * 12 + extract(month from ${day}))`;

/**
 * The window are the `nw` weeks that end with the day; only months that lie wholly in it count, from the month of the
 * customer's first event in it, those without any as 0.
 */
export function trendSql({ nw, trend_unit, trend_compare }: TrendKeys): TrendSql {
  const windowStart = `(v.as_of + 1 - ${7 * nw})`;
  const firstEvent = `min(v.day) filter (where v.day >= ${windowStart})`;
  const firstWhole = `(${month(`${windowStart} - 1`)} + interval '1 month')::date`;
  const compared =
    trend_compare === 'current_month' ? month('v.as_of') : `(${month('v.as_of + 1')} - interval '1 month')::date`;
  const end = trend_compare === 'current_month' ? '(v.as_of + 1)' : month('v.as_of + 1');
  const from = `greatest(${month(firstEvent)}, ${firstWhole})`;
  const sum = (condition: string): string =>
    trend_unit === 'rows'
      ? `coalesce(sum(v.events) filter (where ${condition}), 0)`
      : `count(*) filter (where v.is_start and ${condition})`;
  const months = `(${monthNumber(compared)} - ${monthNumber(from)})`;
  return {
    isInactive: `${firstEvent} is null`,
    isNew: `(${months} <= 0 or ${compared} < ${firstWhole})`,
    latest: sum(`v.day >= ${compared} and v.day < ${end}`),
    earlier: sum(`v.day >= ${firstWhole} and v.day < ${compared}`),
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

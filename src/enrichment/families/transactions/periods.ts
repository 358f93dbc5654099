/** A window that orders are counted in: its name begins the names of attributes. */
export interface Period {
  readonly name: string;
  /** The window, as it ends the sentence of a description. */
  readonly words: string;
  /** SQL over an order `o` and a point `p`: whether the order was placed in the window; undefined where every order was. */
  readonly holds?: string;
  /** The same of the movements `m` of one day of an order, by their own day. */
  readonly holdsMove?: string;
}

/** A day that a window of this length leaves out lies before it: see `leavingDays`. */
const upTo = (name: string, words: string, leaving: string): Period => ({
  name,
  words: `in the ${words} that end with the day`,
  holds: `p.point < o.${leaving}`,
  holdsMove: `p.point < m.${leaving}`,
});

/** The six periods of transaction attributes (spec A7). */
export const periods: readonly Period[] = [
  upTo('l30d', '30 days', 'leaves_30d'),
  upTo('l3m', '3 months', 'leaves_3m'),
  upTo('l6m', '6 months', 'leaves_6m'),
  upTo('l12m', '12 months', 'leaves_12m'),
  {
    name: 'ly12m',
    words: 'in the 12 months before the last 12 months',
    holds: 'p.point >= o.leaves_12m and p.point < o.leaves_24m',
    holdsMove: 'p.point >= m.leaves_12m and p.point < m.leaves_24m',
  },
  { name: 'lifetime', words: 'up to the day' },
];

/** The columns of `leavingDays`. */
export const leavingColumns: readonly string[] = ['leaves_30d', 'leaves_3m', 'leaves_6m', 'leaves_12m', 'leaves_24m'];

/**
 * SQL: the first day whose trailing months leave a day out. `day + months` goes to the last day of a shorter month, whose months
 * reach back to before the day: then it is the day after.
 */
const leavesMonths = (day: string, months: number): string => {
  const later = `(${day} + interval '${months} months')`;
  return `${later}::date + ((${later} - interval '${months} months')::date < ${day})::int as leaves_${months}m`;
};

/** SQL: for each length of a window the first day whose window leaves `day` out. */
export const leavingDays = (day: string): string =>
  [`${day} + 30 as leaves_30d`, ...[3, 6, 12, 24].map((months) => leavesMonths(day, months))].join(', ');

/** SQL: an aggregate over what lies in a period. */
export const filtered = (aggregate: string, condition: string | undefined): string =>
  condition === undefined ? aggregate : `${aggregate} filter (where ${condition})`;

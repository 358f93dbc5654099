import { literal, compile } from '../../db/sql.js';
import { quoted } from '../../enrichment/definitions/quoted.js';
import type { Check } from '../definitions/Check.js';
import type { CheckRows } from '../definitions/CheckRows.js';
import { firstKeys, onlyCounts } from './sampleKeys.js';

/** What one statement reads of its rows. */
export interface Pass {
  readonly rows: CheckRows;
  readonly checks: readonly Check[];
  /** The columns of a table of which it is counted how many rows have a value. */
  readonly columns: readonly string[];
}

const both = (...conditions: readonly (string | undefined)[]): string =>
  conditions.flatMap((one) => (one === undefined ? [] : [`(${one})`])).join(' and ');

/** SQL of how many rows of the table stand behind those that fit, each for as many as its weight says. */
function counted(weight: string | undefined, ...conditions: readonly (string | undefined)[]): string {
  const condition = both(...conditions);
  const filter = condition === '' ? '' : ` filter (where ${condition})`;
  return weight === undefined ? `count(*)${filter}` : `coalesce(sum(${weight})${filter}, 0)`;
}

const figures = ({ evaluated, fails, weight, failing = weight }: Check, n: number): string[] => [
  `${counted(weight, evaluated)} as e${n}`,
  `${counted(failing, evaluated, fails)} as f${n}`,
];

/**
 * SQL of the month that an instant is in. No zone is a day away from UTC, so far from the ends of a month that of UTC is the same,
 * and taken from it: looking into the rules of a zone for every row took a third of the pass.
 */
function monthSql(at: string, timeZone: string): string {
  const local = `t.${at} at time zone ${compile(literal(timeZone)).text}`;
  const utc = `t.${at} at time zone 'UTC'`;
  if (timeZone === 'UTC') return `date_trunc('month', ${utc})`;
  return `date_trunc('month', case when date_part('day', ${utc}) between 3 and 26 then ${utc} else ${local} end)`;
}

/** Revenue by month and currency: what a row's sums are grouped by, and the sums. */
function revenueOf({ revenue }: CheckRows, timeZone: string) {
  if (revenue === undefined) return { groups: [], sums: [] };
  return {
    // The month is written once for each group, and not for each row.
    groups: ['t.currency', monthSql(revenue.at, timeZone)],
    sums: [
      `coalesce(sum(t.${revenue.revenue}), 0) as revenue`,
      `coalesce(sum(t.${revenue.quantity}), 0) as quantity`,
      `min(t.${revenue.at}) as first_at`,
      `max(t.${revenue.at}) as last_at`,
    ],
  };
}

/** Samples of a check of grouped rows, found in the same statement because grouping them again would cost as much. */
const samples = (check: Check, n: number): string[] =>
  check.rows.isTable || onlyCounts(check)
    ? []
    : [`(select json_agg(found.key) from (${firstKeys(check, 'grouped')}) as found) as s${n}`];

/**
 * One statement that asks all checks of its rows, counts what is there of columns and sums revenue, in one pass. A row for each data
 * source, and where revenue is summed for each currency and month: `source`, `currency`, `month`, `rows`, and by their place `e0`
 * and `f0` (evaluated and failing) and `s0` (samples, of grouped rows) of checks and `c0` of columns.
 */
export function passStatement({ rows, checks, columns }: Pass, timeZone: string): string {
  const { groups, sums } = revenueOf(rows, timeZone);
  const parts = [rows.source, ...groups];
  const names = ['source', 'currency', 'month'];
  const selected = [
    ...parts.map((part, n) =>
      names[n] === 'month' ? `to_char(${part}, 'YYYY-MM') as month` : `${part} as ${names[n]}`,
    ),
    'count(*) as rows',
    ...checks.flatMap(figures),
    ...checks.flatMap(samples),
    ...columns.map((column, n) => `count(t.${quoted(column)}) as c${n}`),
    ...sums,
  ];
  const text = `select ${selected.join(',\n  ')}\nfrom ${rows.isTable ? rows.from : 'grouped'} as t\ngroup by ${parts.join(', ')}`;
  return rows.isTable ? text : `with grouped as materialized (select * from ${rows.from} as rows)\n${text}`;
}

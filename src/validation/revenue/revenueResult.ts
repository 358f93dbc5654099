import { compile, literal } from '../../db/sql.js';
import { severityOf, type Thresholds } from '../definitions/Check.js';
import { defaultThresholds } from '../definitions/thresholds.js';
import { statusOf, type CheckResult } from '../run/CheckResult.js';
import type { RevenueComparison } from './compareRevenue.js';

/** The check that expected revenue is, with the thresholds that it begins with. */
export const revenueCheck = { id: 'REVENUE_EXPECTED', thresholds: defaultThresholds.noticed } as const;

/** The result of comparing with what is expected, whose rows are months of the zone. */
export function revenueResult(
  { level, tolerance, months }: RevenueComparison,
  thresholds: Thresholds,
  timeZone: string,
): CheckResult {
  const failing = months.filter((one) => !one.isWithin);
  const figures = { evaluated: months.length, failing: failing.length };
  const table = level === 'lines' ? 'unified_itemized_transactions' : 'unified_transactions';
  const [revenue, quantity] =
    level === 'lines' ? ['item_revenue', 'item_quantity'] : ['order_revenue', 'order_quantity'];
  return {
    checkId: revenueCheck.id,
    table,
    title: 'Expected revenue',
    failsWhen: `A month fails when its revenue, or its quantity, is off by more than ${tolerance} percent of what is expected.`,
    remedy: 'Look for orders that were not imported, or twice, and whether both sides count returns and taxes alike.',
    columns: [revenue, quantity],
    ...figures,
    ...thresholds,
    severity: severityOf(thresholds),
    status: statusOf(figures, thresholds),
    sources: [],
    keyColumns: ['month', 'currency'],
    sampleKeys: failing.slice(0, 5).map(({ month, currency }) => [month, currency]),
    query: `select date_trunc('month', order_datetime at time zone ${compile(literal(timeZone)).text}), currency, sum(${revenue}), sum(${quantity}) from facet.${table} group by 1, 2`,
  };
}

import { addDays } from '../../src/lib/time/days.js';

/** How much there is. */
export const volume = {
  customers: 50_000,
  /** Days with a snapshot of everybody. */
  days: 7,
  /** Days with a snapshot of every 25th customer, those above among them. */
  historyDays: 60,
  historyEvery: 25,
  targetingsEach: 10,
  campaigns: 200,
  customerMetrics: 3,
  customerMonths: 2,
  industries: 20,
  companies: 300,
  contracts: 500,
  accounts: 1000,
  accountMetrics: 12,
  accountMonths: 24,
} as const;

/** The newest day. */
export const lastDay = '2026-11-22';

/** The day on which 400 attributes of everybody are filled; it lies in a month of its own. */
export const wideDay = '2026-07-31';

/** The days with a snapshot of everybody, the newest first. */
export const ordinaryDays: readonly string[] = Array.from({ length: volume.days }, (_, n) => addDays(lastDay, -n));

/** The first of the days of a history. */
export const firstHistoryDay = addDays(lastDay, 1 - volume.historyDays);

/** The first months of the metrics of accounts and of customers, and the last month of both. */
export const firstAccountMonth = '2024-11-01';
export const firstCustomerMonth = '2026-09-01';
export const lastMonth = '2026-10-01';

/** Metrics of accounts; customers have the first three. */
export const metricNames = [
  'orders',
  'net_revenue',
  'items',
  'returns',
  'visits',
  'page_views',
  'discounts',
  'margin',
  'minutes_saved',
  'coupons',
  'deliveries',
  'calls',
] as const;

/** The key of the n-th customer, from 1. */
export const customerKey = (n: number): string => `C${String(n).padStart(7, '0')}`;

/** The key of the n-th account, from 1. */
export const accountKey = (n: number): string => `A${String(n).padStart(5, '0')}`;

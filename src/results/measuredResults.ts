import { divideDecimals, withoutZeros } from '../lib/numbers/decimals.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Measurement } from './checkMeasurement.js';
import type { CampaignResultRow, CampaignResultsRow, CampaignValueRow } from './CampaignResultsRow.js';
import type { MeasuredRow } from './resultsStatement.js';
import { rateUplift, valueUplift } from './uplift.js';

/** Whose results they are. */
export interface ResultsOf {
  readonly isOfDeliveries: boolean;
  /** Whether each has the results of one campaign, which can be compared with its control. */
  readonly isOfCampaign: boolean;
}

const valueOf = (
  name: string,
  unit: string | null,
  recipients: number,
  total: string | null,
  variance: string | null,
): CampaignValueRow => ({
  name,
  unit,
  recipients,
  total: total === null ? null : withoutZeros(total),
  perRecipient: total === null ? null : divideDecimals(total, String(recipients)),
  variance: variance === null ? null : Number(variance),
  uplift: null,
});

function toResult(row: MeasuredRow, { kpis }: Measurement, of: ResultsOf): CampaignResultRow {
  const { recipients, purchasers, orders, redeemers, redemptions } = row;
  return {
    planId: of.isOfCampaign ? row.key : null,
    planDetailId: of.isOfDeliveries ? null : row.armName,
    subAudienceId: row.subAudienceId,
    subAudienceName: row.subAudienceName,
    treatmentId: of.isOfDeliveries ? row.armId : null,
    treatmentName: of.isOfDeliveries ? row.armName : null,
    isControl: row.isControl,
    recipients,
    purchasers,
    orders,
    items: withoutZeros(row.items),
    revenue: valueOf('revenue', currencyOf([row]), recipients, row.revenue, row.revenueVariance),
    kpis: kpis.map(({ name, unit }, n) => {
      const [count = '0', sum = null, variance = null] = row.kpis[n] ?? [];
      return valueOf(name, unit, Number(count), sum, variance);
    }),
    redeemers,
    redemptions,
    conversionUplift: null,
  };
}

/** The control that a treatment is compared with: of its own sub-audience, else that of the whole campaign; undefined without one. */
const controlOf = (result: CampaignResultRow, results: readonly CampaignResultRow[]): CampaignResultRow | undefined =>
  results.find(({ isControl, subAudienceId }) => isControl && subAudienceId === result.subAudienceId) ??
  results.find(({ isControl, subAudienceId }) => isControl && subAudienceId === null);

function compared(result: CampaignResultRow, results: readonly CampaignResultRow[]): CampaignResultRow {
  const control = result.isControl ? undefined : controlOf(result, results);
  if (control === undefined) return result;
  const [purchased, others] = [result, control].map(({ purchasers, recipients }) => ({
    total: String(purchasers),
    size: recipients,
  }));
  const hits = [result.purchasers, control.purchasers];
  return {
    ...result,
    conversionUplift: purchased === undefined || others === undefined ? null : rateUplift(purchased, others),
    revenue: { ...result.revenue, uplift: valueUplift(result.revenue, control.revenue, hits) },
    kpis: result.kpis.map((kpi, n) => {
      const other = control.kpis[n];
      return other === undefined ? kpi : { ...kpi, uplift: valueUplift(kpi, other) };
    }),
  };
}

/** The currencies of orders, in their order; '' is none. */
const currenciesOf = (rows: readonly MeasuredRow[]): string[] =>
  [
    ...new Set(
      rows.flatMap(({ leastCurrency, greatestCurrency }) => [leastCurrency ?? [], greatestCurrency ?? []].flat()),
    ),
  ].toSorted();

function currencyOf(rows: readonly MeasuredRow[]): string | null {
  const [first = '', ...others] = currenciesOf(rows);
  return others.length > 0 || first === '' ? null : first;
}

/** The refusal of orders of several currencies, where money is shown; undefined where they are of one. */
export function currencyFault(rows: readonly MeasuredRow[]): UserError | undefined {
  const found = currenciesOf(rows).map((one) => (one === '' ? 'none' : one));
  if (found.length < 2) return undefined;
  return new UserError(
    `The orders behind the results are of several currencies (${found.join(' and ')}), which are not converted: give "currency" to ` +
      'count the orders of one.',
    'MIXED_CURRENCIES',
  );
}

const least = (texts: readonly string[]): string | null => texts.toSorted()[0] ?? null;
const greatest = (texts: readonly string[]): string | null => texts.toSorted().at(-1) ?? null;

/** The results of one campaign, occurrence or group of campaigns, of the rows of its arms; [] of nobody. */
export function measuredResults(
  rows: readonly MeasuredRow[],
  measured: Measurement,
  of: ResultsOf,
  now: Date,
): Omit<CampaignResultsRow, 'key' | 'planId' | 'executionDate'> {
  const results = rows.map((row) => toResult(row, measured, of));
  const measuredTo = greatest(rows.map(({ endsAt }) => endsAt));
  return {
    days: measured.days,
    measuredFrom: least(rows.map(({ startsAt }) => startsAt)),
    measuredTo,
    isComplete: measuredTo !== null && new Date(measuredTo) <= now,
    currency: measured.currency ?? currencyOf(rows),
    results: of.isOfCampaign ? results.map((result) => compared(result, results)) : results,
  };
}

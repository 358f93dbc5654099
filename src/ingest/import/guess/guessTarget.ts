import { tableTargets } from '../targets/tableTargets.js';
import { fitFormat, type Fit } from './fitFormat.js';
import { foreignCustomers } from './foreignSynonyms.js';
import { looksLikeShares } from './looksLikeShares.js';
import type { Sample, SampleColumn } from './sampleFile.js';
import { normalName, synonyms, unitPrices } from './synonyms.js';

/** A column of the file that fits a column of a target. */
export interface Match {
  readonly column: SampleColumn;
  readonly fit: Fit;
}

/** The matches of one target, by its columns. */
export type Matches = ReadonlyMap<string, Match>;

const kindOf = (target: string, column: string): string =>
  tableTargets.get(target)?.columns.get(column)?.kind ?? 'text';

/** The columns of the file that fit a target's by their names and values, each used once but for keys. */
export function matchTarget(target: string, { columns, rows }: Sample): Matches {
  const byName = new Map(columns.map((column) => [normalName(column.name), column]));
  const matches = new Map<string, Match>();
  for (const [name, names] of Object.entries(synonyms[target] ?? {})) {
    for (const synonym of names) {
      const column = byName.get(synonym);
      const isUsed = [...matches.values()].some((match) => match.column === column);
      if (column === undefined || isUsed) continue;
      const kind = kindOf(target, name);
      const fit =
        kind === 'numeric' && looksLikeShares(name, column, rows) ? undefined : fitFormat(kind, column.values);
      if (fit === undefined) continue;
      matches.set(name, { column, fit });
      break;
    }
  }
  return matches;
}

/** The column that holds the price of one unit, where there are quantities, too. */
export function unitPriceOf({ columns }: Sample, matches: Matches): Match | undefined {
  if (!matches.has('item_quantity')) return undefined;
  for (const column of columns.filter(({ name }) => unitPrices.includes(normalName(name)))) {
    const fit = fitFormat('numeric', column.values);
    if (fit !== undefined) return { column, fit };
  }
  return undefined;
}

type Rule = (matches: Matches, sample: Sample) => boolean;

const hasAll = (matches: Matches, ...names: readonly string[]): boolean => names.every((name) => matches.has(name));

const count = (matches: Matches, ...names: readonly string[]): number =>
  names.filter((name) => matches.has(name)).length;

const ofCustomers: ReadonlySet<string> = new Set([
  'customer_id',
  'client_customer_id',
  'amperity_id',
  'user_id',
  'order_id',
  'household_id',
  ...foreignCustomers,
]);

/** Whether a file has a column of customers. */
const hasCustomer = ({ columns }: Sample): boolean => columns.some(({ name }) => ofCustomers.has(normalName(name)));

/** What a file must have to go into a target, the surest first. */
const rules: Readonly<Record<string, Rule>> = {
  campaign_targetings: (matches) => hasAll(matches, 'customer_id', 'execution_date', 'plan_id'),
  campaign_recipients: (matches) => hasAll(matches, 'customer_id', 'campaign_id', 'delivery_datetime'),
  coupon_redemptions: (matches) => hasAll(matches, 'customer_id', 'plan_id', 'coupon_id', 'redemption_date'),
  campaigns: (matches, sample) => hasAll(matches, 'plan_id', 'execution_start_date') && !hasCustomer(sample),
  campaign_action_channels: (matches) =>
    hasAll(matches, 'plan_id', 'plan_detail_id', 'plan_detail_channel_id', 'channel_id', 'channel_name'),
  campaign_actions: (matches) =>
    hasAll(matches, 'plan_id', 'plan_detail_id', 'campaign_action_id', 'campaign_action_name'),
  campaign_coupons: (matches, sample) => hasAll(matches, 'plan_id', 'coupon_id', 'product_id') && !hasCustomer(sample),
  unified_itemized_transactions: (matches, sample) =>
    hasAll(matches, 'order_id', 'order_datetime') &&
    (matches.has('item_revenue') ||
      unitPriceOf(sample, matches) !== undefined ||
      hasAll(matches, 'product_id', 'item_quantity')),
  activity: (matches) =>
    hasAll(matches, 'time') && (hasAll(matches, 'url') || hasAll(matches, 'event_type', 'client_id')),
  unified_customers: (matches) =>
    hasAll(matches, 'customer_id') &&
    count(matches, 'email', 'given_name', 'surname', 'full_name', 'phone', 'address', 'birthdate', 'postal') >= 2,
  products: (matches, sample) => hasAll(matches, 'product_id', 'product_name') && !hasCustomer(sample),
};

/** The tables of campaigns that a file of all campaigns, actions and channels has rows for beside `campaigns`. */
export const partsOfCampaigns = (sample: Sample): string[] =>
  ['campaign_actions', 'campaign_action_channels'].filter((target) =>
    rules[target]?.(matchTarget(target, sample), sample),
  );

/** The target that a file most likely belongs into, with what fits; undefined where none does. */
export function guessTarget(sample: Sample): { readonly target: string; readonly matches: Matches } | undefined {
  for (const [target, holds] of Object.entries(rules)) {
    const matches = matchTarget(target, sample);
    if (holds(matches, sample)) return { target, matches };
  }
  return undefined;
}

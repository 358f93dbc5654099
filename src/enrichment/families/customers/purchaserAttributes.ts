import type { Config } from '../../../config.js';
import type { DerivedAttribute } from '../../definitions/definition.js';
import { isInTop } from '../../definitions/rank.js';

const sinceLatest = '"days_since_latest_order"';
const hasOrders = { from: ['lifetime_order_frequency'], sql: '"lifetime_order_frequency" > 0' };
const isPurchaser = 'coalesce("lifetime_order_frequency", 0) >= 1';

type Customers = Config['enrichment']['customers'];

/** The churn triggers in the order of time, with the key of the most days since the latest order. */
const triggers = [
  ['Active', 'active'],
  ['Cooling down', 'coolingDown'],
  ['At risk', 'atRisk'],
  ['Highly at risk', 'highlyAtRisk'],
  ['Lost', 'lost'],
] as const;

type Words = Pick<DerivedAttribute, 'name' | 'description' | 'dataType' | 'derived'>;

const standing = (words: Words): DerivedAttribute => ({
  ...words,
  alias: words.name,
  category: 'Standing',
  piiClass: 'NONE',
});

const lifecycle = ({ lifecycleDays: { new: fresh, active, lapsed } }: Customers): DerivedAttribute =>
  standing({
    name: 'historical_purchaser_lifecycle_status',
    description: `New: the first order is at most ${fresh} days ago; Active, Lapsed: the latest is at most ${active}, ${lapsed}; Dormant: longer; Prospect: no orders.`,
    dataType: 'text',
    derived: {
      from: ['days_since_latest_order', 'first_to_latest_order_days'],
      sql: `case when ${sinceLatest} is null then 'Prospect'
        when ${sinceLatest} + "first_to_latest_order_days" <= ${fresh} then 'New'
        when ${sinceLatest} <= ${active} then 'Active'
        when ${sinceLatest} <= ${lapsed} then 'Lapsed' else 'Dormant' end`,
    },
  });

function churn({ churnDays }: Customers, timeZone: string): DerivedAttribute[] {
  const cases = (valueOf: (index: number) => string): string =>
    `case ${triggers.map(([, key], index) => `when ${sinceLatest} <= ${churnDays[key]} then ${valueOf(index)}`).join(' ')} end`;
  const zone = `'${timeZone.replaceAll("'", "''")}'`;
  const startOf = (index: number): string => {
    const before = triggers[index - 1];
    if (before === undefined) return '"latest_order_datetime"';
    return `("day" - ${sinceLatest} + ${churnDays[before[1]] + 1})::timestamp at time zone ${zone}`;
  };
  return [
    standing({
      name: 'churn_trigger',
      description: `How far the customer has gone, by the days since the latest order: ${triggers.map(([name, key]) => `${name} up to ${churnDays[key]}`).join(', ')}; null beyond, and without orders.`,
      dataType: 'text',
      derived: { from: ['days_since_latest_order'], sql: cases((index) => `'${triggers[index]?.[0]}'`) },
    }),
    standing({
      name: 'churn_trigger_start_datetime',
      description:
        'Since when the churn trigger holds: the instant of the latest order, or the start of the first day of the trigger.',
      dataType: 'datetime',
      derived: { from: ['days_since_latest_order', 'latest_order_datetime'], sql: cases(startOf) },
    }),
  ];
}

/** The others of a share, in words: 0.93 of 0.07, which is 0.9299999999999999 as a number. */
const restOf = (share: number): string => String(Number((1 - share).toFixed(12)));

/** Where customers stand by their orders and compared with others (spec A10). */
export const purchaserAttributes = ({
  enrichment: { customers },
  timeZone,
}: Pick<Config, 'enrichment' | 'timeZone'>): readonly DerivedAttribute[] => {
  const outlier = isInTop('lifetime_order_revenue', customers.outlierShare, { where: hasOrders });
  const top = isInTop('lifetime_order_revenue', customers.reseller.share, { where: hasOrders });
  return [
    standing({
      name: 'is_purchaser',
      description: 'Whether the customer has placed an order up to the day.',
      dataType: 'boolean',
      derived: { from: hasOrders.from, sql: isPurchaser },
    }),
    standing({
      name: 'is_prospect',
      description: 'Whether the customer has placed no order up to the day.',
      dataType: 'boolean',
      derived: { from: hasOrders.from, sql: `not (${isPurchaser})` },
    }),
    lifecycle(customers),
    ...churn(customers, timeZone),
    standing({
      name: 'is_outlier',
      description: `Whether at least ${restOf(customers.outlierShare)} of the purchasers have less lifetime revenue.`,
      dataType: 'boolean',
      derived: outlier,
    }),
    standing({
      name: 'is_reseller',
      description: `Whether the customer is merged from more than ${customers.reseller.records} source records, and at least ${restOf(customers.reseller.share)} of the purchasers have less lifetime revenue.`,
      dataType: 'boolean',
      derived: {
        from: [...top.from, 'source_records'],
        sql: `coalesce("source_records" > ${customers.reseller.records}, false) and ${top.sql}`,
      },
    }),
    standing({
      name: 'is_primary_buyer_household',
      description:
        'Whether nobody of the household has more lifetime revenue, of equals the first by key; false without orders, null without a household.',
      dataType: 'boolean',
      derived: {
        from: ['household_id', 'lifetime_order_revenue', ...hasOrders.from],
        sql: `case when "household_id" is not null then ${isPurchaser} and row_number() over (
          partition by "day", "household_id"
          order by (${isPurchaser}) desc, "lifetime_order_revenue" desc nulls last, customer_id collate "C") = 1 end`,
      },
    }),
  ];
};

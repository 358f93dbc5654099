/** A segment, and the statement that somebody would write by hand to count its members. */
export interface SegmentCase {
  readonly name: string;
  readonly definition: unknown;
  readonly byHand: string;
  /** Whether it is told not to go through a set for every customer. */
  readonly isHashed?: true;
}

/** A condition with its SQL: over customers `c` and the snapshot `p`, or a set of customers who fit, or do not. */
interface Pair {
  readonly condition: Readonly<Record<string, unknown>>;
  readonly plain?: string;
  readonly set?: string;
  readonly isOut?: true;
}

const text = (name: string, operators: object, plain: string): Pair => ({
  condition: { column: { name, text: operators } },
  plain,
});
const attribute = (name: string, kind: string, operators: object, plain: string): Pair => ({
  condition: { attribute: { name, [kind]: operators } },
  plain,
});

const bought = (days: number, more = ''): string => `select customer_id from facet.unified_itemized_transactions
  where customer_id <> '' and is_return is not true and is_cancellation is not true and order_datetime < timestamptz '2026-03-03'
  and order_datetime >= timestamptz '2026-03-02' - interval '${days} days'${more}`;

const purchased = (days: number, channel?: string): Pair => ({
  condition: {
    purchase: {
      behaviour: 'HAS_PURCHASED',
      date: { gte: `${days} days ago` },
      ...(channel !== undefined && { where: { line: { purchaseChannel: { is: channel } } } }),
    },
  },
  set: bought(days, channel === undefined ? '' : ` and purchase_channel = '${channel}'`),
});

const notPurchased = (days: number): Pair => ({
  condition: { purchase: { behaviour: 'HAS_NOT_PURCHASED', date: { gte: `${days} days ago` } } },
  set: bought(days),
  isOut: true,
});

const spent = (days: number, least: number): Pair => ({
  condition: { purchase: { behaviour: 'TOTAL_VALUE', date: { gte: `${days} days ago` }, number: { gt: least } } },
  set: `${bought(days)} group by customer_id having sum(item_revenue) > ${least}`,
});

const targeted = (plan: string, days: number): Pair => ({
  condition: { campaign: { has: true, planIds: [plan], executed: { gte: `${days} days ago` } } },
  set: `select customer_id from facet.campaign_targetings where plan_id = '${plan}'
    and execution_date <= date '2026-03-02' and execution_date >= date '2026-03-02' - ${days}`,
});

const notContacted: Pair = {
  condition: { campaign: { has: false, states: ['TARGETED'], executed: { gte: '7 days ago' } } },
  set: `select customer_id from facet.campaign_targetings
    where plan_detail_id is not null and execution_date between date '2026-03-02' - 7 and date '2026-03-02'`,
  isOut: true,
};

const metric = (level: string, name: string, least: number): Pair => {
  const entities = `select entity_id as customer_id from (
    select distinct on (entity_id) entity_id, value from facet.metric_values
    where level = '${level}' and app = 'default' and metric_name = '${name}' and effective_date <= date '2026-03-02'
    order by entity_id, effective_date desc) v where value >= ${least}`;
  return {
    condition: { metric: { level, name, number: { gte: least } } },
    set:
      level === 'ACCOUNT'
        ? `select k.customer_id from facet.customers k where k.account_id in (${entities})`
        : entities,
  };
};

const byEmail = `select e.customer_id from facet.email_opt_status e join facet.customers k on k.customer_id = e.customer_id
  where lower(e.email) = lower(k.email) and k.email_completion = 1 and e.is_email_opted_in`;

const reached: Pair = { condition: { contactable: { by: ['EMAIL'] } }, set: byEmail };
const reachedSomehow: Pair = {
  condition: { contactable: { by: ['EMAIL', 'PHONE'] } },
  set: `${byEmail} union all select customer_id from facet.customers where phone_completion = 1`,
};

const vip = `select customer_id from facet.segment_list_members where list_id = 'vip'`;
const onList: Pair = { condition: { list: { id: 'vip' } }, set: vip };
const notOnList: Pair = { condition: { list: { id: 'vip', is: false } }, set: vip, isOut: true };

const country = text('country', { in: ['DE', 'AT'] }, `c.country in ('DE', 'AT')`);
const revenue = (least: number): Pair => attribute('REVENUE_12M', 'number', { gte: least }, `p.field1 >= ${least}`);

/** Conditions that most customers fit. */
const wide: readonly Pair[] = [
  text('country', { notIn: ['ES'] }, `c.country <> 'ES'`),
  text('city', { isNot: 'City 7' }, `c.city <> 'City 7'`),
  text('city', { notContains: 'y 29' }, `facet.folded(c.city) not like '%y 29%'`),
  text('surname', { isNull: false }, 'c.surname is not null'),
  text('givenName', { startsWith: 'ann' }, `facet.folded(c.given_name) like 'ann%'`),
  attribute('ORDERS_12M', 'number', { lte: 11 }, 'round(p.field2, 0) <= 11'),
  attribute('SEGMENT_NAME', 'text', { notIn: ['group 3'] }, `p.str1 <> 'group 3'`),
  attribute('LAST_VISIT', 'date', { gt: '1 year ago' }, `p.date1 > date '2025-03-02'`),
  revenue(50),
  attribute('REVENUE_12M', 'number', { between: { from: 60, to: 990 } }, 'p.field1 > 60 and p.field1 < 990'),
];

/** Sets that customers may be in. */
const sets: readonly Pair[] = [
  purchased(365),
  purchased(200, 'web'),
  purchased(500, 'store'),
  spent(365, 50),
  targeted('P1', 30),
  targeted('P2', 40),
  metric('ACCOUNT', 'arr', 2000),
  metric('CUSTOMER', 'score', 70),
  onList,
  reached,
];

const more: readonly Pair[] = [
  purchased(700),
  spent(720, 20),
  metric('ACCOUNT', 'arr', 100),
  metric('CUSTOMER', 'score', 3),
  reachedSomehow,
  notPurchased(10),
  notOnList,
];

const three = [country, purchased(365), revenue(300)];
const threeSets = [purchased(365), onList, reached];
const winBack = [country, notPurchased(90), revenue(300), reached, notContacted];
const left = [targeted('P3', 20), targeted('P4', 50), metric('CUSTOMER', 'score', 98)];

const from = `facet.customers c left join facet.customer_profiles p
  on p.customer_id = c.customer_id and p.profile_date = date '2026-03-01'`;

/** Few conditions as everybody writes them. */
const joined = (pairs: readonly Pair[]): string =>
  `select count(*) from ${from} where ${pairs
    .map(({ plain, set, isOut }) => {
      if (plain !== undefined) return plain;
      return isOut === true
        ? `not exists (select from (${set}) as s where s.customer_id = c.customer_id)`
        : `c.customer_id in (${set})`;
    })
    .join(' and ')}`;

/** Many conditions as somebody writes them who has looked at plans: every set once, joined by its hash. */
function hashed(pairs: readonly Pair[], where: (conditions: readonly string[]) => string): string {
  const sets = pairs.flatMap(({ set }, n) => (set === undefined ? [] : [{ n, set }]));
  const withSets = sets.map(({ n, set }) => `s${n} as materialized (select distinct customer_id from (${set}) as s)`);
  const joins = sets.map(({ n }) => `left join s${n} on s${n}.customer_id = c.customer_id`);
  const conditions = pairs.map(({ plain, isOut }, n) => plain ?? `s${n}.customer_id is ${isOut ? '' : 'not '}null`);
  return `with ${withSets.join(', ')} select count(*) from ${from} ${joins.join(' ')} where ${where(conditions)}`;
}

const all = (conditions: readonly string[]): string => conditions.join(' and ');
const some = (conditions: readonly string[]): string => `(${conditions.join(' or ')})`;

const group = (pairs: readonly Pair[], join?: string) => ({
  ...(join !== undefined && { join }),
  conditions: pairs.map(({ condition }) => condition),
});

const thirty = [
  ...wide,
  ...sets,
  ...more.filter((one) => one !== notOnList),
  country,
  revenue(30),
  purchased(600),
  purchased(550),
];
const mixed = [...wide, ...sets, ...more, ...left];
const [afterWide, afterSets, afterMore] = [wide.length, wide.length + sets.length, mixed.length - left.length];

/** Segments of three and of thirty conditions. */
export const segmentCases: readonly SegmentCase[] = [
  { name: 'three', definition: { include: { groups: [group(three)] } }, byHand: joined(three) },
  { name: 'three sets', definition: { include: { groups: [group(threeSets)] } }, byHand: joined(threeSets) },
  {
    name: 'any of three',
    definition: { include: { groups: [group([revenue(900), purchased(365), onList], 'OR')] } },
    byHand: `select count(*) from facet.customers where customer_id in (
      select customer_id from facet.customer_profiles where profile_date = date '2026-03-01' and field1 >= 900
      union all ${bought(365)} union all ${vip})`,
  },
  { name: 'worth winning back', definition: { include: { groups: [group(winBack)] } }, byHand: joined(winBack) },
  {
    name: 'thirty that must hold',
    definition: { include: { groups: [group(thirty)] } },
    byHand: hashed(thirty, all),
    isHashed: true,
  },
  {
    name: 'thirty, of which some may',
    definition: {
      include: { groups: [group(wide), group(sets, 'OR'), group(more)] },
      exclude: left.map((one) => group([one])),
    },
    byHand: hashed(
      mixed,
      (conditions) =>
        `${all(conditions.slice(0, afterWide))} and ${some(conditions.slice(afterWide, afterSets))}
         and ${all(conditions.slice(afterSets, afterMore))} and not ${some(conditions.slice(afterMore))}`,
    ),
    isHashed: true,
  },
];

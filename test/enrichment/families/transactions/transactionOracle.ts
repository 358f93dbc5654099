/** A line of one customer's orders; money in hundredths, so that sums are exact. */
export interface PlainLine {
  readonly order: string;
  readonly line: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly kind: 'purchase' | 'return' | 'cancellation';
  readonly revenue: number;
  readonly quantity: number;
  readonly cost: number | null;
  /** The discount of the whole order. */
  readonly discount: number | null;
  readonly brand: string | null;
  readonly channel: string | null;
  readonly store: string | null;
  readonly currency: string | null;
}

/** Whole money in hundredths; undefined where a part of it is of another currency. */
type Money = number | undefined;

interface PlainOrder {
  readonly id: string;
  readonly at: string;
  readonly day: string;
  readonly first: PlainLine;
  readonly revenue: Money;
  readonly items: number;
  readonly cost: Money | null;
  readonly net: Money;
}

const dayMs = 86_400_000;
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const shifted = (day: string, days: number): string => new Date(time(day) + days * dayMs).toISOString().slice(0, 10);
const between = (from: string, to: string): number => (time(to) - time(from)) / dayMs;

/** The same day of an earlier month, or that month's last one. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}

/** The days after `from`, up to `to`, that count in a period as of a day. */
function windowOf(period: string, day: string): { readonly from: string; readonly to: string } {
  if (period === 'l30d') return { from: shifted(day, -30), to: day };
  if (period === 'ly12m') return { from: monthsBefore(day, 24), to: monthsBefore(day, 12) };
  const months = /^l(\d+)m$/.exec(period)?.[1];
  return months === undefined ? { from: '0001-01-01', to: day } : { from: monthsBefore(day, Number(months)), to: day };
}

const localDay = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  );

const sumOf = (amounts: readonly Money[]): Money =>
  amounts.some((amount) => amount === undefined)
    ? undefined
    : amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);

/** A quotient of whole numbers as PostgreSQL rounds it: ten places, half away from zero. */
function quotient(dividend: Money, divisor: number, scale = 1): string | null {
  if (dividend === undefined || divisor === 0) return null;
  const sign = dividend < 0 !== divisor < 0 ? '-' : '';
  const [over, under] = [BigInt(Math.abs(dividend)), BigInt(Math.abs(divisor)) * BigInt(scale)];
  return decimal(sign, (over * 20_000_000_000n + under) / (under * 2n), 10);
}

function decimal(sign: string, digits: bigint, places: number): string {
  const text = String(digits).padStart(places + 1, '0');
  const fraction = text.slice(-places).replace(/0+$/, '');
  const number = `${text.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
  return number === '0' ? '0' : `${sign}${number}`;
}

const amount = (money: Money | null): string | null =>
  money === undefined || money === null ? null : decimal(money < 0 ? '-' : '', BigInt(Math.abs(money)), 2);

const flag = (holds: boolean | null): string | null => (holds === null ? null : String(holds));

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** The value of most orders; of equals that of the newest. The orders are in the order in which they were placed. */
function preferred(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, { count: number; newest: number }>();
  values.forEach((value, newest) => {
    if (value !== null) counts.set(value, { count: (counts.get(value)?.count ?? 0) + 1, newest });
  });
  const [best] = [...counts].toSorted(([, a], [, b]) => b.count - a.count || b.newest - a.newest);
  return best?.[0] ?? null;
}

/**
 * The transaction attributes of a customer as of a day, by name, worked out order by order with plain loops; undefined where the
 * customer has no order up to the day. Only the optional sets and the columns of orders are read, never the program.
 */
export function transactionOracle(
  lines: readonly PlainLine[],
  day: string,
  { timeZone, currency }: { readonly timeZone: string; readonly currency: string },
): Readonly<Record<string, string | null>> {
  const past = lines.map((line) => ({ ...line, day: localDay(line.at, timeZone) })).filter((line) => line.day <= day);
  const moneyOf = (line: PlainLine, value: number): Money =>
    line.currency === null || line.currency === currency ? value : undefined;
  const orders: PlainOrder[] = [];
  for (const id of new Set(past.map(({ order }) => order))) {
    const own = past.filter(({ order }) => order === id);
    const bought = own
      .filter(({ kind }) => kind === 'purchase')
      .toSorted((a, b) => byBytes(a.at, b.at) || byBytes(a.line, b.line));
    const [first] = bought;
    if (first === undefined) continue;
    const revenue = sumOf(bought.map((line) => moneyOf(line, line.revenue)));
    const back = sumOf(
      own.filter(({ kind }) => kind !== 'purchase').map((line) => moneyOf(line, -Math.abs(line.revenue))),
    );
    const kept = sumOf([revenue, back]);
    const discounts = bought.flatMap(({ discount }) => discount ?? []);
    const discount = discounts.length === 0 ? 0 : Math.max(...discounts);
    const costs = bought.filter(({ cost }) => cost !== null).map((line) => moneyOf(line, line.cost ?? 0));
    orders.push({
      id,
      at: first.at,
      day: first.day,
      first,
      revenue,
      items: bought.reduce((sum, { quantity }) => sum + quantity, 0),
      cost: costs.length === 0 ? null : sumOf(costs),
      net: kept === undefined ? undefined : kept - Math.min(discount, Math.max(kept, 0)),
    });
  }
  orders.sort((a, b) => byBytes(a.at, b.at) || byBytes(a.id, b.id));
  const values: Record<string, string | null> = {};
  const [first, second, third] = orders;
  const latest = orders.at(-1);
  for (const [place, order] of Object.entries({ first, second, latest })) {
    values[`${place}_order_datetime`] = order?.at ?? null;
    values[`${place}_order_id`] = order?.id ?? null;
    values[`${place}_order_purchase_brand`] = order?.first.brand ?? null;
    values[`${place}_order_purchase_channel`] = order?.first.channel ?? null;
    values[`${place}_order_store_id`] = order?.first.store ?? null;
    values[`${place}_order_total_items`] = order === undefined ? null : String(order.items);
    values[`${place}_order_revenue`] = amount(order?.revenue);
    values[`${place}_net_order_revenue`] = amount(order?.net);
    values[`${place}_order_cost`] = amount(order?.cost);
  }
  for (const period of ['l30d', 'l3m', 'l6m', 'l12m', 'ly12m', 'lifetime']) {
    const { from, to } = windowOf(period, day);
    const isIn = (one: { readonly day: string }): boolean => one.day > from && one.day <= to;
    const some = orders.filter(isIn);
    const revenue = sumOf(some.map((order) => order.revenue));
    const net = sumOf(some.map((order) => order.net));
    const items = some.reduce((sum, order) => sum + order.items, 0);
    const costs = some.flatMap(({ cost }) => (cost === null ? [] : [cost]));
    const hasNone = orders.length === 0;
    const knowsNothing = hasNone && past.length === 0;
    values[`${period}_order_frequency`] = String(some.length);
    values[`${period}_order_revenue`] = hasNone ? null : amount(revenue);
    values[`${period}_total_items`] = hasNone ? null : String(items);
    values[`${period}_average_order_value`] = quotient(revenue, some.length, 100);
    values[`${period}_average_num_items`] = quotient(items, some.length);
    values[`${period}_average_item_price`] = quotient(revenue, items, 100);
    values[`${period}_net_order_revenue`] = hasNone ? null : amount(net);
    values[`${period}_net_order_value`] = hasNone ? null : amount(net);
    values[`${period}_average_net_item_price`] = quotient(net, items, 100);
    values[`${period}_order_cost`] = hasNone
      ? null
      : some.length === 0
        ? '0'
        : costs.length === 0
          ? null
          : amount(sumOf(costs));
    for (const [kind, counted, most] of [
      ['brand', 'purchase_brands', 'preferred_purchase_brand'],
      ['channel', 'purchase_channels', 'preferred_purchase_channel'],
      ['store', 'stores', 'preferred_store_id'],
    ] as const) {
      const named = some.map((order) => order.first[kind]);
      values[`${period}_${counted}`] = String(new Set(named.filter((value) => value !== null)).size);
      values[`${period}_${most}`] = preferred(named);
    }
    for (const [kind, name] of [
      ['return', 'returned'],
      ['cancellation', 'canceled'],
    ] as const) {
      const back = past.filter((line) => line.kind === kind && isIn(line));
      values[`${period}_order_${name}_frequency`] = String(new Set(back.map(({ order }) => order)).size);
      values[`${period}_order_${name}_revenue`] = knowsNothing
        ? null
        : amount(sumOf(back.map((line) => moneyOf(line, -Math.abs(line.revenue)))));
      values[`${period}_total_${name}_items`] = knowsNothing
        ? null
        : String(back.reduce((sum, { quantity }) => sum - Math.abs(quantity), 0));
    }
    if (period === 'l30d' || period === 'lifetime')
      values[`${period}_largest_order_value`] =
        some.length === 0 || revenue === undefined
          ? null
          : amount(Math.max(...some.map((order) => order.revenue ?? 0)));
  }
  const nets = orders.map(({ net }) => net);
  const positive = nets.filter((net) => net !== undefined && net > 0) as number[];
  values['lifetime_largest_net_order_value'] =
    nets.includes(undefined) || positive.length === 0 ? null : amount(Math.max(...positive));
  const days = (from: PlainOrder | undefined, to: string | undefined): number | null =>
    from === undefined || to === undefined ? null : between(from.day, to);
  const text = (number: number | null): string | null => (number === null ? null : String(number));
  const toSecond = days(first, second?.day);
  const toThird = days(second, third?.day);
  const age = days(first, day);
  values['days_since_latest_order'] = text(days(latest, day));
  values['first_to_second_order_days'] = text(toSecond);
  values['first_to_latest_order_days'] = text(days(first, latest?.day));
  values['one_and_done'] = flag(orders.length === 1);
  values['early_repeat_purchaser'] = flag(
    toSecond === null ? (age !== null && age > 84 ? false : null) : toSecond <= 84,
  );
  values['first_order_is_retained'] = flag(first === undefined ? null : toSecond !== null && toSecond <= 365);
  values['second_order_is_retained'] = flag(second === undefined ? null : toThird !== null && toThird <= 365);
  values['multi_purchase_brand'] = flag(new Set(orders.flatMap((order) => order.first.brand ?? [])).size > 1);
  values['multi_purchase_channel'] = flag(new Set(orders.flatMap((order) => order.first.channel ?? [])).size > 1);
  return values;
}

import type { PlainKind, PlainValue, Truth } from '../../conditions/plainConditions.js';
import { localDay, slowOperators, type SlowMoment } from './slowOperators.js';
import type { SlowKind } from './slowSegments.js';

type Text = string | null;
type Row<Names extends string> = Readonly<Record<Names, Text>>;
type Attributes = Readonly<Record<string, string>> | null;

/** An order line. */
export interface SlowLine extends Row<
  'customer' | 'order' | 'at' | 'product' | 'revenue' | 'quantity' | 'currency' | 'store'
> {
  readonly isReturn: boolean | null;
  readonly isCancellation: boolean | null;
  readonly attributes: Attributes;
}

/** An order as a whole. */
export interface SlowOrder extends Row<'customer' | 'order' | 'revenue' | 'payment'> {
  readonly attributes: Attributes;
}

/** A part in a campaign; without an action the customer was excluded. */
export type SlowTargeting = Row<'customer' | 'day' | 'plan' | 'action'>;

/** An action: its number says whether it is control; with the channels that it uses. */
export interface SlowAction extends Row<'plan' | 'action'> {
  readonly number: number;
  readonly channels: readonly number[];
}

/** A list that was delivered, with a customer on it. */
export interface SlowDelivery extends Row<
  'customer' | 'at' | 'campaign' | 'destination' | 'subAudience' | 'treatment'
> {
  readonly isControl: boolean;
}

/** What customers did, and what was done with them, in memory. */
export interface SlowHistory {
  readonly lines: readonly SlowLine[];
  readonly orders: readonly SlowOrder[];
  readonly products: readonly Row<'id' | 'category' | 'subcategory' | 'price'>[];
  readonly targetings: readonly SlowTargeting[];
  readonly actions: readonly SlowAction[];
  readonly campaigns: readonly Row<'plan' | 'group'>[];
  readonly redemptions: readonly Row<'customer' | 'plan' | 'day'>[];
  readonly deliveries: readonly SlowDelivery[];
}

type Operators = Readonly<Record<string, unknown>>;
type Given = Readonly<Record<string, unknown>>;

const holds = (kind: PlainKind, given: unknown, value: PlainValue, moment: SlowMoment): boolean =>
  given === undefined || slowOperators(kind, given as Operators, value, moment) === true;

const numeric = new Set(['revenue', 'quantity', 'msrp']);

/** Whether a line, its order and its product are as it is said; one that is not known has no values. */
function fits(history: SlowHistory, line: SlowLine, where: Given, moment: SlowMoment): boolean {
  const order = history.orders.find((one) => one.customer === line.customer && one.order === line.order);
  const product = history.products.find((one) => one.id === line.product);
  const values: Readonly<Record<string, Readonly<Record<string, Text | undefined>>>> = {
    order: { revenue: order?.revenue, paymentMethod: order?.payment },
    line: { quantity: line.quantity, revenue: line.revenue, currency: line.currency, storeId: line.store },
    product: { category: product?.category, subcategory: product?.subcategory, msrp: product?.price },
  };
  return Object.entries(where).every(([owner, given]) => {
    if (owner.endsWith('Attributes'))
      return (given as { name: string; text: Operators }[]).every(({ name, text }) => {
        const attributes = owner === 'lineAttributes' ? line.attributes : (order?.attributes ?? null);
        return holds('text', text, attributes?.[name] ?? null, moment);
      });
    return Object.entries(given as Given).every(([name, operators]) =>
      holds(numeric.has(name) ? 'number' : 'text', operators, values[owner]?.[name] ?? null, moment),
    );
  });
}

/** Half units of money, all that the revenues of the tests are made of. */
const halves = (amount: string): number => Math.round(Number(amount) * 2);

/** The sum of what lines are worth in one currency; null of several, and of no amount. */
function worth(lines: readonly SlowLine[]): Text {
  const paid = lines.filter(({ revenue }) => revenue !== null);
  const currencies = new Set(paid.map(({ currency }) => currency ?? ''));
  return currencies.size === 1 ? String(paid.reduce((sum, { revenue }) => sum + halves(revenue ?? '0'), 0) / 2) : null;
}

const ordersOf = (lines: readonly SlowLine[]): Set<Text> => new Set(lines.map(({ order }) => order));

/** Whether no combination of the named values is in more orders than the given one, which is in some. */
function isMostFrequent(history: SlowHistory, lines: readonly SlowLine[], values: Given): boolean {
  const names = Object.keys(values);
  const valueOf = (line: SlowLine, name: string): Text => {
    const product = history.products.find((one) => one.id === line.product);
    return name === 'storeId' ? line.store : ((product as Readonly<Record<string, Text>> | undefined)?.[name] ?? null);
  };
  const orders = new Map<string, Set<Text>>();
  for (const line of lines) {
    const combination = names.map((name) => valueOf(line, name));
    if (combination.some((value) => value === null || value === '')) continue;
    const key = JSON.stringify(combination);
    orders.set(key, (orders.get(key) ?? new Set()).add(line.order));
  }
  const own = orders.get(JSON.stringify(Object.values(values)))?.size ?? 0;
  return own > 0 && [...orders.values()].every(({ size }) => size <= own);
}

/** What is said of what customers did with orders, one line after the other. */
function purchased(history: SlowHistory, moment: SlowMoment, given: Given, customer: string): Truth {
  const { behaviour, date, number, where = {}, values = {} } = given;
  const dayOf = ({ at }: SlowLine): string => localDay(at ?? '', moment.timeZone);
  const bought = history.lines.filter(
    (line) =>
      line.customer === customer &&
      line.isReturn !== true &&
      line.isCancellation !== true &&
      dayOf(line) <= moment.today,
  );
  const [first] = bought.toSorted((a, b) => {
    const [one, other] = [`${a.at} ${a.order}`, `${b.at} ${b.order}`];
    return one < other ? -1 : one > other ? 1 : 0;
  });
  const ofWhat = bought.filter((line) => fits(history, line, where as Given, moment));
  const fitting = ofWhat.filter((line) => holds('date', date, dayOf(line), moment));
  switch (behaviour) {
    case 'FIRST_PURCHASE':
      return (
        first !== undefined &&
        holds('date', date, dayOf(first), moment) &&
        ofWhat.some(({ order }) => order === first.order)
      );
    case 'HAS_PURCHASED':
      return fitting.length > 0 && holds('number', number, String(ordersOf(fitting).size), moment);
    case 'HAS_NOT_PURCHASED':
      return fitting.length === 0;
    case 'REPEAT_PURCHASE':
      return fitting.some(({ order }) => order !== first?.order);
    case 'MOST_FREQUENT_ORDER':
      return isMostFrequent(history, fitting, values as Given);
    default:
      return fitting.length > 0 && holds('number', number, worth(fitting), moment);
  }
}

/** Whether rows, each of a day, are as many and lie as it is said. */
function contacted(days: readonly string[], given: Given, moment: SlowMoment): boolean {
  const sorted = days.toSorted();
  const found =
    sorted.length > 0 &&
    holds('number', given['times'], String(sorted.length), moment) &&
    holds('date', given['first'], sorted[0] ?? null, moment) &&
    holds('date', given['last'], sorted.at(-1) ?? null, moment);
  return found === (given['has'] ?? true);
}

const among = (list: unknown, value: unknown): boolean =>
  list === undefined || (list as readonly unknown[]).includes(value);

function targeted(history: SlowHistory, moment: SlowMoment, given: Given, customer: string): Truth {
  const rows = history.targetings.filter((row) => row.customer === customer && (row.day ?? '') <= moment.today);
  const fitting = rows.filter(({ day, plan, action }) => {
    const known = history.actions.find((one) => one.plan === plan && one.action === action);
    const state = action === null ? 'EXCLUDED' : known?.number === 1 ? 'CONTROL' : 'TARGETED';
    const channels = state === 'TARGETED' ? (known?.channels ?? []) : [];
    const redeemed = history.redemptions.some(
      (one) =>
        one.customer === customer &&
        one.plan === plan &&
        (one.day ?? '') >= (day ?? '') &&
        (one.day ?? '') <= moment.today,
    );
    return (
      among(given['states'], state) &&
      among(given['planIds'], plan) &&
      among(given['actionIds'], action) &&
      (given['channelIds'] === undefined || channels.some((id) => among(given['channelIds'], id))) &&
      among(given['targetGroupIds'], history.campaigns.find((one) => one.plan === plan)?.group) &&
      holds('date', given['executed'], day, moment) &&
      (given['redeemed'] ?? redeemed) === redeemed
    );
  });
  return contacted(
    fitting.map(({ day }) => day ?? ''),
    given,
    moment,
  );
}

function delivered(history: SlowHistory, moment: SlowMoment, given: Given, customer: string): Truth {
  const rows = history.deliveries.filter((row) => row.customer === customer);
  const days = rows.flatMap((row) => {
    const day = localDay(row.at ?? '', moment.timeZone);
    const fitting =
      day <= moment.today &&
      among(given['campaignIds'], row.campaign) &&
      among(given['destinationIds'], row.destination) &&
      among(given['subAudienceIds'], row.subAudience) &&
      among(given['treatmentIds'], row.treatment) &&
      (given['control'] ?? row.isControl) === row.isControl &&
      holds('date', given['delivered'], day, moment);
    return fitting ? [day] : [];
  });
  return contacted(days, given, moment);
}

/** The kinds of conditions over what happened. */
export const slowHistoryKinds = (history: SlowHistory, moment: SlowMoment): Readonly<Record<string, SlowKind>> => ({
  purchase: (given, customer) => purchased(history, moment, given, customer),
  campaign: (given, customer) => targeted(history, moment, given, customer),
  activation: (given, customer) => delivered(history, moment, given, customer),
});

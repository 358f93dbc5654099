import type { PlainKind, PlainValue, Truth } from '../../conditions/plainConditions.js';
import { slowDay, slowOperators, type SlowMoment } from './slowOperators.js';
import { isMember, type SlowDefinition, type SlowKind } from './slowSegments.js';

/** Of whom, to which address or number, of what, and whether messages are wanted. */
export interface SlowConsent {
  readonly customer: string;
  readonly to: string;
  readonly program: string;
  readonly brand: string;
  readonly wanted: boolean;
}

/** A customer with all that conditions ask of. */
export interface SlowCustomer {
  /** By the names of GraphQL. */
  readonly columns: Readonly<Record<string, PlainValue>>;
  /** By aliases; null where there is no snapshot of the customer. */
  readonly attributes: Readonly<Record<string, PlainValue>> | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly hasAddress: boolean;
  readonly account: string | null;
}

/** All that is known, in memory. */
export interface SlowWorld extends SlowMoment {
  readonly customers: Readonly<Record<string, SlowCustomer>>;
  readonly emails: readonly SlowConsent[];
  readonly messages: readonly SlowConsent[];
  /** The entity above one, by level and key. */
  readonly above: Readonly<Record<string, string | null>>;
  /** Stored values by `LEVEL id name day`; null where one is known to be missing. */
  readonly values: Readonly<Record<string, number | null>>;
  readonly effectiveDays: readonly string[];
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly segments: Readonly<Record<string, SlowDefinition>>;
}

type Given = Readonly<Record<string, unknown>>;
type Operators = Readonly<Record<string, unknown>>;

const kinds: readonly PlainKind[] = ['text', 'number', 'date', 'dateTime', 'flag'];

const ofValue = (given: Given, value: PlainValue, moment: SlowMoment): Truth => {
  const kind = kinds.find((one) => given[one] !== undefined) ?? 'text';
  return slowOperators(kind, given[kind] as Operators, value, moment);
};

/** What is said of the customer's address or number: by programme, the customer's own word before that of the address. */
function said(rows: readonly SlowConsent[], customer: string, to: string | null, given: Given): boolean | null {
  // Letters of addresses in any case; of numbers the digits alone.
  const plain = (text: string): string => (text.includes('@') ? text.toLowerCase() : text.replace(/[^0-9]/g, ''));
  const ofAddress = rows.filter((row) => to !== null && plain(row.to) === plain(to));
  const fitting = ofAddress.filter(
    ({ program, brand }) =>
      [program, undefined].includes(given['program'] as string) &&
      [brand, undefined].includes(given['brand'] as string),
  );
  const programmes = new Set(fitting.map(({ program, brand }) => JSON.stringify([program, brand])));
  const answers = [...programmes].flatMap((key) => {
    const of = fitting.filter(({ program, brand }) => JSON.stringify([program, brand]) === key);
    const own = of.filter((row) => row.customer === customer);
    const counted = own.length > 0 ? own : of.filter((row) => row.customer === '');
    return counted.length === 0 ? [] : [counted.some(({ wanted }) => wanted)];
  });
  return answers.length === 0 ? null : answers.includes(true);
}

const levels = ['CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY'] as const;

/** What an entity has of a metric on a day: its sum and how many values it is of, its least; undefined where it has nothing. */
interface Figure {
  readonly total: number | null;
  readonly count: number;
  readonly least: number | null;
}

function figureOf(world: SlowWorld, place: number, id: string, name: string, day: string): Figure | undefined {
  const level = levels[place] ?? 'CUSTOMER';
  const stored = world.values[`${level} ${id} ${name} ${day}`];
  if (stored !== undefined) return { total: stored, count: stored === null ? 0 : 1, least: stored };
  if (place === 0 || name === 'own') return undefined;
  const below = levels[place - 1] ?? 'CUSTOMER';
  const children = Object.keys(world.above).filter((key) => key.startsWith(`${below} `) && world.above[key] === id);
  const found = children
    .map((key) => figureOf(world, place - 1, key.slice(below.length + 1), name, day))
    .filter((one) => one !== undefined && one.total !== null) as { total: number; count: number; least: number }[];
  if (found.length === 0) return undefined;
  return {
    total: found.reduce((sum, { total }) => sum + total, 0),
    count: found.reduce((sum, { count }) => sum + count, 0),
    least: Math.min(...found.map(({ least }) => least)),
  };
}

const printed = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(10).replace(/0+$/, '');

/** What was found out of the values of a world: the figures of an industry are those of all of its customers. */
const newest = new WeakMap<object, Map<string, string | null>>();

function rememberedFigure(world: SlowWorld, place: number, id: string, name: string, until: string): string | null {
  const known = newest.get(world.values) ?? new Map<string, string | null>();
  newest.set(world.values, known);
  const key = JSON.stringify([place, id, name, until]);
  const found = known.has(key) ? (known.get(key) ?? null) : newestFigure(world, place, id, name, until);
  known.set(key, found);
  return found;
}

/** The newest figure of an entity on or before a day; null where there is none, or it is known to be missing. */
function newestFigure(world: SlowWorld, place: number, id: string, name: string, until: string): string | null {
  const days = world.effectiveDays.filter((day) => day <= until).toSorted();
  for (const day of days.toReversed()) {
    const figure = figureOf(world, place, id, name, day);
    if (figure === undefined) continue;
    const { total, count, least } = figure;
    if (total === null || least === null) return null;
    return printed(name === 'least' ? least : name === 'mean' ? total / count : total);
  }
  return null;
}

function metricOf(world: SlowWorld, customer: string, given: Given): string | null {
  let id: string | null = customer;
  const place = levels.indexOf(given['level'] as (typeof levels)[number]);
  for (let at = 0; at < place && id !== null; at += 1) id = world.above[`${levels[at]} ${id}`] ?? null;
  const until = slowDay((given['effective'] as string | undefined) ?? 'today', world.today);
  return id === null ? null : rememberedFigure(world, place, id, String(given['name']), until);
}

function isReached(world: SlowWorld, customer: string, way: string): boolean {
  const { email, phone, hasAddress } = world.customers[customer] as SlowCustomer;
  const wanted = (rows: readonly SlowConsent[], to: string | null): boolean =>
    to !== null && (rows.length === 0 || said(rows, customer, to, {}) === true);
  if (way === 'ADDRESS') return hasAddress;
  const [byMail, byPhone] = [wanted(world.emails, email), wanted(world.messages, phone)];
  return way === 'EMAIL' ? byMail : way === 'PHONE' ? byPhone : byMail || byPhone;
}

/** The kinds of conditions over a world. */
export function slowKinds(
  world: SlowWorld,
  others: Readonly<Record<string, SlowKind>> = {},
): Readonly<Record<string, SlowKind>> {
  const customerOf = (id: string): SlowCustomer => world.customers[id] as SlowCustomer;
  const all: Readonly<Record<string, (given: Given, customer: string) => Truth>> = {
    column: (given, id) => ofValue(given, customerOf(id).columns[String(given['name'])] ?? null, world),
    attribute: (given, id) => ofValue(given, customerOf(id).attributes?.[String(given['name'])] ?? null, world),
    contactable: (given, id) =>
      (given['by'] as readonly string[]).some((way) => isReached(world, id, way)) === (given['is'] ?? true),
    consent: (given, id) => {
      const { email, phone } = customerOf(id);
      const ofMail = given['channel'] === 'EMAIL';
      const answer = said(ofMail ? world.emails : world.messages, id, ofMail ? email : phone, given);
      return answer === null ? false : answer === (given['optedIn'] ?? true);
    },
    metric: (given, id) => slowOperators('number', given['number'] as Operators, metricOf(world, id, given), world),
    segment: (given, id) =>
      isMember(world.segments[String(given['id'])] as SlowDefinition, id, slowKinds(world, others)) ===
      (given['is'] ?? true),
    list: (given, id) => world.lists[String(given['id'])]?.includes(id) === (given['is'] ?? true),
  };
  return { ...(all as Readonly<Record<string, SlowKind>>), ...others };
}

/** What three-valued logic knows: true, false, or null where nobody knows. */
export type Truth = boolean | null;

export type PlainKind = 'number' | 'text' | 'date' | 'dateTime' | 'flag';

/** A value as it is stored or given: a text, but for flags; null where there is none. */
export type PlainValue = string | boolean | null;

/** The argument of an operator. */
export type PlainArgument = Exclude<PlainValue, null> | readonly Exclude<PlainValue, null>[] | PlainRange;

interface PlainRange {
  readonly from: Exclude<PlainValue, null>;
  readonly to: Exclude<PlainValue, null>;
}

const sign = (difference: bigint): number => (difference > 0n ? 1 : difference < 0n ? -1 : 0);

/** A decimal as a whole number of 10^-30. */
function units(text: string): bigint {
  const [, minus, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]\+?(\d+))?$/.exec(text) ?? [];
  const size = BigInt(whole + fraction) * 10n ** BigInt(30 - fraction.length + Number(exponent));
  return minus === '-' ? -size : size;
}

/** NaN is equal to itself and greater than all others, as PostgreSQL has it. */
const numberPlace = (text: string): number =>
  text === 'NaN' ? 2 : text === 'Infinity' ? 1 : text === '-Infinity' ? -1 : 0;

const timePlace = (text: string): number => (text === 'infinity' ? 1 : text === '-infinity' ? -1 : 0);

/** Microseconds from 1970. */
function microseconds(text: string): bigint {
  const [, seconds = '', fraction = '', zone = ''] = /^(.{19})(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  return BigInt(Date.parse(`${seconds}${zone}`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

type Order = (one: string, other: string) => number;

/** By the places of what is beyond all others, and then by a whole number. */
const by =
  (place: (text: string) => number, size: (text: string) => bigint): Order =>
  (one, other) =>
    place(one) - place(other) || (place(one) === 0 ? sign(size(one) - size(other)) : 0);

const orders: Readonly<Record<Exclude<PlainKind, 'flag'>, Order>> = {
  number: by(numberPlace, units),
  text: (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)),
  date: by(timePlace, (text) => BigInt(text.replaceAll('-', ''))),
  dateTime: by(timePlace, microseconds),
};

/** How two values stand to each other: 0 where they are equal. */
const compare = (kind: PlainKind, one: PlainValue, other: PlainValue): number =>
  kind === 'flag' ? Number(one) - Number(other) : orders[kind](String(one), String(other));

/** A text without case and accents, as far as those of the tests have any. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');

/** Whether an operator holds of a stored value: null where there is none, and nobody knows. */
export function holds(kind: PlainKind, operator: string, stored: PlainValue, given: PlainArgument): Truth {
  if (operator === 'isNull') return (stored === null) === given;
  if (stored === null) return null;
  const place = (value: PlainArgument): number => compare(kind, stored, value as PlainValue);
  const list = given as readonly PlainValue[];
  const { from, to } = given as PlainRange;
  const text = plain(String(stored));
  const part = typeof given === 'string' ? plain(given) : '';
  switch (operator) {
    case 'is':
      return place(given) === 0;
    case 'isNot':
      return place(given) !== 0;
    case 'in':
      return list.some((value) => compare(kind, stored, value) === 0);
    case 'notIn':
      return list.every((value) => compare(kind, stored, value) !== 0);
    case 'gt':
      return place(given) > 0;
    case 'gte':
      return place(given) >= 0;
    case 'lt':
      return place(given) < 0;
    case 'lte':
      return place(given) <= 0;
    case 'between':
      return place(from) >= 0 && place(to) <= 0;
    case 'contains':
      return text.includes(part);
    case 'startsWith':
      return text.startsWith(part);
    case 'endsWith':
      return text.endsWith(part);
    default:
      throw new Error(`The tests do not know ${operator}`);
  }
}

/** False where one is false, else null where one is not known. */
export const every = (all: readonly Truth[]): Truth => (all.includes(false) ? false : all.includes(null) ? null : true);

/** True where one is true, else null where one is not known. */
export const some = (all: readonly Truth[]): Truth => (all.includes(true) ? true : all.includes(null) ? null : false);

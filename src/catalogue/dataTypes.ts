import { sql, type SQL } from 'drizzle-orm';

/** What a value of an attribute is. */
export type DataType = 'text' | 'boolean' | 'integer' | 'bigint' | 'decimal' | 'float' | 'date' | 'datetime';

export type SlotKind = 'STR' | 'FIELD' | 'DATE' | 'TIME';

/** What values are compared as, in filters and orders; the members of filters on attributes have these names. */
export const valueKinds = ['number', 'text', 'date', 'dateTime', 'flag'] as const;

export type ValueKind = (typeof valueKinds)[number];

interface DataTypeFacts {
  readonly slotKind: SlotKind;
  /** The GraphQL type of the generated field. */
  readonly graphqlType: string;
  /** The SQL type of the column in the views with real names. */
  readonly sqlType: string;
  /** Reads a slot as a value of the type, from a quoted column. */
  readonly read: (column: string) => string;
  readonly kind: ValueKind;
  /**
   * The value as filters compare it, from a quoted column: equal where what is read is equal. What it is bound as is
   * `sqlType` of its kind, which it is comparable with.
   */
  readonly compare: (column: string) => string;
}

const plain = (column: string): string => column;

// A cast would fail the whole statement on one odd text.
const flag = (column: string): string => `lower(${column}) in ('true', 't', 'yes', 'y', '1')`;

/** Null beyond `bigint`: one odd value must not fail the statement. What is too large for Int alone is the error of one field. */
const readWhole = (column: string): string =>
  `case when abs(${column}) < 9223372036854775807 then ${column}::bigint end`;

/** What a cast to `bigint` gives, as `numeric`: a whole number is compared with 1.5 too. */
const whole = (column: string): string => `round(${column}, 0)`;

/** Every data type: where it is kept, and how it is read. */
export const dataTypes: Readonly<Record<DataType, DataTypeFacts>> = {
  text: { slotKind: 'STR', graphqlType: 'String', sqlType: 'text', read: plain, kind: 'text', compare: plain },
  boolean: {
    slotKind: 'STR',
    graphqlType: 'Boolean',
    sqlType: 'boolean',
    read: flag,
    kind: 'flag',
    compare: (column) => `(${flag(column)})`,
  },
  integer: {
    slotKind: 'FIELD',
    graphqlType: 'Int',
    sqlType: 'bigint',
    read: readWhole,
    kind: 'number',
    compare: whole,
  },
  bigint: {
    slotKind: 'FIELD',
    graphqlType: 'BigInt',
    sqlType: 'bigint',
    read: readWhole,
    kind: 'number',
    compare: whole,
  },
  decimal: {
    slotKind: 'FIELD',
    graphqlType: 'Decimal',
    sqlType: 'numeric',
    read: (column) => `trim_scale(${column})`,
    kind: 'number',
    compare: plain,
  },
  float: {
    slotKind: 'FIELD',
    graphqlType: 'Float',
    sqlType: 'double precision',
    read: (column) => `${column}::double precision`,
    kind: 'number',
    compare: plain,
  },
  date: { slotKind: 'DATE', graphqlType: 'Date', sqlType: 'date', read: plain, kind: 'date', compare: plain },
  datetime: {
    slotKind: 'TIME',
    graphqlType: 'DateTime',
    sqlType: 'timestamp with time zone',
    read: plain,
    kind: 'dateTime',
    compare: plain,
  },
};

/** Characters that a text is put in order by: an index takes no entry of more than 2,704 bytes, and a cursor stays short. */
const orderedCharacters = 500;

/** A text as it is put in order. */
export const orderedText = (expression: string): string => `left(${expression}, ${orderedCharacters})`;

/** The value as orders and their indexes compare it, from a quoted column: the one expression of both. */
export function orderedValue(dataType: DataType, column: string): string {
  const { kind, compare } = dataTypes[dataType];
  return kind === 'text' ? orderedText(compare(column)) : compare(column);
}

export const dataTypeNames = Object.keys(dataTypes) as readonly DataType[];

const slotPattern = /^(STR|FIELD|DATE|TIME)([1-9]\d*)$/i;

/** Takes a slot name such as `STR12` apart; undefined for anything else. Case does not count. */
export function parseSlot(name: string): { kind: SlotKind; number: number } | undefined {
  const [, kind, number] = slotPattern.exec(name) ?? [];
  return kind === undefined ? undefined : { kind: kind.toUpperCase() as SlotKind, number: Number(number) };
}

/** The quoted column of a slot, e.g. `"str12"`. Throws on anything that is not a slot. */
export function slotColumn(slot: string): string {
  if (parseSlot(slot) === undefined) throw new TypeError(`"${slot}" is not a slot`);
  return `"${slot.toLowerCase()}"`;
}

/**
 * Whether a slot takes a number: it has at most 100 digits on either side of the point, so that all of them can be read as
 * `double precision`; NaN and infinity do not fit.
 */
export const fitsSlot = (value: SQL): SQL => sql`(abs(${value}) < 1e100 and scale(${value}) <= 100)`;

import { sql, type SQL } from 'drizzle-orm';
import { DataType, dataTypes, slotKindNames, slotKinds, ValueKind, type SlotKind } from '../words/dataTypes.js';

interface SlotReading {
  /** Reads a slot as a value of the type, from a quoted column. */
  readonly read: (column: string) => string;
  /**
   * The value as filters compare it, from a quoted column: equal where what is read is equal. What it is bound as is the type of
   * its kind, which it is comparable with.
   */
  readonly compare: (column: string) => string;
}

const plain = (column: string): string => column;

// A cast would fail the whole statement on one odd text.
const flag = (column: string): string => `lower(${column}) in ('true', 't', 'yes', 'y', '1')`;

/** Null beyond `bigint`: one odd value must not fail the statement. What is too large for Int alone is the error of one field. */
const readWhole = (column: string): string =>
  `case when abs(${column}) < 9223372036854775807 then ${column}::bigint end`;

const asItIs: SlotReading = { read: plain, compare: plain };

/** A whole number is compared as `numeric` of what a cast to `bigint` gives: with 1.5 too. */
const whole: SlotReading = { read: readWhole, compare: (column) => `round(${column}, 0)` };

const readings: Readonly<Record<DataType, SlotReading>> = {
  [DataType.text]: asItIs,
  [DataType.boolean]: { read: flag, compare: (column) => `(${flag(column)})` },
  [DataType.integer]: whole,
  [DataType.bigint]: whole,
  [DataType.decimal]: { read: (column) => `trim_scale(${column})`, compare: plain },
  [DataType.float]: { read: (column) => `${column}::double precision`, compare: plain },
  [DataType.date]: asItIs,
  [DataType.datetime]: asItIs,
};

/** SQL: a slot as a value of a type, from its quoted column. */
export const readSlot = (dataType: DataType, column: string): string => readings[dataType].read(column);

/** SQL: a slot as filters compare it, from its quoted column: equal where what is read is equal. */
export const comparedSlot = (dataType: DataType, column: string): string => readings[dataType].compare(column);

/** Characters that a text is put in order by: an index takes no entry of more than 2,704 bytes, and a cursor stays short. */
const orderedCharacters = 500;

/** A text as it is put in order. */
export const orderedText = (expression: string): string => `left(${expression}, ${orderedCharacters})`;

/** The value as orders and their indexes compare it, from a quoted column: the one expression of both. */
export function orderedValue(dataType: DataType, column: string): string {
  const compared = comparedSlot(dataType, column);
  return dataTypes[dataType].kind === ValueKind.text ? orderedText(compared) : compared;
}

const slotPattern = new RegExp(`^(${slotKindNames.join('|')})([1-9]\\d*)$`, 'i');

const kindNamed = (name: string): SlotKind | undefined => slotKindNames.find((kind) => kind === name.toUpperCase());

/** Takes a slot name such as `STR12` apart; undefined for anything else. Case does not count. */
export function parseSlot(name: string): { kind: SlotKind; number: number } | undefined {
  const [, given = '', number] = slotPattern.exec(name) ?? [];
  const kind = kindNamed(given);
  return kind === undefined ? undefined : { kind, number: Number(number) };
}

/** What the values of a slot are that nothing is said of. Throws on anything that is not a slot. */
export function bareType(slot: string): DataType {
  const parsed = parseSlot(slot);
  if (parsed === undefined) throw new TypeError(`"${slot}" is not a slot`);
  return slotKinds[parsed.kind];
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

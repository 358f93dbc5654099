/** What a value of an attribute is. */
export type DataType = 'text' | 'boolean' | 'integer' | 'bigint' | 'decimal' | 'float' | 'date' | 'datetime';

export type SlotKind = 'STR' | 'FIELD' | 'DATE' | 'TIME';

interface DataTypeFacts {
  readonly slotKind: SlotKind;
  /** The GraphQL type of the generated field. */
  readonly graphqlType: string;
  /** The SQL type of the column in the views with real names. */
  readonly sqlType: string;
  /** Reads a slot as a value of the type, from a quoted column. */
  readonly read: (column: string) => string;
}

const plain = (column: string): string => column;

/** Every data type: where it is kept, and how it is read. */
export const dataTypes: Readonly<Record<DataType, DataTypeFacts>> = {
  text: { slotKind: 'STR', graphqlType: 'String', sqlType: 'text', read: plain },
  boolean: {
    slotKind: 'STR',
    graphqlType: 'Boolean',
    sqlType: 'boolean',
    // A cast would fail the whole statement on one odd text.
    read: (column) => `lower(${column}) in ('true', 't', 'yes', 'y', '1')`,
  },
  // Every numeric(19,4) fits bigint; a number too large for Int is then the error of one field, not of the statement.
  integer: { slotKind: 'FIELD', graphqlType: 'Int', sqlType: 'bigint', read: (column) => `${column}::bigint` },
  bigint: { slotKind: 'FIELD', graphqlType: 'BigInt', sqlType: 'bigint', read: (column) => `${column}::bigint` },
  decimal: { slotKind: 'FIELD', graphqlType: 'Decimal', sqlType: 'numeric', read: (column) => `trim_scale(${column})` },
  float: {
    slotKind: 'FIELD',
    graphqlType: 'Float',
    sqlType: 'double precision',
    read: (column) => `${column}::double precision`,
  },
  date: { slotKind: 'DATE', graphqlType: 'Date', sqlType: 'date', read: plain },
  datetime: { slotKind: 'TIME', graphqlType: 'DateTime', sqlType: 'timestamp with time zone', read: plain },
};

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

import { members, wordList } from './vocabulary.js';

/** What values are compared as, with the SQL type that they are bound as; members of filters on attributes have these names. */
const kinds = {
  number: 'numeric',
  text: 'text',
  date: 'date',
  dateTime: 'timestamptz',
  flag: 'boolean',
} as const;

/** What a value is compared as, in filters and orders. */
export type ValueKind = keyof typeof kinds;

/** The kinds of values, in the order in which sentences name them. */
export const valueKinds = wordList(kinds);

/** The kinds of values as members: `ValueKind.number`. */
export const ValueKind = members(valueKinds);

/** The SQL type that values of each kind are bound as. */
export const boundTypes: Readonly<Record<ValueKind, string>> = kinds;

/** A kind of generic columns: its name and a number make that of a slot, such as `STR12`. */
export type SlotKind = 'STR' | 'FIELD' | 'DATE' | 'TIME';

interface DataTypeFacts {
  readonly slotKind: SlotKind;
  /** The GraphQL type of the generated field. */
  readonly graphqlType: string;
  /** The SQL type of the column in the views with real names. */
  readonly sqlType: string;
  readonly kind: ValueKind;
}

const types = {
  text: { slotKind: 'STR', graphqlType: 'String', sqlType: 'text', kind: 'text' },
  boolean: { slotKind: 'STR', graphqlType: 'Boolean', sqlType: 'boolean', kind: 'flag' },
  integer: { slotKind: 'FIELD', graphqlType: 'Int', sqlType: 'bigint', kind: 'number' },
  bigint: { slotKind: 'FIELD', graphqlType: 'BigInt', sqlType: 'bigint', kind: 'number' },
  decimal: { slotKind: 'FIELD', graphqlType: 'Decimal', sqlType: 'numeric', kind: 'number' },
  float: { slotKind: 'FIELD', graphqlType: 'Float', sqlType: 'double precision', kind: 'number' },
  date: { slotKind: 'DATE', graphqlType: 'Date', sqlType: 'date', kind: 'date' },
  datetime: { slotKind: 'TIME', graphqlType: 'DateTime', sqlType: 'timestamp with time zone', kind: 'dateTime' },
} as const satisfies Readonly<Record<string, DataTypeFacts>>;

/** What a value of an attribute is. */
export type DataType = keyof typeof types;

/** The data types as members: `DataType.decimal`. */
export const DataType = members(wordList(types));

/** A data type as the graph spells it: `DECIMAL`. */
export type AttributeType = Uppercase<DataType>;

/** The data type as the graph spells it. */
export const toAttributeType = (type: DataType): AttributeType => type.toUpperCase() as AttributeType;

/** The data type that the graph spells so. */
export const ofAttributeType = (type: AttributeType): DataType => type.toLowerCase() as DataType;

/** Every data type: where it is kept, and what it is elsewhere. */
export const dataTypes: Readonly<Record<DataType, DataTypeFacts>> = types;

/** The data types in the order in which messages name them. */
export const dataTypeNames = wordList(types);

type OfKind<K> = { [T in DataType]: (typeof types)[T]['kind'] extends K ? T : never }[DataType];

const isOfNumbers = (type: DataType): type is OfKind<'number'> => types[type].kind === 'number';

/** The data types whose values are numbers. */
export const numberTypes: readonly OfKind<'number'>[] = dataTypeNames.filter(isOfNumbers);

/** What the values of a slot are that nothing is said of, by its kind. */
export const slotKinds: Readonly<Record<SlotKind, DataType>> = {
  STR: 'text',
  FIELD: 'decimal',
  DATE: 'date',
  TIME: 'datetime',
};

/** The names of the kinds of slots. */
export const slotKindNames = wordList(slotKinds);

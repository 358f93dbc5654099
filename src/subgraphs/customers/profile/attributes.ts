import { meaningsOn, resolveName, type Catalogue } from '../../../catalogue/catalogue.js';
import { dataTypes, type DataType } from '../../../catalogue/dataTypes.js';
import { holdsOn, type FieldMeaning } from '../../../catalogue/meaning.js';
import { formatNumber } from '../../../lib/formatValue.js';
import { graphqlName } from '../../../lib/graphqlName.js';
import { UserError } from '../../../lib/UserError.js';
import type { CustomerProfileRow, SlotValue } from './shape.js';

/** What stands behind a `ProfileAttribute`. */
export interface AttributeRow {
  readonly name: string;
  readonly slot: string;
  readonly graphqlName: string | null;
  readonly type: Uppercase<DataType>;
  readonly value: string | null;
  readonly unit: string | null;
}

const mostNames = 500;

/** Throws a `UserError` where more names are asked for in an argument than one statement should read. */
export function checkNames(names: readonly string[], argument = 'names', most = mostNames): void {
  if (names.length > most)
    throw new UserError(`"${argument}" has ${names.length} entries, and ${most} are the most.`, 'TOO_MANY_NAMES');
}

/** The same, and for none. */
export function checkSomeNames(names: readonly string[], argument: string, most: number): void {
  if (names.length === 0)
    throw new UserError(`"${argument}" is empty, and says nothing to look at: name 1 to ${most}.`);
  checkNames(names, argument, most);
}

const toText = (value: SlotValue | undefined): string | null => (value == null ? null : String(value));

const slotTypes = { STR: 'TEXT', FIELD: 'DECIMAL', DATE: 'DATE', TIME: 'DATETIME' } as const;

const ofMeaning = (meaning: FieldMeaning, value: SlotValue | undefined): AttributeRow => ({
  name: meaning.alias,
  slot: meaning.slot,
  graphqlName: graphqlName(meaning.alias),
  type: meaning.dataType.toUpperCase() as Uppercase<DataType>,
  value: toText(value),
  unit: meaning.unit,
});

function ofSlot(catalogue: Catalogue, slot: string, row: CustomerProfileRow): AttributeRow {
  const value = row[slot.toLowerCase()];
  const meaning = catalogue.meanings.find((candidate) => candidate.slot === slot && holdsOn(candidate, row.date));
  if (meaning !== undefined) return ofMeaning(meaning, value);
  const kind = Object.values(dataTypes).find(({ slotKind }) => slot.startsWith(slotKind))?.slotKind ?? 'STR';
  return { name: slot, slot, graphqlName: null, type: slotTypes[kind], value: toText(value), unit: null };
}

function ofName(catalogue: Catalogue, asked: string, row: CustomerProfileRow): AttributeRow {
  const resolved = resolveName(catalogue, asked);
  if ('slot' in resolved) return ofSlot(catalogue, resolved.slot, row);
  const { meanings, graphqlName: key } = resolved.name;
  const meaning = meanings.find((candidate) => holdsOn(candidate, row.date)) ?? (meanings.at(-1) as FieldMeaning);
  return ofMeaning(meaning, row[key]);
}

/** The attributes of a snapshot by the names given, else all that hold on its day. */
export function attributesOf(
  catalogue: Catalogue,
  row: CustomerProfileRow,
  names: readonly string[] | null | undefined,
): AttributeRow[] {
  if (names == null)
    return meaningsOn(catalogue, row.date).map((meaning) => ofMeaning(meaning, row[graphqlName(meaning.alias)]));
  checkNames(names);
  return names.map((name) => ofName(catalogue, name, row));
}

/** The value as a person reads it: numbers with their unit, everything else as it is. */
export function formatAttribute({ type, value, unit }: AttributeRow): string | null {
  if (value === null) return null;
  return dataTypes[type.toLowerCase() as DataType].slotKind === 'FIELD' ? formatNumber(value, unit) : value;
}

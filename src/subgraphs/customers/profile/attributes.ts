import { meaningsOn, resolveName, type Catalogue } from '../../../catalogue/catalogue.js';
import { holdsOn, type FieldMeaning } from '../../../catalogue/meaning.js';
import { bareType } from '../../../catalogue/slotValues.js';
import { checkLength } from '../../../lib/checks/checkLength.js';
import { formatNumber } from '../../../lib/numbers/formatValue.js';
import { graphqlName } from '../../../lib/text/graphqlName.js';
import { UserError } from '../../../lib/errors/UserError.js';
import {
  dataTypes,
  ofAttributeType,
  toAttributeType,
  ValueKind,
  type AttributeType,
} from '../../../words/dataTypes.js';
import { listLimits } from '../../../words/limits.js';
import type { CustomerProfileRow, SlotValue } from './shape.js';

/** What stands behind a `ProfileAttribute`. */
export interface AttributeRow {
  readonly name: string;
  readonly slot: string;
  readonly graphqlName: string | null;
  readonly type: AttributeType;
  readonly value: string | null;
  readonly unit: string | null;
}

/** Refuses a list without any name, and one with more than can be compared. Throws a `UserError` that names the list. */
export function checkSomeNames(names: readonly string[], argument: string): void {
  const { comparedNames: most } = listLimits;
  if (names.length === 0)
    throw new UserError(`"${argument}" is empty, and says nothing to look at: name 1 to ${most}.`);
  checkLength(names, argument, most);
}

const toText = (value: SlotValue | undefined): string | null => (value == null ? null : String(value));

const ofMeaning = (meaning: FieldMeaning, value: SlotValue | undefined): AttributeRow => ({
  name: meaning.alias,
  slot: meaning.slot,
  graphqlName: graphqlName(meaning.alias),
  type: toAttributeType(meaning.dataType),
  value: toText(value),
  unit: meaning.unit,
});

function ofSlot(catalogue: Catalogue, slot: string, row: CustomerProfileRow): AttributeRow {
  const value = row[slot.toLowerCase()];
  const meaning = catalogue.meanings.find((candidate) => candidate.slot === slot && holdsOn(candidate, row.date));
  if (meaning !== undefined) return ofMeaning(meaning, value);
  return {
    name: slot,
    slot,
    graphqlName: null,
    type: toAttributeType(bareType(slot)),
    value: toText(value),
    unit: null,
  };
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
  checkLength(names, 'names', listLimits.names);
  return names.map((name) => ofName(catalogue, name, row));
}

/** Whether the values of an attribute are numbers. */
export const isOfNumbers = (type: AttributeType): boolean => dataTypes[ofAttributeType(type)].kind === ValueKind.number;

/** The value as a person reads it: numbers with their unit, everything else as it is. */
export function formatAttribute({ type, value, unit }: AttributeRow): string | null {
  if (value === null) return null;
  return isOfNumbers(type) ? formatNumber(value, unit) : value;
}

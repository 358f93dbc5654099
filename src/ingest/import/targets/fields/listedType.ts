import { parseSlot } from '../../../../catalogue/slotValues.js';
import { DataType, dataTypeNames, dataTypes, slotKinds } from '../../../../words/dataTypes.js';

/** Our types for the types of other systems, by their first word. */
const foreignTypes: Readonly<Record<string, DataType>> = {
  varchar: DataType.text,
  nvarchar: DataType.text,
  string: DataType.text,
  int: DataType.integer,
  number: DataType.decimal,
  numeric: DataType.decimal,
  double: DataType.float,
  timestamp: DataType.datetime,
};

/**
 * The type of a listed alias: the one the list names, where the slot can hold it; else the default type of the slot.
 */
export function listedType(text: string | null | undefined, slot: string): DataType {
  const kind = parseSlot(slot)?.kind ?? 'STR';
  const word = (text ?? '').toLowerCase().replace(/[^a-z].*$/, '');
  const type = dataTypeNames.find((name) => name === word) ?? foreignTypes[word];
  return type !== undefined && dataTypes[type].slotKind === kind ? type : slotKinds[kind];
}

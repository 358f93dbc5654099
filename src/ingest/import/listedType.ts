import { dataTypeNames, dataTypes, parseSlot, type DataType } from '../../catalogue/dataTypes.js';

/** The types of other systems, by their first word. */
const foreignTypes: Readonly<Record<string, DataType>> = {
  varchar: 'text',
  nvarchar: 'text',
  string: 'text',
  int: 'integer',
  number: 'decimal',
  numeric: 'decimal',
  double: 'float',
  timestamp: 'datetime',
};

const defaultTypes = { STR: 'text', FIELD: 'decimal', DATE: 'date', TIME: 'datetime' } as const;

/** The type of an alias: as the list says, where its slot can hold that; else what the slot is made for. */
export function listedType(text: string | null | undefined, slot: string): DataType {
  const kind = parseSlot(slot)?.kind ?? 'STR';
  const word = (text ?? '').toLowerCase().replace(/[^a-z].*$/, '');
  const type = dataTypeNames.find((name) => name === word) ?? foreignTypes[word];
  return type !== undefined && dataTypes[type].slotKind === kind ? type : defaultTypes[kind];
}

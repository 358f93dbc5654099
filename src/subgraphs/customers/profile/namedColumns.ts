import { resolvedColumn, resolveName, type Catalogue, type ProfileColumn } from '../../../catalogue/catalogue.js';
import type { KnownClass } from '../../../access/rights.js';
import { classOfMeanings, holdsOn, type FieldMeaning } from '../../../catalogue/meaning.js';
import { bareType } from '../../../catalogue/slotValues.js';
import { graphqlName } from '../../../lib/text/graphqlName.js';
import { DataType, dataTypes, type ValueKind } from '../../../words/dataTypes.js';

/** What a client named: how it is read, the name to show, and whether its values are instants. */
export interface NamedColumn {
  readonly column: ProfileColumn;
  /** The alias as it is now; the slot's own name where a slot was asked for. */
  readonly name: string;
  readonly isInstant: boolean;
  readonly kind: ValueKind;
  /** The fields of `ProfileFields` that give its values. */
  readonly graphqlNames: readonly string[];
  /** The class of its values over all days between two (null: before all). */
  readonly piiBetween: (from: string | null, to: string) => KnownClass;
}

/** What a slot held on a day on which it meant nothing, nobody has classified. */
const ofSlot =
  (meanings: readonly FieldMeaning[]): NamedColumn['piiBetween'] =>
  (from, to) => {
    const isKnown = [from ?? to, to].every((day) => meanings.some((meaning) => holdsOn(meaning, day)));
    return isKnown ? classOfMeanings(meanings) : null;
  };

const isInstant = (dataType: DataType): boolean => dataType === DataType.datetime;

const namesOfFields = (meanings: readonly FieldMeaning[]): string[] => meanings.map(({ alias }) => graphqlName(alias));

function namedColumn(catalogue: Catalogue, asked: string): NamedColumn {
  const resolved = resolveName(catalogue, asked);
  const column = resolvedColumn(resolved);
  const facts = (dataType: DataType) => ({ isInstant: isInstant(dataType), kind: dataTypes[dataType].kind });
  if ('slot' in resolved) {
    const meanings = catalogue.meanings.filter(({ slot }) => slot === resolved.slot);
    const graphqlNames = namesOfFields(meanings);
    return {
      column,
      name: resolved.slot,
      ...facts(bareType(resolved.slot)),
      graphqlNames,
      piiBetween: ofSlot(meanings),
    };
  }
  const { meanings, name, dataType } = resolved.name;
  const pii = classOfMeanings(meanings);
  const graphqlNames = [resolved.name.graphqlName, ...namesOfFields(meanings)];
  return { column, name: meanings.at(-1)?.alias ?? name, ...facts(dataType), graphqlNames, piiBetween: () => pii };
}

/** What each name stands for, in their order. Throws a `UserError` with near names for an unknown one. */
export const namedColumns = (catalogue: Catalogue, names: readonly string[]): NamedColumn[] =>
  names.map((name) => namedColumn(catalogue, name));

import type { DataType } from '../words/dataTypes.js';
import type { DeclaredClass } from '../words/piiClasses.js';
import { graphqlName } from '../lib/text/graphqlName.js';
import { resolveName, type Catalogue } from './catalogue.js';
import { bareType, slotColumn } from './slotValues.js';
import { classOfMeanings, holdsOn, type FieldMeaning } from './meaning.js';

/** What a client's name stands for on one day. */
export interface AttributeOnDay {
  /** The alias as it is written, or the slot. */
  readonly name: string;
  readonly dataType: DataType;
  /** The quoted column; null where the name has no meaning on the day, or where there is no day. */
  readonly column: string | null;
  /** The class of its values on the day; null where nobody has said it, as of a slot that then means nothing. */
  readonly pii: DeclaredClass | null;
  /** The fields of `ProfileFields` that give its values. */
  readonly graphqlNames: readonly string[];
}

const namesOfFields = (meanings: readonly FieldMeaning[]): string[] => meanings.map(({ alias }) => graphqlName(alias));

const meaningOn = (meanings: readonly FieldMeaning[], day: string | null): FieldMeaning | undefined =>
  day === null ? meanings.at(-1) : meanings.find((meaning) => holdsOn(meaning, day));

/**
 * Resolves an alias, former name or slot for a day (null: there is no snapshot). A slot has the type of what it means on
 * the day. Throws a `UserError` with near names for an unknown one.
 */
export function attributeOn(catalogue: Catalogue, asked: string, day: string | null): AttributeOnDay {
  const resolved = resolveName(catalogue, asked);
  if ('name' in resolved) {
    const { name, dataType, meanings } = resolved.name;
    const meaning = day === null ? undefined : meaningOn(meanings, day);
    const graphqlNames = [resolved.name.graphqlName, ...namesOfFields(meanings)];
    if (meaning === undefined) return { name, dataType, column: null, pii: classOfMeanings(meanings), graphqlNames };
    return { name, dataType, column: slotColumn(meaning.slot), pii: meaning.piiClass, graphqlNames };
  }
  const { slot } = resolved;
  const meaning = meaningOn(
    catalogue.meanings.filter((candidate) => candidate.slot === slot),
    day,
  );
  const dataType = meaning?.dataType ?? bareType(slot);
  const graphqlNames = meaning === undefined ? [] : namesOfFields([meaning]);
  const column = day === null ? null : slotColumn(slot);
  return { name: slot, dataType, column, pii: meaning?.piiClass ?? null, graphqlNames };
}

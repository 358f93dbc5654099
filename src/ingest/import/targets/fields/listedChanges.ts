import type { CatalogueChange } from '../../../../catalogue/changes.js';
import { namesOf, type FieldMeaning } from '../../../../catalogue/meaning.js';
import type { Job } from '../../../../db/job.js';
import { namedAttribute } from '../../../../enrichment/reservedNames.js';
import { dataTypes, type DataType } from '../../../../words/dataTypes.js';
import { listedType } from './listedType.js';

/** A row of an alias list. */
export interface FieldRow {
  readonly line: string;
  readonly slot: string;
  readonly alias: string;
  readonly data_type?: string | null;
  readonly description?: string | null;
  readonly unit?: string | null;
  readonly category?: string | null;
  readonly pii_class?: string | null;
  readonly valid_from?: string | null;
  readonly valid_to?: string | null;
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const isSameKind = (one: DataType, other: DataType): boolean => dataTypes[one].slotKind === dataTypes[other].slotKind;

/** Whether the catalogue has the attribute of a definition under other names only. */
const hasOtherNames = (meanings: readonly FieldMeaning[], key: string, alias: string): boolean =>
  meanings.some((meaning) => meaning.definition === key && !namesOf(meaning).some((name) => same(name, alias)));

/**
 * Gives the changes of the catalogue that a row of an alias list asks for. Where the name is that of a calculated attribute, and
 * the slot can hold its values, the slot becomes that attribute's, and the next snapshot fills it: similar systems use the
 * same names. Where it cannot hold them, the catalogue refuses the name.
 */
export function toChanges(row: FieldRow, { config }: Job, meanings: readonly FieldMeaning[]): CatalogueChange[] {
  const { slot, alias, valid_from: from, valid_to: on } = row;
  const listed = listedType(row.data_type, slot);
  const named = namedAttribute(config, alias);
  const mayBe = named !== undefined && isSameKind(named.dataType, listed) && !hasOtherNames(meanings, named.key, alias);
  const attribute = mayBe ? named : undefined;
  const addition: CatalogueChange = {
    kind: 'add',
    alias,
    slot,
    dataType: row.data_type == null ? (attribute?.dataType ?? listed) : listed,
    definition: attribute?.key,
    description: row.description ?? `${alias}, as its source gives it.`,
    unit: row.unit ?? undefined,
    category: row.category ?? undefined,
    piiClass: row.pii_class ?? attribute?.piiClass ?? undefined,
    from: from ?? undefined,
  };
  return [addition, ...(on == null ? [] : [{ kind: 'retire', alias, on } as const])];
}

/** Whether the catalogue has the meaning that a row lists. */
export const isListed = (row: FieldRow, meanings: readonly FieldMeaning[]): boolean =>
  meanings.some(
    (meaning) =>
      meaning.slot === row.slot.toUpperCase() &&
      namesOf(meaning).some((name) => same(name, row.alias)) &&
      (row.valid_from == null || row.valid_from === meaning.validFrom),
  );

import type { CatalogueChange } from '../../catalogue/changes.js';
import { dataTypes, type DataType } from '../../catalogue/dataTypes.js';
import { namesOf, type FieldMeaning } from '../../catalogue/meaning.js';
import type { Job } from '../../db/job.js';
import { namedMetric } from '../../enrichment/reservedNames.js';
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

/** Whether the catalogue knows the metric by other names alone: then this one is free. */
const isElsewhere = (meanings: readonly FieldMeaning[], key: string, alias: string): boolean =>
  meanings.some((meaning) => meaning.metric === key && !namesOf(meaning).some((name) => same(name, alias)));

/**
 * A name that a metric has says that the slot is that metric's, where it can hold it: other systems of this kind call the same
 * things the same, and the next snapshot goes on filling their slots. Where it cannot, the name is refused.
 */
export function toChanges(row: FieldRow, { config }: Job, meanings: readonly FieldMeaning[]): CatalogueChange[] {
  const { slot, alias, valid_from: from, valid_to: on } = row;
  const listed = listedType(row.data_type, slot);
  const named = namedMetric(config, alias);
  const mayBe = named !== undefined && isSameKind(named.dataType, listed) && !isElsewhere(meanings, named.key, alias);
  const metric = mayBe ? named : undefined;
  const addition: CatalogueChange = {
    kind: 'add',
    alias,
    slot,
    dataType: row.data_type == null ? (metric?.dataType ?? listed) : listed,
    metric: metric?.key,
    description: row.description ?? `${alias}, as its source gives it.`,
    unit: row.unit ?? undefined,
    category: row.category ?? undefined,
    piiClass: row.pii_class ?? metric?.piiClass,
    from: from ?? undefined,
  };
  return [addition, ...(on == null ? [] : [{ kind: 'retire', alias, on } as const])];
}

/** Whether the catalogue shows what a row says. */
export const isListed = (row: FieldRow, meanings: readonly FieldMeaning[]): boolean =>
  meanings.some(
    (meaning) =>
      meaning.slot === row.slot.toUpperCase() &&
      namesOf(meaning).some((name) => same(name, row.alias)) &&
      (row.valid_from == null || row.valid_from === meaning.validFrom),
  );

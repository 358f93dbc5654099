import type { DataType } from '../words/dataTypes.js';
import type { DeclaredClass } from '../words/piiClasses.js';

/** One meaning of a slot and the days it holds: from `validFrom` up to and without `validTo`; null is open. */
export interface FieldMeaning {
  readonly fieldId: number;
  /** e.g. `FIELD153` */
  readonly slot: string;
  readonly alias: string;
  /** Names it had before; they still answer. Newest last. */
  readonly formerNames: readonly string[];
  readonly dataType: DataType;
  readonly unit: string | null;
  readonly description: string;
  readonly category: string | null;
  /** Null where nobody has said what it is. */
  readonly piiClass: DeclaredClass | null;
  /** The key of the attribute's definition, which fills the slot; null when something else does. */
  readonly definition: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** A stretch of days, half-open; null is open. */
export type Validity = Pick<FieldMeaning, 'validFrom' | 'validTo'>;

/** Whether a meaning holds on a day: from its first day on, and before its end. */
export const holdsOn = ({ validFrom, validTo }: Validity, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day < validTo);

/** Whether there is a day on which both hold. */
export const overlaps = (one: Validity, other: Validity): boolean =>
  (one.validFrom === null || other.validTo === null || one.validFrom < other.validTo) &&
  (other.validFrom === null || one.validTo === null || other.validFrom < one.validTo);

/** Every name a meaning answers to, the current one first. */
export const namesOf = (meaning: Pick<FieldMeaning, 'alias' | 'formerNames'>): readonly string[] => [
  meaning.alias,
  ...meaning.formerNames,
];

/**
 * The class of a name with several meanings: that of all of them, where they have the same one or are not personal beside it; null
 * where they differ otherwise, or one of them has none.
 */
export function classOfMeanings(meanings: readonly Pick<FieldMeaning, 'piiClass'>[]): DeclaredClass | null {
  const classes = new Set(meanings.map(({ piiClass }) => piiClass));
  if (classes.size > 1) classes.delete('NONE');
  const [only = null] = classes;
  return classes.size === 1 ? only : null;
}

/** ` since ever`, ` from 2026-01-01 until 2026-03-01` …, for sentences. */
export function describeRange({ validFrom, validTo }: Validity): string {
  if (validFrom === null && validTo === null) return 'on all days';
  const from = validFrom === null ? '' : `from ${validFrom}`;
  const to = validTo === null ? '' : `until ${validTo}`;
  return [from, to].filter((part) => part !== '').join(' ');
}

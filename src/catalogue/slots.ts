import { UserError } from '../lib/UserError.js';
import type { Catalogue } from './catalogue.js';
import { dataTypes, parseSlot, type DataType, type SlotKind } from './dataTypes.js';
import { describeRange, overlaps, type DayRange, type FieldMeaning } from './meaning.js';

const meaningsOf = (catalogue: Catalogue, slot: string): FieldMeaning[] =>
  catalogue.meanings.filter((meaning) => meaning.slot === slot);

/**
 * The lowest slot of a kind that no meaning ever had, or whose meanings all ended before the oldest kept day (today where
 * no day was written): a retired slot is not reused while days under its old meaning are kept.
 */
export function nextFreeSlot(
  catalogue: Catalogue,
  kind: SlotKind,
  { oldestDay, today }: { readonly oldestDay: string | null; readonly today: string },
): string {
  const firstKept = oldestDay ?? today;
  const taken = new Set(
    catalogue.meanings.filter(({ validTo }) => validTo === null || validTo > firstKept).map(({ slot }) => slot),
  );
  for (let number = 1; ; number++) if (!taken.has(`${kind}${number}`)) return `${kind}${number}`;
}

/** Checks a slot that a person chose for a meaning; gives it in upper case. */
export function checkSlot(asked: string, dataType: DataType, alias: string): string {
  const slot = parseSlot(asked);
  const { slotKind } = dataTypes[dataType];
  if (slot === undefined || slot.kind !== slotKind)
    throw new UserError(
      `The slot "${asked}" is refused for "${alias}": a ${dataType} is kept in a slot such as ${slotKind}1.`,
      'INVALID_SLOT',
    );
  return `${slot.kind}${slot.number}`;
}

/** Refuses a second meaning of a slot on one day, naming both sides. */
export function checkSlotIsFree(catalogue: Catalogue, slot: string, alias: string, range: DayRange): void {
  const other = meaningsOf(catalogue, slot).find((meaning) => overlaps(meaning, range));
  if (other !== undefined)
    throw new UserError(
      `The alias "${alias}" (${describeRange(range)}) is refused: ${slot} already means "${other.alias}" ` +
        `${describeRange(other)}; retire that first, or leave the slot to be chosen.`,
      'SLOT_TAKEN',
    );
}

/** The day from which a slot is free of all its meanings; null where it never had one; undefined where one still holds. */
export function freeFrom(catalogue: Catalogue, slot: string): string | null | undefined {
  const ends = meaningsOf(catalogue, slot).map(({ validTo }) => validTo);
  if (ends.includes(null)) return undefined;
  return (ends as string[]).toSorted().at(-1) ?? null;
}

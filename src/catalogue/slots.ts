import { UserError } from '../lib/errors/UserError.js';
import { dataTypes, slotKindNames, type DataType, type SlotKind } from '../words/dataTypes.js';
import type { Catalogue } from './catalogue.js';
import { withoutColumn } from './growSlots.js';
import { parseSlot } from './slotValues.js';
import { describeRange, overlaps, type FieldMeaning, type Validity } from './meaning.js';

const meaningsOf = (catalogue: Catalogue, slot: string): FieldMeaning[] =>
  catalogue.meanings.filter((meaning) => meaning.slot === slot);

/** Of which days snapshots are kept. */
interface KeptDays {
  readonly oldestDay: string | null;
  readonly today: string;
}

/** The slots that a meaning holds, or held on a day that is kept (today where no day was written). */
const takenSlots = (catalogue: Catalogue, { oldestDay, today }: KeptDays): ReadonlySet<string> =>
  new Set(
    catalogue.meanings
      .filter(({ validTo }) => validTo === null || validTo > (oldestDay ?? today))
      .map(({ slot }) => slot),
  );

/** The lowest slots of a kind that are not taken. */
function lowestFree(kind: SlotKind, taken: ReadonlySet<string>, count: number): string[] {
  const free: string[] = [];
  for (let number = 1; free.length < count; number++) if (!taken.has(`${kind}${number}`)) free.push(`${kind}${number}`);
  return free;
}

/**
 * The lowest slot of a kind that no meaning ever had, or whose meanings all ended before the oldest kept day (today where
 * no day was written): a retired slot is not reused while days under its old meaning are kept.
 */
export const nextFreeSlot = (catalogue: Catalogue, kind: SlotKind, days: KeptDays): string =>
  lowestFree(kind, takenSlots(catalogue, days), 1)[0] as string;

/** Columns of each kind that are added together, when fewer than half as many are left. */
const columnsAtOnce: Readonly<Record<SlotKind, number>> = { STR: 16, FIELD: 32, DATE: 8, TIME: 8 };

/**
 * The slots that are to get their columns before they are given out, so that whoever adds a meaning finds one: of a kind whose
 * next free slots soon have no column, the next ones without; also those that somebody has written a meaning of by SQL.
 * `present` are the columns of the profile table.
 */
export function slotsAhead(catalogue: Catalogue, present: ReadonlySet<string>, days: KeptDays): readonly string[] {
  const taken = takenSlots(catalogue, days);
  const next = slotKindNames.flatMap((kind) => {
    const atOnce = columnsAtOnce[kind];
    const free = lowestFree(kind, taken, atOnce);
    const isSoon = withoutColumn(free.slice(0, atOnce / 2), present).length > 0;
    return isSoon ? free : [];
  });
  return withoutColumn([...taken, ...next], present);
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
export function checkSlotIsFree(catalogue: Catalogue, slot: string, alias: string, range: Validity): void {
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

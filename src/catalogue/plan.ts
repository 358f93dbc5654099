import { addDays, isDay } from '../lib/time/days.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import { dataTypes } from '../words/dataTypes.js';
import { currentMeaning, type Catalogue } from './catalogue.js';
import type { AddAlias, CatalogueChange, ClassifyAlias, RenameAlias, RetireAlias } from './changes.js';
import { describeRange, type FieldMeaning } from './meaning.js';
import { checkAliasForm, checkDeclaredClass, checkNameIsFree } from './names.js';
import { checkNotReserved, type ReservedName } from './reservedNames.js';
import { checkSlot, checkSlotIsFree, freeFrom, nextFreeSlot } from './slots.js';

/** What a change depends on beside the catalogue. */
export interface PlanFacts {
  readonly today: string;
  /** The newest and the oldest day in `profile_days`; null without snapshots. */
  readonly newestDay: string | null;
  readonly oldestDay: string | null;
  /** Names that are kept for calculated attributes, beside those that the catalogue holds; default: none. */
  readonly reserved?: readonly ReservedName[];
  /** Seconds that the GraphQL fields of names that are taken away still answer; default: 0. */
  readonly graceSeconds?: number;
}

/** A meaning that has no row yet. */
export type NewMeaning = Omit<FieldMeaning, 'fieldId'>;

/** One row to write, and a sentence that says what happens. `none` where all is as wished already. */
export type Plan = { readonly sentence: string } & (
  | { readonly do: 'none' }
  | { readonly do: 'insert'; readonly meaning: NewMeaning }
  | { readonly do: 'update'; readonly meaning: FieldMeaning }
  | { readonly do: 'delete'; readonly meaning: FieldMeaning }
);

/** Written days keep their meanings: a change begins after the newest of them. */
const nextDay = ({ newestDay, today }: PlanFacts): string => (newestDay === null ? today : addDays(newestDay, 1));

function checkDay(day: string | undefined, name: string): void {
  if (day !== undefined && !isDay(day))
    throw new UserError(`The day "${day}" given for "${name}" is not a day of the calendar, written YYYY-MM-DD.`);
}

/** The meaning that a name belongs to now; a `UserError` with near names for an unknown one. */
function findMeaning(catalogue: Catalogue, name: string): FieldMeaning {
  const meaning = currentMeaning(catalogue, name);
  if (meaning !== undefined) return meaning;
  const known = [...catalogue.names.values()].map((entry) => entry.name);
  throw new UserError(`There is no alias "${shortened(name)}".${didYouMean(name, known)}`, 'UNKNOWN_ALIAS');
}

function planAdd(catalogue: Catalogue, change: AddAlias, facts: PlanFacts): Plan {
  const { alias, dataType, description, unit, category, piiClass, definition } = change;
  checkAliasForm(alias);
  checkNotReserved(facts.reserved ?? [], catalogue, alias, { definition: definition ?? null });
  checkDay(change.from, alias);
  const slot =
    change.slot === undefined
      ? nextFreeSlot(catalogue, dataTypes[dataType].slotKind, facts)
      : checkSlot(change.slot, dataType, alias);
  const free = freeFrom(catalogue, slot);
  const known = catalogue.names.get(alias.toLowerCase());
  const ends = (known?.meanings ?? []).map(({ validTo }) => validTo ?? '');
  const later = [nextDay(facts), free ?? '', ...ends].toSorted().at(-1) as string;
  const validFrom = change.from ?? (free === null && known === undefined ? null : later);
  const meaning: NewMeaning = {
    slot,
    alias,
    formerNames: [],
    dataType,
    unit: unit ?? null,
    description,
    category: category ?? null,
    piiClass: piiClass === undefined ? null : checkDeclaredClass(piiClass, alias),
    definition: definition ?? null,
    validFrom,
    validTo: null,
  };
  checkNameIsFree(catalogue, alias, meaning);
  checkSlotIsFree(catalogue, slot, alias, meaning);
  return { do: 'insert', meaning, sentence: `${slot} means "${alias}" (${dataType}) ${describeRange(meaning)}.` };
}

function planRename(catalogue: Catalogue, { from, to }: RenameAlias, { reserved = [] }: PlanFacts): Plan {
  const meaning = findMeaning(catalogue, from);
  if (meaning.alias === to) return { do: 'none', sentence: `"${from}" is already named "${to}".` };
  if (meaning.alias.toLowerCase() !== from.toLowerCase())
    throw new UserError(
      `"${from}" is a former name of "${meaning.alias}" (${meaning.slot}); rename "${meaning.alias}".`,
    );
  checkAliasForm(to);
  checkNotReserved(reserved, catalogue, to, meaning);
  checkNameIsFree(catalogue, to, meaning);
  const { alias, slot } = meaning;
  const formerNames = [...meaning.formerNames, alias].filter((name) => name.toLowerCase() !== to.toLowerCase());
  const sentence = formerNames.includes(alias)
    ? `${slot} "${alias}" is now named "${to}"; "${alias}" still answers, deprecated.`
    : `${slot} "${alias}" is now written "${to}".`;
  return { do: 'update', meaning: { ...meaning, alias: to, formerNames }, sentence };
}

function planClassify(catalogue: Catalogue, { of, piiClass }: ClassifyAlias): Plan {
  const meaning =
    typeof of === 'string' ? findMeaning(catalogue, of) : catalogue.meanings.find(({ fieldId }) => fieldId === of);
  if (meaning === undefined) throw new TypeError(`The catalogue has no meaning with the id ${of}`);
  const { alias, slot } = meaning;
  const known = checkDeclaredClass(piiClass, alias);
  if (meaning.piiClass === known) return { do: 'none', sentence: `"${alias}" (${slot}) is ${known} already.` };
  return { do: 'update', meaning: { ...meaning, piiClass: known }, sentence: `"${alias}" (${slot}) is now ${known}.` };
}

/** The end of a sentence about a name that is taken away. */
const ending = ({ graceSeconds = 0 }: PlanFacts): string =>
  graceSeconds === 0
    ? '.'
    : `; the schema shows it no longer, and queries with its field are answered for ${graceSeconds} s.`;

function planRetire(catalogue: Catalogue, { alias, on }: RetireAlias, facts: PlanFacts): Plan {
  checkDay(on, alias);
  const ended = catalogue.names
    .get(alias.toLowerCase())
    ?.meanings.find(({ validTo }) => validTo !== null && validTo === on);
  if (ended !== undefined) return { do: 'none', sentence: `"${alias}" (${ended.slot}) ended on ${on} already.` };
  const meaning = findMeaning(catalogue, alias);
  const { slot, validFrom, validTo } = meaning;
  if (meaning.alias.toLowerCase() !== alias.toLowerCase()) {
    const formerNames = meaning.formerNames.filter((name) => name.toLowerCase() !== alias.toLowerCase());
    const sentence = `The former name "${alias}" of "${meaning.alias}" (${slot}) no longer answers${ending(facts)}`;
    return { do: 'update', meaning: { ...meaning, formerNames }, sentence };
  }
  if (validTo !== null && on === undefined)
    return { do: 'none', sentence: `"${meaning.alias}" (${slot}) ended on ${validTo} already.` };
  const end = on ?? nextDay(facts);
  if (validTo !== null && end > validTo)
    throw new UserError(`"${meaning.alias}" (${slot}) ended on ${validTo}; add it again to bring it back.`);
  const { newestDay } = facts;
  if (on !== undefined && meaning.definition !== null && newestDay !== null && on <= newestDay)
    throw new UserError(
      `"${meaning.alias}" (${slot}) cannot end on ${on}: days up to ${newestDay} are written under it by its definition; ` +
        'choose a later day.',
    );
  // Without its meaning the slot would be given out again, and the new alias would answer with the old values.
  if (validFrom !== null && end <= validFrom && newestDay !== null && newestDay >= validFrom)
    throw new UserError(
      `"${meaning.alias}" (${slot}) cannot end on ${end}: it holds from ${validFrom}, and days up to ${newestDay} are ` +
        'written under it; choose a day after its first.',
    );
  if (validFrom !== null && end <= validFrom)
    return {
      do: 'delete',
      meaning,
      sentence: `"${meaning.alias}" (${slot}) is taken back: it never held${ending(facts)}`,
    };
  const sentence = `"${meaning.alias}" (${slot}) ends: ${end} is the first day without it.`;
  return { do: 'update', meaning: { ...meaning, validTo: end }, sentence };
}

/** Works out a change of the catalogue, or refuses it with a sentence. Writes nothing. */
export function planChange(catalogue: Catalogue, change: CatalogueChange, facts: PlanFacts): Plan {
  switch (change.kind) {
    case 'add':
      return planAdd(catalogue, change, facts);
    case 'rename':
      return planRename(catalogue, change, facts);
    case 'classify':
      return planClassify(catalogue, change);
    case 'retire':
      return planRetire(catalogue, change, facts);
  }
}

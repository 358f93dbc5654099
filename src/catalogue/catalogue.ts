import { graphqlName } from '../lib/text/graphqlName.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import type { DataType } from '../words/dataTypes.js';
import { bareType, parseSlot, readSlot, slotColumn } from './slotValues.js';
import { holdsOn, namesOf, type FieldMeaning } from './meaning.js';
import type { RetiredName } from './retiredNames.js';

/** One name that answers, with every meaning it had, oldest first. */
export interface CatalogueName {
  readonly name: string;
  readonly graphqlName: string;
  readonly dataType: DataType;
  readonly meanings: readonly FieldMeaning[];
}

/** The catalogue as it stood at one version; never changed in place. */
export interface Catalogue {
  readonly version: number;
  readonly meanings: readonly FieldMeaning[];
  /** Names, current and former, by their lower-case form. */
  readonly names: ReadonlyMap<string, CatalogueName>;
  readonly namesByGraphqlName: ReadonlyMap<string, CatalogueName>;
  /** Retired names whose GraphQL fields are still answered, with the meanings that are left of theirs. */
  readonly retired: ReadonlyMap<string, CatalogueName>;
  /** Seconds until the first of them is answered no longer, from when it was read; undefined without any. */
  readonly retiredFor: number | undefined;
}

const byStart = (one: FieldMeaning, other: FieldMeaning): number => {
  const [a, b] = [one.validFrom ?? '', other.validFrom ?? ''];
  return a < b ? -1 : a > b ? 1 : one.fieldId - other.fieldId;
};

/** Retired names by their GraphQL names; one that was given again is not retired. */
function readRetired(
  retired: readonly RetiredName[],
  meanings: readonly FieldMeaning[],
  present: ReadonlyMap<string, CatalogueName>,
): Map<string, CatalogueName> {
  const names = new Map<string, CatalogueName>();
  for (const { name, dataType, fieldId } of retired) {
    const field = graphqlName(name);
    if (present.has(field)) continue;
    const others = names.get(field)?.meanings ?? [];
    const left = meanings.filter((meaning) => meaning.fieldId === fieldId);
    names.set(field, { name, graphqlName: field, dataType, meanings: [...others, ...left] });
  }
  return names;
}

/** Adds a meaning to the names that it answers to; of several meanings of a name the last one says how it is written. */
function addToNames(names: Map<string, CatalogueName>, meaning: FieldMeaning): void {
  for (const name of namesOf(meaning)) {
    const known = names.get(name.toLowerCase());
    const meanings = [...(known?.meanings ?? []), meaning].toSorted(byStart);
    const { dataType } = meaning;
    const isLast = known === undefined || meanings.at(-1) === meaning;
    const entry = isLast ? { name, graphqlName: graphqlName(name), dataType } : known;
    names.set(name.toLowerCase(), { ...entry, meanings });
  }
}

const byGraphqlName = (names: ReadonlyMap<string, CatalogueName>): Map<string, CatalogueName> =>
  new Map([...names.values()].map((entry) => [entry.graphqlName, entry]));

/** Puts meanings together under their names; rows in any order. */
export function createCatalogue(
  version: number,
  meanings: readonly FieldMeaning[],
  retiredNames: readonly RetiredName[] = [],
): Catalogue {
  const names = new Map<string, CatalogueName>();
  for (const meaning of meanings.toSorted(byStart)) addToNames(names, meaning);
  const namesByGraphqlName = byGraphqlName(names);
  const retired = readRetired(retiredNames, meanings, namesByGraphqlName);
  const retiredFor = retired.size === 0 ? undefined : Math.min(...retiredNames.map(({ seconds }) => seconds));
  return { version, meanings, names, namesByGraphqlName, retired, retiredFor };
}

/** The catalogue with one more meaning and without retired names; putting all together anew for each of hundreds takes a hundred times as long. */
export function withMeaning({ version, meanings, names: known }: Catalogue, meaning: FieldMeaning): Catalogue {
  const names = new Map(known);
  addToNames(names, meaning);
  const namesByGraphqlName = byGraphqlName(names);
  return {
    version,
    meanings: [...meanings, meaning],
    names,
    namesByGraphqlName,
    retired: new Map(),
    retiredFor: undefined,
  };
}

/** The meaning that a name belongs to now: the one still open, else the latest; undefined for an unknown name. */
export function currentMeaning(catalogue: Catalogue, name: string): FieldMeaning | undefined {
  const found = catalogue.names.get(name.toLowerCase())?.meanings;
  return found?.find(({ validTo }) => validTo === null) ?? found?.at(-1);
}

/** The meanings that hold on a day, in slot order of the catalogue. */
export const meaningsOn = (catalogue: Catalogue, day: string): FieldMeaning[] =>
  catalogue.meanings.filter((meaning) => holdsOn(meaning, day));

/** How a name or slot that a client asked for is read from a row of `customer_profiles`. */
export interface ProfileColumn {
  /** The output column: the name's GraphQL name, or the slot in lower case. */
  readonly key: string;
  /** A SQL expression over the slots and `profile_date`; quoted names and checked dates only. */
  readonly expression: string;
  readonly dataType: DataType;
}

/** SQL over a row of `customer_profiles`: a slot as a meaning of it reads it. */
export const readMeaning = ({ dataType, slot }: FieldMeaning): string => readSlot(dataType, slotColumn(slot));

/**
 * SQL over a row of `customer_profiles`: what is read by the meaning that holds on its day; outside the days of all of them
 * `otherwise`, by default null, because a name never shows what a slot meant at another time.
 */
export function byMeaning(
  meanings: readonly FieldMeaning[],
  read: (meaning: FieldMeaning) => string,
  otherwise?: string,
): string {
  const [only] = meanings;
  if (only === undefined) return otherwise ?? 'null';
  if (meanings.length === 1 && only.validFrom === null && only.validTo === null) return read(only);
  const branches = meanings.map((meaning) => {
    const after = meaning.validFrom === null ? [] : [`profile_date >= '${meaning.validFrom}'`];
    const before = meaning.validTo === null ? [] : [`profile_date < '${meaning.validTo}'`];
    return `when ${[...after, ...before].join(' and ') || 'true'} then ${read(meaning)}`;
  });
  return `case ${branches.join(' ')}${otherwise === undefined ? '' : ` else ${otherwise}`} end`;
}

/** How a name is read: null outside the days of its meanings. */
export const nameColumn = (name: CatalogueName): ProfileColumn => ({
  key: name.graphqlName,
  expression: byMeaning(name.meanings, readMeaning),
  dataType: name.dataType,
});

/** A slot as it stands, whatever it means; zeros at the end of a number say nothing. */
const rawSlotColumn = (slot: string): ProfileColumn => ({
  key: slot.toLowerCase(),
  expression: readSlot(bareType(slot), slotColumn(slot)),
  dataType: bareType(slot),
});

/** What a client's name stands for: a catalogue name, or a slot that the catalogue knows. */
type ResolvedName = { readonly name: CatalogueName } | { readonly slot: string };

/** How what a client named is read. */
export const resolvedColumn = (resolved: ResolvedName): ProfileColumn =>
  'slot' in resolved ? rawSlotColumn(resolved.slot) : nameColumn(resolved.name);

/** Finds an alias, former name or slot, without regard to case; a `UserError` with near names for any other. */
export function resolveName(catalogue: Catalogue, asked: string): ResolvedName {
  const name = catalogue.names.get(asked.toLowerCase());
  if (name !== undefined) return { name };
  const slot = asked.toUpperCase();
  if (parseSlot(slot) !== undefined && catalogue.meanings.some((meaning) => meaning.slot === slot)) return { slot };
  const known = [...catalogue.names.values()].map((entry) => entry.name);
  throw new UserError(`There is no attribute "${shortened(asked)}".${didYouMean(asked, known)}`, 'UNKNOWN_ATTRIBUTE');
}

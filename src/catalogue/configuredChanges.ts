import type { Config } from '../config.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { UserError } from '../lib/errors/UserError.js';
import type { DataType } from '../words/dataTypes.js';
import { checkDeclaredClass } from './names.js';
import { currencyUnit } from '../words/units.js';
import { currentMeaning, type Catalogue } from './catalogue.js';
import type { AddAlias, CatalogueChange } from './changes.js';
import { namesOf, type FieldMeaning } from './meaning.js';

/** What an addition may take from the definition of a calculated attribute. */
export interface DefinitionFacts {
  readonly name: string;
  /** What the catalogue calls it; default: its name. */
  readonly key?: string;
  readonly dataType: DataType;
  readonly description: string;
  readonly unit?: string;
  readonly category: string;
  readonly piiClass?: string | null;
}

/** An addition as a person writes it: a type, or a definition that says it. */
type WishedAlias = {
  readonly [K in Exclude<keyof AddAlias, 'kind' | 'alias' | 'dataType'>]?: AddAlias[K] | undefined;
} & { readonly alias: string; readonly type?: DataType | undefined };

/** Completes an addition from the definition it names. Throws a `UserError` for an unknown one or a missing or different type. */
export function toAddition(wished: WishedAlias, definitions: readonly DefinitionFacts[], currency: string): AddAlias {
  const { alias, type, definition, slot, from } = wished;
  const found = definitions.find(({ name }) => name === definition);
  if (definition !== undefined && found === undefined)
    throw new UserError(
      `There is no calculated attribute "${definition}" for the alias "${alias}".${didYouMean(
        definition,
        definitions.map(({ name }) => name),
      )}`,
    );
  const dataType = type ?? found?.dataType;
  if (dataType === undefined)
    throw new UserError(`The alias "${alias}" needs a type, or a definition that gives it one.`);
  if (found !== undefined && dataType !== found.dataType)
    throw new UserError(`The attribute "${found.name}" is ${found.dataType}, so "${alias}" cannot be ${dataType}.`);
  const piiClass = wished.piiClass ?? found?.piiClass ?? undefined;
  if (piiClass !== undefined) checkDeclaredClass(piiClass, alias);
  const unit = wished.unit ?? found?.unit;
  return {
    kind: 'add',
    alias,
    dataType,
    definition: found?.key ?? definition,
    slot,
    from,
    piiClass,
    description: wished.description ?? found?.description ?? `${alias}, as its source gives it.`,
    unit: unit === currencyUnit ? currency : unit,
    category: wished.category ?? found?.category,
  };
}

type ConfiguredAliases = Config['aliases'];
type RenamedAlias = ConfiguredAliases['rename'][number];
type RetiredAlias = ConfiguredAliases['retire'][number];

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const meaningsOf = (catalogue: Catalogue, name: string): readonly FieldMeaning[] =>
  catalogue.names.get(name.toLowerCase())?.meanings ?? [];

const toRetirement = ({ alias, on }: RetiredAlias): CatalogueChange => ({ kind: 'retire', alias, on });

/** A name and those that the configured renames make of it. */
function laterNames(renames: ConfiguredAliases['rename'], name: string): string[] {
  const names = [name];
  for (const { from, to } of renames) if (names.some((known) => same(known, from))) names.push(to);
  return names;
}

/** Whether a meaning is what an addition asks for: the same type, and the same slot, definition and first day where said. */
const isWished = (meaning: FieldMeaning, { slot, dataType, definition, from }: AddAlias): boolean =>
  meaning.dataType === dataType &&
  (slot === undefined || meaning.slot === slot.toUpperCase()) &&
  (definition === undefined || meaning.definition === definition) &&
  (from === undefined || meaning.validFrom === from);

/** Whether a name was changed, and perhaps its former name taken away since. */
function isRenamed(catalogue: Catalogue, renames: ConfiguredAliases['rename'], { from, to }: RenamedAlias): boolean {
  const meaning = currentMeaning(catalogue, from);
  if (meaning === undefined) return laterNames(renames, to).some((name) => catalogue.names.has(name.toLowerCase()));
  return meaning.alias === to || (!same(meaning.alias, from) && namesOf(meaning).some((name) => same(name, to)));
}

/** Whether the name's meaning ended as wished; what the file itself adds, or was added later by hand, stays. */
function isRetired(catalogue: Catalogue, additions: readonly AddAlias[], { alias, on }: RetiredAlias): boolean {
  const wished = additions.filter((addition) => same(addition.alias, alias));
  const others = meaningsOf(catalogue, alias).filter(
    (meaning) => !wished.some((addition) => isWished(meaning, addition)),
  );
  return (
    others.every((meaning) => meaning.validTo !== null && same(meaning.alias, alias)) ||
    others.some(({ validTo }) => validTo !== null && validTo === (on ?? validTo))
  );
}

/** Without a slot, definition or day nobody can tell the meaning to end from the one to begin. */
function checkClear(additions: readonly AddAlias[], { alias }: RetiredAlias): void {
  const vague = additions.some(
    ({ alias: added, slot, definition, from }) => same(added, alias) && (slot ?? definition ?? from) === undefined,
  );
  if (vague)
    throw new UserError(
      `The config both adds and retires "${alias}": give the addition a slot, a definition or a first day ("from"), so ` +
        'that the old meaning and the new one can be told apart.',
    );
}

/** The changes of the config file that the catalogue does not show yet, so that the file can be applied again and again. */
export function configuredChanges(
  { aliases, orders }: Pick<Config, 'aliases' | 'orders'>,
  definitions: readonly DefinitionFacts[],
  catalogue: Catalogue,
): CatalogueChange[] {
  const { add, rename, retire } = aliases;
  const additions = add.map((wished) => toAddition(wished, definitions, orders.currency));
  const isFormer = ({ alias }: RetiredAlias): boolean =>
    rename.some(({ from, to }) => same(from, alias) && !same(to, alias));
  for (const wished of retire) if (!isFormer(wished)) checkClear(additions, wished);
  const renames = rename.filter((wished) => !isRenamed(catalogue, rename, wished));
  const answersAsFormer = (alias: string): boolean => {
    const meaning = currentMeaning(catalogue, alias);
    return meaning !== undefined && !same(meaning.alias, alias);
  };
  return [
    // Retirements first: an addition may take the slot or the name that one sets free.
    ...retire.filter((wished) => !isFormer(wished) && !isRetired(catalogue, additions, wished)).map(toRetirement),
    ...additions.filter(
      (addition) =>
        !laterNames(rename, addition.alias).some((name) =>
          meaningsOf(catalogue, name).some((meaning) => isWished(meaning, addition)),
        ),
    ),
    ...renames.map(({ from, to }) => ({ kind: 'rename' as const, from, to })),
    // The old name of a rename can only go once it is one.
    ...retire
      .filter(isFormer)
      .filter(({ alias }) => answersAsFormer(alias) || renames.some(({ from }) => same(from, alias)))
      .map(toRetirement),
  ];
}

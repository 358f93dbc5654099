import type { Config } from '../config.js';
import { didYouMean } from '../lib/nearNames.js';
import { UserError } from '../lib/UserError.js';
import type { Catalogue } from './catalogue.js';
import type { AddAlias, CatalogueChange } from './changes.js';
import type { DataType } from './dataTypes.js';

/** What an addition may take from a metric definition. */
export interface DefinitionFacts {
  readonly name: string;
  readonly dataType: DataType;
  readonly description: string;
  readonly unit?: string;
  readonly category: string;
  readonly piiClass?: string;
}

/** An addition as a person writes it: a type, or a metric that says it. */
export type WishedAlias = {
  readonly [K in Exclude<keyof AddAlias, 'kind' | 'alias' | 'dataType'>]?: AddAlias[K] | undefined;
} & { readonly alias: string; readonly type?: DataType | undefined };

const piiClasses = ['IDENTITY', 'CONTACT', 'LOCATION', 'DEMOGRAPHIC'];

/** Completes an addition from the definition it names. Throws a `UserError` for an unknown metric or a missing or different type. */
export function toAddition(wished: WishedAlias, definitions: readonly DefinitionFacts[], currency: string): AddAlias {
  const { alias, type, metric, slot, from } = wished;
  const definition = definitions.find(({ name }) => name === metric);
  if (metric !== undefined && definition === undefined)
    throw new UserError(
      `There is no metric "${metric}" for the alias "${alias}".${didYouMean(
        metric,
        definitions.map(({ name }) => name),
      )}`,
    );
  const dataType = type ?? definition?.dataType;
  if (dataType === undefined) throw new UserError(`The alias "${alias}" needs a type, or a metric that gives it one.`);
  if (definition !== undefined && dataType !== definition.dataType)
    throw new UserError(
      `The metric "${definition.name}" is ${definition.dataType}, so "${alias}" cannot be ${dataType}.`,
    );
  const piiClass = wished.piiClass ?? definition?.piiClass;
  if (piiClass !== undefined && !piiClasses.includes(piiClass))
    throw new UserError(`The PII class "${piiClass}" of "${alias}" is none of ${piiClasses.join(', ')}.`);
  const unit = wished.unit ?? definition?.unit;
  return {
    kind: 'add',
    alias,
    dataType,
    metric,
    slot,
    from,
    piiClass,
    description: wished.description ?? definition?.description ?? `${alias}, as its source gives it.`,
    unit: unit === 'currency' ? currency : unit,
    category: wished.category ?? definition?.category,
  };
}

/** Whether an addition has been done: the alias was given to the same slot, type and metric, where those are said. */
const isDone = (catalogue: Catalogue, { alias, slot, dataType, metric }: AddAlias): boolean =>
  catalogue.names
    .get(alias.toLowerCase())
    ?.meanings.some(
      (meaning) =>
        meaning.dataType === dataType &&
        (slot === undefined || meaning.slot === slot.toUpperCase()) &&
        (metric === undefined || meaning.metric === metric),
    ) === true;

/** Whether a meaning of the name ended as wished; one that was added later under the same name stays. */
const isRetired = (catalogue: Catalogue, { alias, on }: { alias: string; on?: string | undefined }): boolean => {
  const meanings = catalogue.names.get(alias.toLowerCase())?.meanings ?? [];
  return (
    meanings.every(({ validTo }) => validTo !== null) ||
    meanings.some(({ validTo }) => validTo === (on ?? validTo) && validTo !== null)
  );
};

/** Whether a name was changed, and perhaps its former name taken away since. */
const isRenamed = (catalogue: Catalogue, { from, to }: { from: string; to: string }): boolean =>
  !catalogue.names.has(from.toLowerCase()) && catalogue.names.has(to.toLowerCase());

/** The changes of the config file that the catalogue does not show yet, so that the file can be applied again and again. */
export function configuredChanges(
  { aliases, orders }: Pick<Config, 'aliases' | 'orders'>,
  definitions: readonly DefinitionFacts[],
  catalogue: Catalogue,
): CatalogueChange[] {
  const additions = aliases.add.map((wished) => toAddition(wished, definitions, orders.currency));
  return [
    // Retirements first: an addition may take the slot or the name that one sets free.
    ...aliases.retire
      .filter((wished) => !isRetired(catalogue, wished))
      .map((wished) => ({ kind: 'retire' as const, ...wished })),
    ...additions.filter((addition) => !isDone(catalogue, addition)),
    ...aliases.rename
      .filter((wished) => !isRenamed(catalogue, wished))
      .map((wished) => ({ kind: 'rename' as const, ...wished })),
  ];
}

import { currentMeaning, type Catalogue } from '../catalogue/catalogue.js';
import { previewChanges, type ChangesFor } from '../catalogue/changeCatalogue.js';
import type { AddAlias, ClassifyAlias } from '../catalogue/changes.js';
import { freeAlias } from '../catalogue/freeAlias.js';
import { planChange, type Plan, type PlanFacts } from '../catalogue/plan.js';
import type { Config } from '../config.js';
import type { Job } from '../db/job.js';
import { dayIn } from '../lib/time/days.js';
import { graphqlName } from '../lib/text/graphqlName.js';
import { UserError } from '../lib/errors/UserError.js';
import { currencyUnit } from '../words/units.js';
import { catalogueKey, type AttributeDefinition } from './definitions/definition.js';
import { createRegistry, type RegistryConfig } from './families/registry.js';
import { changeNames, reservedNames, wordsOf } from './reservedNames.js';

/** The catalogue entry of a definition. */
const toAddition = (attribute: AttributeDefinition, currency: string): AddAlias => ({
  kind: 'add',
  alias: attribute.alias,
  dataType: attribute.dataType,
  description: attribute.description,
  unit: attribute.unit === currencyUnit ? currency : attribute.unit,
  category: attribute.category,
  piiClass: attribute.piiClass ?? undefined,
  definition: catalogueKey(attribute),
});

/** The changes that give every definition its place in an empty catalogue. */
export const additionsFor = (config: RegistryConfig & Pick<Config, 'orders'>): readonly AddAlias[] =>
  createRegistry(config)
    .families.filter(({ isUnslotted }) => isUnslotted !== true)
    .flatMap(({ attributes }) => attributes)
    .map((attribute) => toAddition(attribute, config.orders.currency));

/** The additions for definitions that have never been in a catalogue. */
function missingFrom(catalogue: Catalogue, config: Config): readonly AddAlias[] {
  const present = new Set(catalogue.meanings.map(({ definition }) => definition));
  return additionsFor(config).filter(({ definition }) => !present.has(definition ?? null));
}

/**
 * The key of a definition without its mode: codes of the original workflow and today's values share their aliases, not their keys.
 */
const withoutMode = (key: string): string => key.replace(/^legacy\./, '');

/** The classes of definitions for the meanings that they fill and nobody has classified: those of catalogues made before. */
function missingClasses(catalogue: Catalogue, config: Config): readonly ClassifyAlias[] {
  const classes = new Map(additionsFor(config).map(({ definition, piiClass }) => [definition, piiClass]));
  return catalogue.meanings.flatMap(({ fieldId, piiClass, definition }): ClassifyAlias[] => {
    const known = piiClass === null && definition !== null ? classes.get(definition) : undefined;
    return known === undefined ? [] : [{ kind: 'classify', of: fieldId, piiClass: known }];
  });
}

/** Throws one `UserError` for all aliases that hold the meaning of the other `enrichment.compatibility`. */
function refuseOtherMode(catalogue: Catalogue, additions: readonly AddAlias[]): void {
  const other = additions.filter(({ alias, definition }) => {
    const meaning = currentMeaning(catalogue, alias);
    if (meaning?.validTo !== null || meaning.definition === null || definition == null) return false;
    return meaning.definition !== definition && withoutMode(meaning.definition) === withoutMode(definition);
  });
  if (other.length === 0) return;
  const commands = other.map(({ alias }) => `facet aliases retire ${alias}`);
  throw new UserError(
    `enrichment.compatibility: the catalogue holds the other meaning of ${other.map(({ alias }) => alias).join(', ')}, ` +
      `so change it back, or retire them first (${commands.join('; ')}).`,
    'BAD_CONFIG',
  );
}

/** An addition whose alias belongs to another meaning. */
interface Clash {
  readonly addition: AddAlias;
  /** The whole sentence of the refusal. */
  readonly reason: string;
  /** The commands that free the name. */
  readonly commands: string;
}

/** The commands that free the name that an alias clashes with; the other meaning stays under another name. */
function freeingCommands(catalogue: Catalogue, alias: string): string {
  const taken = catalogue.namesByGraphqlName.get(graphqlName(alias))?.name ?? alias;
  const isFormer = currentMeaning(catalogue, taken)?.alias.toLowerCase() !== taken.toLowerCase();
  return `${isFormer ? '' : `"facet aliases rename ${taken} NEW_NAME" and then `}"facet aliases retire ${taken}"`;
}

/** Splits additions into those that can be made and those whose alias belongs to another meaning. */
function splitByName(catalogue: Catalogue, additions: readonly AddAlias[], facts: PlanFacts) {
  const free: AddAlias[] = [];
  const clashing: Clash[] = [];
  for (const addition of additions) {
    try {
      planChange(catalogue, addition, facts);
      free.push(addition);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'ALIAS_TAKEN') throw error;
      clashing.push({ addition, reason: error.message, commands: freeingCommands(catalogue, addition.alias) });
    }
  }
  return { free, clashing };
}

const wayOut = '"facet aliases heal" gives the attribute a free alias';

/** The warnings on attributes without an alias. Throws a `UserError` for a declared one, because its user can rename it. */
function warningsOf(clashing: readonly Clash[], config: Config): string[] {
  const { definitions } = createRegistry(config);
  return clashing.map(({ addition, reason, commands }) => {
    const definition = definitions.find((one) => catalogueKey(one) === addition.definition) as AttributeDefinition;
    const declared = config.enrichment.attributes.findIndex(({ name }) => name === definition.name);
    if (declared !== -1)
      throw new UserError(
        `enrichment.attributes.${declared}.alias: ${reason} Give the attribute "${definition.name}" another alias; or ${wayOut}.`,
        'ALIAS_TAKEN',
      );
    return `${wordsOf(definition, config)} is not written, for it has no alias. ${reason} ${wayOut}; ${commands} gives it its own`;
  });
}

/** The changes that give missing definitions their places; `onClash` gets those that have to wait for a name. */
const changesOf =
  (config: Config, onClash: (clashing: readonly Clash[]) => void): ChangesFor =>
  (catalogue, facts) => {
    const missing = missingFrom(catalogue, config);
    refuseOtherMode(catalogue, missing);
    const { free, clashing } = splitByName(catalogue, missing, facts);
    onClash(clashing);
    return [...missingClasses(catalogue, config), ...free];
  };

/** What happened to the definitions that the catalogue did not have. */
interface SyncReport {
  /** The plans of those that got their places. */
  readonly plans: readonly Plan[];
  /** Sentences without a full stop: built-in attributes that are not written, because their alias belongs to another meaning. */
  readonly warnings: readonly string[];
}

/**
 * Gives what `syncCatalogue` would do, and the catalogue after it; writes nothing. Throws the `UserError` that it would throw.
 */
export async function checkCatalogue({
  client,
  config,
  now,
}: Job): Promise<SyncReport & { readonly catalogue: Catalogue }> {
  let warnings: readonly string[] = [];
  const changes = changesOf(config, (clashing) => (warnings = warningsOf(clashing, config)));
  const { plans, catalogue } = await previewChanges(client, changes, { today: dayIn(config.timeZone, now) });
  return { plans, warnings, catalogue };
}

/**
 * Gives every definition that has never been in the catalogue a slot and its alias, and its class where nobody gave one. One that was renamed or retired stays as it
 * is. A built-in one whose alias is taken waits, because a new version must not prevent snapshots. Throws a `UserError` for a
 * declared attribute whose alias is taken.
 */
export async function syncCatalogue(job: Job): Promise<SyncReport> {
  let warnings: readonly string[] = [];
  const changes = changesOf(job.config, (clashing) => (warnings = warningsOf(clashing, job.config)));
  return { plans: await changeNames(job, changes), warnings };
}

/** The changes of `facet aliases heal`: every definition whose alias is taken gets a place under a free name. */
export const healingChanges =
  (config: Config): ChangesFor =>
  (catalogue, facts) => {
    const missing = missingFrom(catalogue, config);
    refuseOtherMode(catalogue, missing);
    const beside: string[] = [];
    return splitByName(catalogue, missing, facts).clashing.map(({ addition }) => {
      const alias = freeAlias(addition.alias, { catalogue, reserved: reservedNames(config), beside });
      beside.push(alias);
      return { ...addition, alias };
    });
  };

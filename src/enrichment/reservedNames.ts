import { changingCatalogue } from '../bi/changingCatalogue.js';
import { changeCatalogue, type ChangeOptions, type ChangesFor } from '../catalogue/changeCatalogue.js';
import type { Plan } from '../catalogue/plan.js';
import type { ReservedName } from '../catalogue/reservedNames.js';
import type { Job } from '../db/job.js';
import { dayIn } from '../lib/time/days.js';
import { graphqlName } from '../lib/text/graphqlName.js';
import { catalogueKey, type AttributeDefinition } from './definitions/definition.js';
import { createRegistry, type RegistryConfig } from './families/registry.js';

/** The words for an attribute in sentences: where it comes from and what it means. */
export function wordsOf(
  { name, description }: AttributeDefinition,
  { enrichment }: Pick<RegistryConfig, 'enrichment'>,
): string {
  const declared = enrichment.attributes.findIndex((one) => one.name === name);
  const kind = declared === -1 ? 'the built-in attribute' : `the attribute of enrichment.attributes.${declared},`;
  return `${kind} "${name}" (${description.replace(/\.$/, '')})`;
}

interface Names {
  readonly reserved: readonly ReservedName[];
  /** Attributes by the GraphQL name of their alias. */
  readonly byAlias: ReadonlyMap<string, AttributeDefinition>;
}

/** By configuration, because an alias list needs them once a row. */
const known = new WeakMap<RegistryConfig['enrichment'], Names>();

function namesOf(config: RegistryConfig): Names {
  const { enrichment } = config;
  const before = known.get(enrichment);
  if (before !== undefined) return before;
  const everything = { ...config, enrichment: { ...enrichment, only: undefined } };
  const { definitions } = createRegistry(everything);
  const names = {
    reserved: definitions.map((attribute) => ({
      definition: catalogueKey(attribute),
      names: [...new Set([attribute.alias, attribute.name])],
      words: wordsOf(attribute, everything),
    })),
    byAlias: new Map(definitions.map((attribute) => [graphqlName(attribute.alias), attribute])),
  };
  known.set(enrichment, names);
  return names;
}

/**
 * The names of every calculated attribute of a configuration, with those that `enrichment.only` leaves out. Throws a `UserError` for a declared
 * attribute that cannot be made.
 */
export const reservedNames = (config: RegistryConfig): readonly ReservedName[] => namesOf(config).reserved;

/** What an alias list may take from a calculated attribute whose alias it names. */
type NamedAttribute = Pick<AttributeDefinition, 'dataType' | 'piiClass'> & { readonly key: string };

/** Finds the calculated attribute by its alias, whatever the case; undefined where there is none. */
export function namedAttribute(config: RegistryConfig, alias: string): NamedAttribute | undefined {
  const found = namesOf(config).byAlias.get(graphqlName(alias));
  return found === undefined ? undefined : { ...found, key: catalogueKey(found) };
}

/**
 * Changes the catalogue, all or nothing, without using the names of calculated attributes for anything else, and has the SQL views follow: the
 * only way to change it, see `changeCatalogue`. The views follow at once, or at the end of the `changingCatalogue` that the job
 * belongs to.
 */
export const changeNames = (
  job: Pick<Job, 'client' | 'config' | 'now'>,
  changesFor: ChangesFor,
  { dryRun = false, ...where }: Pick<ChangeOptions, 'dryRun' | 'growOn'> = {},
): Promise<readonly Plan[]> =>
  changingCatalogue(
    job,
    ({ client, config, now }) =>
      changeCatalogue(client, changesFor, {
        today: dayIn(config.timeZone, now),
        reserved: reservedNames(config),
        graceSeconds: config.catalogue.graceSeconds,
        dryRun,
        ...where,
      }),
    { dryRun },
  );

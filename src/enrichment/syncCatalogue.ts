import { currentMeaning, type Catalogue } from '../catalogue/catalogue.js';
import { foreseeChanges, type ChangesFor } from '../catalogue/changeCatalogue.js';
import type { AddAlias } from '../catalogue/changes.js';
import { freeAlias } from '../catalogue/freeAlias.js';
import { planChange, type Plan, type PlanFacts } from '../catalogue/plan.js';
import type { Job } from '../db/job.js';
import { dayIn } from '../lib/days.js';
import { graphqlName } from '../lib/graphqlName.js';
import { UserError } from '../lib/UserError.js';
import { catalogueKey, type MetricDefinition } from './definition.js';
import { createRegistry, type RegistryConfig } from './registry.js';
import { changeNames, reservedNames, wordsOf } from './reservedNames.js';
import type { Config } from '../config.js';

/** The catalogue entry of a definition. */
const toAddition = (metric: MetricDefinition, currency: string): AddAlias => ({
  kind: 'add',
  alias: metric.alias,
  dataType: metric.dataType,
  description: metric.description,
  unit: metric.unit === 'currency' ? currency : metric.unit,
  category: metric.category,
  piiClass: metric.piiClass,
  metric: catalogueKey(metric),
});

/** The changes that give every definition its place in an empty catalogue. */
export const additionsFor = (config: RegistryConfig & Pick<Config, 'orders'>): readonly AddAlias[] =>
  createRegistry(config).definitions.map((metric) => toAddition(metric, config.orders.currency));

/** The definitions that have never been in a catalogue. */
function missingFrom(catalogue: Catalogue, config: Config): readonly AddAlias[] {
  const present = new Set(catalogue.meanings.map(({ metric }) => metric));
  return additionsFor(config).filter(({ metric }) => !present.has(metric ?? null));
}

/** Codes of the original and today's values share their aliases, not their keys. */
const withoutMode = (metric: string): string => metric.replace(/^legacy\./, '');

/** Refuses, in one sentence for all of them, aliases that hold what the other `enrichment.compatibility` gives. */
function refuseOtherMode(catalogue: Catalogue, additions: readonly AddAlias[]): void {
  const held = additions.filter(({ alias, metric }) => {
    const meaning = currentMeaning(catalogue, alias);
    if (meaning?.validTo !== null || meaning.metric === null || metric == null) return false;
    return meaning.metric !== metric && withoutMode(meaning.metric) === withoutMode(metric);
  });
  if (held.length === 0) return;
  const commands = held.map(({ alias }) => `facet aliases retire ${alias}`);
  throw new UserError(
    `enrichment.compatibility: the catalogue holds the other meaning of ${held.map(({ alias }) => alias).join(', ')}, ` +
      `so change it back, or retire them first (${commands.join('; ')}).`,
    'BAD_CONFIG',
  );
}

/** An addition that cannot have its alias, and whose it is. */
interface Clash {
  readonly addition: AddAlias;
  /** The whole sentence of the refusal. */
  readonly reason: string;
  /** The commands that set the name free. */
  readonly commands: string;
}

/** How the name that an alias clashes with is set free, the other keeping its meaning. */
function freeing(catalogue: Catalogue, alias: string): string {
  const taken = catalogue.namesByGraphqlName.get(graphqlName(alias))?.name ?? alias;
  const isFormer = currentMeaning(catalogue, taken)?.alias.toLowerCase() !== taken.toLowerCase();
  return `${isFormer ? '' : `"facet aliases rename ${taken} NEW_NAME" and then `}"facet aliases retire ${taken}"`;
}

/** Parts additions that may be made from those whose alias somebody else's meaning has. */
function partByName(catalogue: Catalogue, additions: readonly AddAlias[], facts: PlanFacts) {
  const free: AddAlias[] = [];
  const clashing: Clash[] = [];
  for (const addition of additions) {
    try {
      planChange(catalogue, addition, facts);
      free.push(addition);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'ALIAS_TAKEN') throw error;
      clashing.push({ addition, reason: error.message, commands: freeing(catalogue, addition.alias) });
    }
  }
  return { free, clashing };
}

const wayOut = '"facet aliases heal" gives the metric a free alias';

/** What to say of metrics without an alias. Throws a `UserError` for a declared one, which whoever declared it can rename. */
function warningsOf(clashing: readonly Clash[], config: Config): string[] {
  const { definitions } = createRegistry(config);
  return clashing.map(({ addition: { metric }, reason, commands }) => {
    const definition = definitions.find((one) => catalogueKey(one) === metric) as MetricDefinition;
    const declared = config.enrichment.metrics.findIndex(({ name }) => name === definition.name);
    if (declared !== -1)
      throw new UserError(
        `enrichment.metrics.${declared}.alias: ${reason} Give the metric "${definition.name}" another alias; or ${wayOut}.`,
        'ALIAS_TAKEN',
      );
    return `${wordsOf(definition, config)} is not written, for it has no alias. ${reason} ${wayOut}; ${commands} gives it its own`;
  });
}

/** The changes that give missing definitions their places; tells `onClash` of those that have to wait for a name. */
const changesOf =
  (config: Config, onClash: (clashing: readonly Clash[]) => void): ChangesFor =>
  (catalogue, facts) => {
    const missing = missingFrom(catalogue, config);
    refuseOtherMode(catalogue, missing);
    const { free, clashing } = partByName(catalogue, missing, facts);
    onClash(clashing);
    return free;
  };

/** What became of the definitions that the catalogue did not have. */
interface SyncReport {
  /** Of those that got their places. */
  readonly plans: readonly Plan[];
  /** Sentences without their full stop: built-in metrics that are not written, for their alias is somebody else's. */
  readonly warnings: readonly string[];
}

/** Throws the `UserError` that `syncCatalogue` would, before anything is written; gives what it would do, and the catalogue after it. */
export async function checkCatalogue({
  sql,
  config,
  now,
}: Job): Promise<SyncReport & { readonly catalogue: Catalogue }> {
  let warnings: readonly string[] = [];
  const changes = changesOf(config, (clashing) => (warnings = warningsOf(clashing, config)));
  const { plans, catalogue } = await foreseeChanges(sql, changes, { today: dayIn(config.timeZone, now) });
  return { plans, warnings, catalogue };
}

/**
 * Gives every definition that has never been in the catalogue a slot and its alias. One that was renamed or retired
 * stays as it is, and a built-in one whose alias is taken waits: a new version must not lock anybody out of snapshots. Throws a
 * `UserError` for a declared metric whose alias is taken.
 */
export async function syncCatalogue(job: Job): Promise<SyncReport> {
  let warnings: readonly string[] = [];
  const changes = changesOf(job.config, (clashing) => (warnings = warningsOf(clashing, job.config)));
  return { plans: await changeNames(job, changes), warnings };
}

/** The changes that give every definition a place whose alias is taken, under a free name: those of `facet aliases heal`. */
export const healingChanges =
  (config: Config): ChangesFor =>
  (catalogue, facts) => {
    const missing = missingFrom(catalogue, config);
    refuseOtherMode(catalogue, missing);
    const beside: string[] = [];
    return partByName(catalogue, missing, facts).clashing.map(({ addition }) => {
      const alias = freeAlias(addition.alias, { catalogue, reserved: reservedNames(config), beside });
      beside.push(alias);
      return { ...addition, alias };
    });
  };

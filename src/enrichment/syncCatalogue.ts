import { currentMeaning, type Catalogue } from '../catalogue/catalogue.js';
import { changeCatalogue, foreseeChanges } from '../catalogue/changeCatalogue.js';
import type { AddAlias } from '../catalogue/changes.js';
import type { Plan } from '../catalogue/plan.js';
import type { Job } from '../db/job.js';
import { dayIn } from '../lib/days.js';
import { UserError } from '../lib/UserError.js';
import { catalogueKey, type MetricDefinition } from './definition.js';
import { createRegistry, type RegistryConfig } from './registry.js';
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

/** Throws the `UserError` that `syncCatalogue` would, before anything is written. */
export async function checkCatalogue({ sql, config, now }: Job): Promise<void> {
  const additions = (catalogue: Catalogue): readonly AddAlias[] => {
    const missing = missingFrom(catalogue, config);
    refuseOtherMode(catalogue, missing);
    return missing;
  };
  await foreseeChanges(sql, additions, { today: dayIn(config.timeZone, now) });
}

/**
 * Gives every definition that has never been in the catalogue a slot and its alias. One that was renamed or retired
 * stays as it is. Throws a `UserError` where an alias is taken by something else.
 */
export async function syncCatalogue({ sql, config, now }: Job): Promise<readonly Plan[]> {
  return changeCatalogue(sql, (catalogue) => missingFrom(catalogue, config), { today: dayIn(config.timeZone, now) });
}

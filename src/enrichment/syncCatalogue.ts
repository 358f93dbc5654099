import { changeCatalogue } from '../catalogue/changeCatalogue.js';
import type { AddAlias } from '../catalogue/changes.js';
import type { Plan } from '../catalogue/plan.js';
import type { Job } from '../db/job.js';
import { dayIn } from '../lib/days.js';
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

/**
 * Gives every definition that has never been in the catalogue a slot and its alias. One that was renamed or retired
 * stays as it is. Throws a `UserError` where an alias is taken by something else.
 */
export async function syncCatalogue({ sql, config, now }: Job): Promise<readonly Plan[]> {
  return changeCatalogue(
    sql,
    (catalogue) => {
      const present = new Set(catalogue.meanings.map(({ metric }) => metric));
      return additionsFor(config).filter(({ metric }) => !present.has(metric ?? null));
    },
    { today: dayIn(config.timeZone, now) },
  );
}

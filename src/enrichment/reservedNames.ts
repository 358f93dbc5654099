import { changeCatalogue, type ChangesFor } from '../catalogue/changeCatalogue.js';
import type { Plan } from '../catalogue/plan.js';
import type { ReservedName } from '../catalogue/reservedNames.js';
import type { Job } from '../db/job.js';
import { dayIn } from '../lib/days.js';
import { graphqlName } from '../lib/graphqlName.js';
import { catalogueKey, type MetricDefinition } from './definition.js';
import { createRegistry, type RegistryConfig } from './registry.js';

/** Where a metric comes from and what it means, for sentences. */
export function wordsOf({ name, description }: MetricDefinition, { enrichment }: RegistryConfig): string {
  const declared = enrichment.metrics.findIndex((one) => one.name === name);
  const kind = declared === -1 ? 'the built-in metric' : `the metric of enrichment.metrics.${declared},`;
  return `${kind} "${name}" (${description.replace(/\.$/, '')})`;
}

interface Names {
  readonly reserved: readonly ReservedName[];
  /** Metrics by the GraphQL name of their alias. */
  readonly byAlias: ReadonlyMap<string, MetricDefinition>;
}

/** An alias list asks for them once a row. */
const known = new WeakMap<RegistryConfig['enrichment'], Names>();

function namesOf({ enrichment }: RegistryConfig): Names {
  const before = known.get(enrichment);
  if (before !== undefined) return before;
  const everything = { enrichment: { ...enrichment, only: undefined } };
  const { definitions } = createRegistry(everything);
  const names = {
    reserved: definitions.map((metric) => ({
      metric: catalogueKey(metric),
      names: [...new Set([metric.alias, metric.name])],
      words: wordsOf(metric, everything),
    })),
    byAlias: new Map(definitions.map((metric) => [graphqlName(metric.alias), metric])),
  };
  known.set(enrichment, names);
  return names;
}

/**
 * The names of every metric that a configuration can make, those that `enrichment.only` leaves out included. Throws a
 * `UserError` for a declared metric that cannot be.
 */
export const reservedNames = (config: RegistryConfig): readonly ReservedName[] => namesOf(config).reserved;

/** What an alias list may take over of a metric whose alias it names. */
type NamedMetric = Pick<MetricDefinition, 'dataType' | 'piiClass'> & { readonly key: string };

/** The metric whose alias a name is, whatever its case; undefined where there is none. */
export function namedMetric(config: RegistryConfig, alias: string): NamedMetric | undefined {
  const found = namesOf(config).byAlias.get(graphqlName(alias));
  return found === undefined ? undefined : { ...found, key: catalogueKey(found) };
}

/** `changeCatalogue` on the day of a job, with the names kept free that metrics have: the one way to change the catalogue. */
export const changeNames = (
  { sql, config, now }: Pick<Job, 'sql' | 'config' | 'now'>,
  changesFor: ChangesFor,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<readonly Plan[]> =>
  changeCatalogue(sql, changesFor, {
    today: dayIn(config.timeZone, now),
    reserved: reservedNames(config),
    graceSeconds: config.catalogue.graceSeconds,
    dryRun,
  });

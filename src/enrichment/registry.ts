import type { Config } from '../config.js';
import { UserError } from '../lib/UserError.js';
import { didYouMean } from '../lib/nearNames.js';
import { declaredMetrics } from './declared/declaredMetrics.js';
import { derivedFamily } from './declared/derivedFamily.js';
import { baseMetrics, isDerived, type MetricDefinition, type MetricFamily } from './definition.js';
import { campaignsReceived } from './definitions/campaignsReceived.js';
import { customerAttributes } from './definitions/customerAttributes.js';
import { orderMetrics } from './definitions/orders.js';
import { preferredPages } from './definitions/preferredPages.js';
import { visitFamilies } from './definitions/visits/index.js';
import { detailColumns } from './activity/visitRows.js';
import { wholeVisits } from './activity/wholeVisits.js';
import { isMeasured } from './measures/measured.js';
import { measureFamilies } from './measures/measureFamilies.js';

/** The metrics that a configuration makes. */
export interface MetricRegistry {
  /** In the order in which their slots are given out. */
  readonly families: readonly MetricFamily[];
  readonly definitions: readonly MetricDefinition[];
  /** Whether a metric needs to know where visits came from and what they were made with. */
  readonly needsVisitDetails: boolean;
}

/** What of the configuration decides which metrics there are. */
export type RegistryConfig = Pick<Config, 'enrichment'>;

function allFamilies({ enrichment }: RegistryConfig): readonly MetricFamily[] {
  const written = [customerAttributes, orderMetrics, campaignsReceived, ...visitFamilies(enrichment), preferredPages];
  const declared = declaredMetrics(
    enrichment.metrics,
    written.flatMap(({ metrics }) => metrics),
  );
  return [
    ...written,
    ...measureFamilies(declared.filter(isMeasured), wholeVisits),
    ...derivedFamily(declared.filter(isDerived)),
  ];
}

/** Names of metrics, and of all those that they are derived from. Throws a `UserError` for an unknown name. */
export function withSources(definitions: readonly MetricDefinition[], names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    const definition = definitions.find((one) => one.name === name);
    if (definition === undefined)
      throw new UserError(
        `There is no metric "${name}".${didYouMean(
          name,
          definitions.map((one) => one.name),
        )}`,
        'UNKNOWN_METRIC',
      );
    found.add(name);
    if (isDerived(definition)) for (const source of definition.derived.from) add(source);
  };
  for (const name of names) add(name);
  return found;
}

/** Columns of visits that are only kept where a metric reads them. */
const kept: ReadonlySet<string> = new Set([...detailColumns, 'touch', 'pages']);

function toRegistry(families: readonly MetricFamily[]): MetricRegistry {
  return {
    families,
    definitions: families.flatMap(({ metrics }) => metrics),
    needsVisitDetails: families
      .flatMap((family) => family.visitColumns?.(baseMetrics(family)) ?? [])
      .some((column) => kept.has(column)),
  };
}

/** Every family of metrics that a configuration makes; `enrichment.only` leaves the others out, but for the master's. */
export function createRegistry(config: RegistryConfig): MetricRegistry {
  const families = allFamilies(config);
  const definitions = families.flatMap(({ metrics }) => metrics);
  const { only } = config.enrichment;
  if (only === undefined) return toRegistry(families);
  const wanted = withSources(definitions, only);
  const kept = families
    .map((family) =>
      family.isOfMaster === true
        ? family
        : { ...family, metrics: family.metrics.filter(({ name }) => wanted.has(name)) },
    )
    .filter(({ metrics }) => metrics.length > 0);
  return toRegistry(kept);
}

import { sql } from 'drizzle-orm';
import type { Config } from '../../config.js';
import type { RollupNeeds } from '../activity/readRollup.js';
import { detailColumns } from '../activity/visitRows.js';
import { baseAttributes, isDerived, type AttributeFamily, type DerivedAttribute } from '../definitions/definition.js';
import { withSources } from '../definitions/withSources.js';
import { isMeasured } from '../measures/measured.js';
import { campaignsReceived } from './campaignsReceived.js';
import { personAttributes } from './customers/personAttributes.js';
import { customerStanding } from './customers/customerStanding.js';
import { declaredAttributes } from './declared/declaredAttributes.js';
import { measureFamilies } from './measured/measureFamilies.js';
import { orderAttributes } from './orderAttributes.js';
import { preferredPages } from './preferredPages.js';
import { transactionAttributes } from './transactions/transactionAttributes.js';
import { visitFamilies } from './visits/visitFamilies.js';

/** The calculated attributes of a configuration. */
export interface AttributeRegistry extends RollupNeeds {
  /** In the order in which their slots are given out. */
  readonly families: readonly AttributeFamily[];
}

/** What of the configuration decides which attributes there are. */
export type RegistryConfig = Pick<Config, 'enrichment' | 'orders' | 'timeZone'>;

/** The family of declared attributes that are made of others: it has no rows. None without attributes. */
const derivedFamily = (attributes: readonly DerivedAttribute[]): AttributeFamily[] =>
  attributes.length === 0
    ? []
    : [
        {
          name: 'derived',
          source: 'Other attributes',
          attributes,
          rows: () => sql`select null::text as customer_id, null::date as day where false`,
        },
      ];

function allFamilies(config: RegistryConfig): readonly AttributeFamily[] {
  const { enrichment } = config;
  const written = [
    personAttributes(config),
    orderAttributes,
    campaignsReceived,
    ...visitFamilies(enrichment),
    preferredPages,
    transactionAttributes(config),
    customerStanding(config),
  ];
  const declared = declaredAttributes(
    enrichment.attributes,
    written.flatMap(({ attributes }) => attributes),
    config.timeZone,
  );
  return [...written, ...measureFamilies(declared.filter(isMeasured)), ...derivedFamily(declared.filter(isDerived))];
}

/** Columns of visits that are only kept where an attribute reads them. */
const kept: ReadonlySet<string> = new Set([...detailColumns, 'touch', 'pages']);

function toRegistry(families: readonly AttributeFamily[]): AttributeRegistry {
  return {
    families,
    definitions: families.flatMap(({ attributes }) => attributes),
    needsVisitDetails: families
      .flatMap((family) => family.visitColumns?.(baseAttributes(family)) ?? [])
      .some((column) => kept.has(column)),
  };
}

/** Every family of attributes that a configuration makes; `enrichment.only` leaves the others out, but for the master's. */
export function createRegistry(config: RegistryConfig): AttributeRegistry {
  const families = allFamilies(config);
  const definitions = families.flatMap(({ attributes }) => attributes);
  const { only } = config.enrichment;
  if (only === undefined) return toRegistry(families);
  const wanted = withSources(definitions, only);
  const kept = families
    .map((family) =>
      family.isOfMaster === true
        ? family
        : { ...family, attributes: family.attributes.filter(({ name }) => wanted.has(name)) },
    )
    .filter(({ attributes }) => attributes.length > 0);
  return toRegistry(kept);
}

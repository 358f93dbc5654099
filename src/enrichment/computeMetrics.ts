import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../db/sql.js';
import { identities } from './activity/identity.js';
import { linkedVisitRows } from './activity/visitRows.js';
import {
  baseMetrics,
  isDerived,
  type BaseMetric,
  type DaysToCompute,
  type DerivedMetric,
  type MetricDefinition,
  type MetricFamily,
} from './definition.js';
import { dayRows } from './familyRows.js';
import { withSources } from './registry.js';

/** Derived metrics in layers: those of one need only base metrics and those of the layers before. */
function layersOf(derived: readonly DerivedMetric[]): DerivedMetric[][] {
  const layers: DerivedMetric[][] = [];
  let rest = [...derived];
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ name }) => name));
    const next = rest.filter((metric) => !metric.derived.from.some((name) => waiting.has(name)));
    if (next.length === 0)
      throw new Error(`Metrics that are derived from each other: ${[...waiting].toSorted().join(', ')}`);
    layers.push(next);
    rest = rest.filter((metric) => !next.includes(metric));
  }
  return layers;
}

/** A family with those of its metrics that are wanted. */
export interface WantedFamily {
  readonly family: MetricFamily;
  readonly metrics: readonly BaseMetric[];
}

/** The rows of one family joined to the population `p` on the days `d`. */
function joinFamily({ family, metrics }: WantedFamily, context: DaysToCompute): SQL {
  const name = identifier(family.name);
  return sql`
    left join (${family.rows(metrics, context)}) as ${name}
      on ${name}.customer_id = p.customer_id and ${name}.day = d.day`;
}

/** A query of rows `(customer_id, day, <metrics>)` of the population on every day, each family read once. Needs `sharedRows`. */
export function baseQuery(wanted: readonly WantedFamily[], context: DaysToCompute): SQL {
  const columns = wanted.flatMap(({ family, metrics }) =>
    metrics.map(({ name }) => sql`${identifier(family.name)}.${identifier(name)}`),
  );
  return sql`
    select ${list([sql`p.customer_id`, sql`d.day`, ...columns])}
    from ${dayRows(context, 'd')} cross join (${context.population}) as p
    ${sql.join(
      wanted.map((one) => joinFamily(one, context)),
      sql``,
    )}`;
}

/** The `with` list of what families share. */
export function sharedRows(wanted: readonly WantedFamily[], context: DaysToCompute): SQL {
  const visitColumns = wanted.flatMap(({ family, metrics }) => family.visitColumns?.(metrics) ?? []);
  return list([identities(context), linkedVisitRows(context, [...new Set(visitColumns)])]);
}

const baseRows = sql`facet_base`;

/**
 * A query of rows `(customer_id, day, <derived metrics>)` from the rows of base metrics. They hold nothing but what derived metrics
 * need, for some of those sort all customers.
 */
function derivedRows(derived: readonly DerivedMetric[]): SQL {
  const own = new Set(derived.map(({ name }) => name));
  const from = new Set(derived.flatMap((metric) => metric.derived.from).filter((name) => !own.has(name)));
  const rows = sql`select ${list([sql`customer_id, day`, ...[...from].map(identifier)])} from ${baseRows}`;
  return layersOf(derived).reduce((before, layer) => {
    const added = layer.map(({ name, derived: { sql: value } }) => sql`${sql.raw(value)} as ${identifier(name)}`);
    return sql`select ${list([sql`base.*`, ...added])} from (${before}) as base`;
  }, rows);
}

/** A metric's value as it is served: that of a customer without rows stands in for null. */
const served = ({ name, absent }: MetricDefinition): SQL =>
  absent === undefined
    ? identifier(name)
    : sql`coalesce(${identifier(name)}, ${sql.raw(absent)}) as ${identifier(name)}`;

/**
 * A query of rows `(customer_id, day, <one column per wanted metric>)`: every one of the population on every day, each
 * family read once, then one layer of derived metrics after the other.
 */
export function computeMetrics(
  families: readonly MetricFamily[],
  wanted: readonly MetricDefinition[],
  context: DaysToCompute,
): SQL {
  const definitions = families.flatMap(({ metrics }) => metrics);
  const needed = withSources(
    definitions,
    wanted.map(({ name }) => name),
  );
  const reading = families
    .map((family) => ({ family, metrics: baseMetrics(family).filter(({ name }) => needed.has(name)) }))
    .filter(({ metrics }) => metrics.length > 0);
  const base = baseQuery(reading, context);
  const shared = sharedRows(reading, context);
  const derived = definitions.filter(isDerived).filter(({ name }) => needed.has(name));
  const values = list([sql`customer_id, day`, ...wanted.map(served)]);
  if (derived.length === 0) return sql`with ${shared} select ${values} from (${base}) as base`;
  const sources = new Set(derived.flatMap((metric) => metric.derived.from));
  const isReadTwice = reading
    .filter(({ metrics }) => metrics.some(({ name }) => sources.has(name)))
    .every(({ family }) => family.isStored === true);
  return sql`
    with ${shared}, ${baseRows} as ${sql.raw(isReadTwice ? 'not materialized' : 'materialized')} (${base})
    select ${values} from ${baseRows} as base join (
      select ${list([sql`customer_id, day`, ...derived.map(({ name }) => identifier(name))])} from (${derivedRows(derived)}) as derived
    ) as derived using (customer_id, day)`;
}

import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../db/sql.js';
import {
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

/** The rows of one family joined to the population `p` on the days `d`; empty where none of its metrics is wanted. */
function joinFamily(family: MetricFamily, wanted: ReadonlySet<string>, context: DaysToCompute): SQL {
  const metrics = family.metrics.filter(
    (metric): metric is BaseMetric => !isDerived(metric) && wanted.has(metric.name),
  );
  if (metrics.length === 0) return sql``;
  const name = identifier(family.name);
  return sql`
    left join (${family.rows(metrics, context)}) as ${name}
      on ${name}.customer_id = p.customer_id and ${name}.day = d.day`;
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
  const columns = families.flatMap((family) =>
    family.metrics
      .filter((metric) => !isDerived(metric) && needed.has(metric.name))
      .map(({ name }) => sql`${identifier(family.name)}.${identifier(name)}`),
  );
  let rows = sql`
    select ${list([sql`p.customer_id`, sql`d.day`, ...columns])}
    from ${dayRows(context, 'd')} cross join (${context.population}) as p
    ${sql.join(
      families.map((family) => joinFamily(family, needed, context)),
      sql``,
    )}`;
  const derived = definitions.filter(isDerived).filter(({ name }) => needed.has(name));
  for (const layer of layersOf(derived)) {
    const added = layer.map(
      ({ name, derived: { sql: expression } }) => sql`${sql.raw(expression)} as ${identifier(name)}`,
    );
    rows = sql`select ${list([sql`base.*`, ...added])} from (${rows}) as base`;
  }
  return sql`select ${list([sql`customer_id`, sql`day`, ...wanted.map(served)])} from (${rows}) as computed`;
}

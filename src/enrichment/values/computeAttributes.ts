import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import { identities } from '../activity/identities.js';
import { linkedVisitRows } from '../activity/visitRows.js';
import {
  baseAttributes,
  isDerived,
  type AttributeDefinition,
  type AttributeFamily,
  type BaseAttribute,
  type DaysToCompute,
  type DerivedAttribute,
} from '../definitions/definition.js';
import { dayRows } from '../definitions/familyRows.js';
import { inStretch } from '../definitions/inStretch.js';
import { withSources } from '../definitions/withSources.js';
import { fromStored } from './fromStored.js';

/** Derived attributes in layers: those of one layer need only base attributes and those of the layers before. */
function layersOf(derived: readonly DerivedAttribute[]): DerivedAttribute[][] {
  const layers: DerivedAttribute[][] = [];
  let rest = [...derived];
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ name }) => name));
    const next = rest.filter((attribute) => !attribute.derived.from.some((name) => waiting.has(name)));
    if (next.length === 0)
      throw new Error(`Attributes that are derived from each other: ${[...waiting].toSorted().join(', ')}`);
    layers.push(next);
    rest = rest.filter((attribute) => !next.includes(attribute));
  }
  return layers;
}

/** A family with those of its attributes that are wanted. */
export interface WantedFamily {
  readonly family: AttributeFamily;
  readonly attributes: readonly BaseAttribute[];
}

/** The rows of one family joined to the population `p` on the days `d`. */
function joinFamily({ family, attributes }: WantedFamily, context: DaysToCompute): SQL {
  const name = identifier(family.name);
  const { stretch } = context;
  const all = family.rows(attributes, context);
  // PostgreSQL applies it to what is read, below groups and windows.
  const rows =
    stretch === undefined ? all : sql`select * from (${all}) as r where ${inStretch(sql`r.customer_id`, stretch)}`;
  return sql`
    left join (${rows}) as ${name}
      on ${name}.customer_id = p.customer_id and ${name}.day = d.day`;
}

/** A query of rows `(customer_id, day, <attributes>)` of the population on every day, each family read once. Needs `sharedRows`. */
export function baseQuery(wanted: readonly WantedFamily[], context: DaysToCompute): SQL {
  const columns = wanted.flatMap(({ family, attributes }) =>
    attributes.map(({ name }) => sql`${identifier(family.name)}.${identifier(name)}`),
  );
  return sql`
    select ${list([sql`p.customer_id`, sql`d.day`, ...columns])}
    from ${dayRows(context, 'd')} cross join (${context.population}) as p
    ${sql.join(
      wanted.map((one) => joinFamily(one, context)),
      sql``,
    )}`;
}

/** The `with` list that families share. */
export function sharedRows(wanted: readonly WantedFamily[], context: DaysToCompute): SQL {
  const visitColumns = wanted.flatMap(({ family, attributes }) => family.visitColumns?.(attributes) ?? []);
  return list([identities(context), linkedVisitRows(context, [...new Set(visitColumns)])]);
}

const baseRows = sql`facet_base`;

/**
 * A query of rows `(customer_id, day, <derived attributes>)` from the rows of base attributes. They hold only what derived
 * attributes need, because some of those sort all customers.
 */
function derivedRows(derived: readonly DerivedAttribute[]): SQL {
  const own = new Set(derived.map(({ name }) => name));
  const from = new Set(derived.flatMap((attribute) => attribute.derived.from).filter((name) => !own.has(name)));
  const rows = sql`select ${list([sql`customer_id, day`, ...[...from].map(identifier)])} from ${baseRows}`;
  return layersOf(derived).reduce((before, layer) => {
    const added = layer.map(({ name, derived: { sql: value } }) => sql`${sql.raw(value)} as ${identifier(name)}`);
    return sql`select ${list([sql`base.*`, ...added])} from (${before}) as base`;
  }, rows);
}

/** An attribute's value as it is served: null is replaced by the value of a customer without rows. */
const served = ({ name, absent }: AttributeDefinition): SQL =>
  absent === undefined
    ? identifier(name)
    : sql`coalesce(${identifier(name)}, ${sql.raw(absent)}) as ${identifier(name)}`;

/**
 * A query of rows `(customer_id, day, <one column per wanted attribute>)`, one for each of the population on each day: reads each
 * family once, then computes one layer of derived attributes after the other.
 */
export function computeAttributes(
  computed: readonly AttributeFamily[],
  wanted: readonly AttributeDefinition[],
  context: DaysToCompute,
): SQL {
  const families = fromStored(computed, context);
  const definitions = families.flatMap(({ attributes }) => attributes);
  const needed = withSources(
    definitions,
    wanted.map(({ name }) => name),
  );
  const reading = families
    .map((family) => ({ family, attributes: baseAttributes(family).filter(({ name }) => needed.has(name)) }))
    .filter(({ attributes }) => attributes.length > 0);
  const base = baseQuery(reading, context);
  const shared = sharedRows(reading, context);
  const derived = definitions.filter(isDerived).filter(({ name }) => needed.has(name));
  const values = list([sql`customer_id, day`, ...wanted.map(served)]);
  if (derived.length === 0) return sql`with ${shared} select ${values} from (${base}) as base`;
  const sources = new Set(derived.flatMap((attribute) => attribute.derived.from));
  const isReadTwice = reading
    .filter(({ attributes }) => attributes.some(({ name }) => sources.has(name)))
    .every(({ family }) => family.isStored === true);
  return sql`
    with ${shared}, ${baseRows} as ${sql.raw(isReadTwice ? 'not materialized' : 'materialized')} (${base})
    select ${values} from ${baseRows} as base join (
      select ${list([sql`customer_id, day`, ...derived.map(({ name }) => identifier(name))])} from (${derivedRows(derived)}) as derived
    ) as derived using (customer_id, day)`;
}

import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { identifier, list } from '../../db/sql.js';
import { identities } from '../activity/identities.js';
import {
  baseAttributes,
  type AttributeFamily,
  type BaseAttribute,
  storedCounts,
  type DaysToCompute,
} from '../definitions/definition.js';
import { withoutReaders } from '../tables/withoutReaders.js';
import { changedCustomers } from './changedCustomers.js';
import type { WantedFamily } from './computeAttributes.js';
import { baseAttributesOf, computeAll } from './countedValues.js';
import { readKeptState, settingsOf, writeKeptState, type ReusableState } from './keptState.js';

const newTable = sql`facet.activity_values_new`;

const changed = sql`pg_temp.facet_changed`;

/** SQL: a value that was kept of an earlier day, as it is on a later one. */
const carriedOver = ({ name, growsDaily }: BaseAttribute, { asOf }: ReusableState, day: string): SQL =>
  growsDaily === true ? sql`k.${identifier(name)} + (${day}::date - ${asOf}::date)` : sql`k.${identifier(name)}`;

/**
 * Fills `facet_changed` with the customers whose values may have changed, and `facet_changed_visits` with their visits; gives how
 * many they are.
 */
async function findChanged(
  db: Sql,
  windows: readonly number[],
  context: DaysToCompute,
  state: ReusableState,
): Promise<number> {
  await run(
    db,
    sql`
      create temporary table facet_changed on commit drop as
      with ${identities(context)}
      select c.customer_id from (${changedCustomers(state, windows, context)}) as c
      join (${context.population}) as p on p.customer_id = c.customer_id`,
  );
  // The planner must know how many they are.
  await db`analyze pg_temp.facet_changed`;
  // The families scan visits several times: only those of the changed customers.
  await db`
    create temporary table facet_changed_visits on commit drop as
    select * from facet.activity_visits
    where customer_id = '' or customer_id in (select customer_id from pg_temp.facet_changed)
      or customer_id in (select value from facet.customer_identifiers)`;
  await db`analyze pg_temp.facet_changed_visits (customer_id, session_key, day)`;
  const [found] = await db<{ customers: number }[]>`select count(*)::int as customers from pg_temp.facet_changed`;
  return found?.customers ?? 0;
}

/** A query that computes the values of customers in `facet_changed`, and takes those of the others from what was kept. */
function computeChanged(wanted: readonly WantedFamily[], context: DaysToCompute, state: ReusableState): SQL {
  const [day = ''] = context.days;
  const old = [
    sql`k.customer_id, ${day}::date, k.visits, k.owned`,
    ...baseAttributesOf(wanted).map((attribute) => carriedOver(attribute, state, day)),
  ];
  const ofChanged = {
    ...context,
    population: sql`select customer_id from ${changed}`,
    everybody: context.population,
    visits: sql`pg_temp.facet_changed_visits`,
  };
  return sql`
    ${computeAll(wanted, ofChanged)}
    union all
    select ${list(old)}
    from facet.activity_values as k join (${context.population}) as p on p.customer_id = k.customer_id
    where k.customer_id not in (select customer_id from ${changed})`;
}

/** A query of what `computeAll` computes from stored values; undefined where they do not have all of it. */
function storedAll(wanted: readonly WantedFamily[], { stored }: DaysToCompute): SQL | undefined {
  const names = baseAttributesOf(wanted).map(({ name }) => name);
  if (stored?.hasVisits !== true || !names.every((name) => stored.names.has(name))) return undefined;
  const { visits, owned } = storedCounts;
  return sql`
    select ${list([sql`customer_id, day, ${identifier(visits)} as visits, ${identifier(owned)} as owned`, ...names.map(identifier)])}
    from ${stored.table}`;
}

/** Whether the database user may create the table, drop the existing one and write its state; else nothing is kept. */
export async function mayKeep(db: Sql): Promise<boolean> {
  const [found] = await db<{ may: boolean }[]>`
    select has_schema_privilege('facet', 'create') and coalesce(
      (select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('facet.activity_values')), true)
      and (select bool_and(has_table_privilege('facet.activity_values_state', privilege))
        from unnest(array['select', 'insert', 'update']) as privilege) as may`;
  return found?.may === true;
}

interface Kept {
  /** The families; those whose values are kept are replaced by one that reads the kept values. */
  readonly families: readonly AttributeFamily[];
  /** Number of customers whose values were computed, the others' being those of the run before; undefined for all of them. */
  readonly renewed: number | undefined;
  /** Replaces the values of the run before, and their state, with those of this run (its `loads` id). */
  readonly keep: (loadId: string) => Promise<void>;
}

/**
 * Computes the values of a day that depend on a customer's visits alone, in the transaction of `db`: only for the customers whose
 * values may have changed since the run before, or for all with `ignoreKept`.
 */
export async function keepValues(
  db: Sql,
  families: readonly AttributeFamily[],
  context: DaysToCompute,
  ignoreKept: boolean,
): Promise<Kept> {
  const kept = families.filter(({ windows }) => windows !== undefined);
  const wanted = kept
    .map((family) => ({ family, attributes: baseAttributes(family) }))
    .filter(({ attributes }) => attributes.length > 0);
  if (wanted.length === 0 || !(await mayKeep(db))) return { families, renewed: undefined, keep: async () => {} };
  const [day = ''] = context.days;
  const windows = kept.flatMap((family) => family.windows ?? []);
  const state = ignoreKept ? undefined : await readKeptState(db, wanted, context);
  const renewed = state === undefined ? undefined : await findChanged(db, windows, context, state);
  const rows =
    state === undefined
      ? (storedAll(wanted, context) ?? computeAll(wanted, context))
      : computeChanged(wanted, context, state);
  await run(db, sql`create unlogged table ${newTable} as ${rows}`);
  return {
    families: [
      ...families.filter((family) => !kept.includes(family)),
      {
        name: 'activity_values',
        source: 'Web activity',
        isStored: true,
        attributes: kept.flatMap((family) => family.attributes),
        rows: (some) =>
          sql`select ${list([sql`customer_id, day`, ...some.map(({ name }) => identifier(name))])} from ${newTable}`,
      },
    ],
    renewed,
    keep: async (loadId) => {
      await withoutReaders({ schema: 'facet', name: 'activity_values' }, db, async (inside) => {
        await inside`drop table if exists facet.activity_values`;
      });
      await run(db, sql`alter table ${newTable} rename to activity_values`);
      await writeKeptState(db, { asOf: day, loadId, settings: await settingsOf(db, wanted, context) });
    },
  };
}

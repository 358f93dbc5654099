import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { identifier, list, literal } from '../../db/sql.js';
import { identities } from '../activity/identity.js';
import { baseQuery, sharedRows, type WantedFamily } from '../computeMetrics.js';
import { withoutReaders } from '../enriched/enrichedTable.js';
import { baseMetrics, type BaseMetric, type DaysToCompute, type MetricFamily } from '../definition.js';
import { changedCustomers, ownedKeys, visitCounts } from './changedCustomers.js';
import { readKeptState, settingsOf, type KeptState, type Serving } from './keptState.js';

const fresh = sql`facet.activity_values_new`;

const changed = sql`pg_temp.facet_changed`;

const metricsOf = (wanted: readonly WantedFamily[]): BaseMetric[] => wanted.flatMap(({ metrics }) => [...metrics]);

/** The value that was kept of an earlier day, as it is on a later one. */
const grown = ({ name, growsDaily }: BaseMetric, { asOf }: Serving, day: string): SQL =>
  growsDaily === true ? sql`k.${identifier(name)} + (${day}::date - ${asOf}::date)` : sql`k.${identifier(name)}`;

/** A query of the values of the population, with what tells later whether they have changed. */
function computed(wanted: readonly WantedFamily[], context: DaysToCompute): SQL {
  const [day = ''] = context.days;
  const columns = [
    sql`c.customer_id, c.day, coalesce(counts.visits, 0) as visits, coalesce(keys.owned, 0) as owned`,
    ...metricsOf(wanted).map(({ name }) => sql`c.${identifier(name)}`),
  ];
  return sql`
    select ${list(columns)}
    from (${baseQuery(wanted, context)}) as c
    left join (${visitCounts(context, day)}) as counts on counts.customer_id = c.customer_id
    left join (${ownedKeys}) as keys on keys.customer_id = c.customer_id`;
}

const allAnew = (wanted: readonly WantedFamily[], context: DaysToCompute): SQL =>
  sql`with ${sharedRows(wanted, context)} ${computed(wanted, context)}`;

/** Makes tables of the customers whose values may have changed, and of their visits, and counts them; the planner must know how many they are. */
async function findChanged(
  db: Sql,
  windows: readonly number[],
  context: DaysToCompute,
  state: Serving,
): Promise<number> {
  await run(
    db,
    sql`
      create temporary table facet_changed on commit drop as
      with ${identities(context)}
      select c.customer_id from (${changedCustomers(state, windows, context)}) as c
      join (${context.population}) as p on p.customer_id = c.customer_id`,
  );
  await db`analyze pg_temp.facet_changed`;
  // The families look through visits several times: not through those of all.
  await db`
    create temporary table facet_changed_visits on commit drop as
    select * from facet.activity_visits
    where customer_id = '' or customer_id in (select customer_id from pg_temp.facet_changed)
      or customer_id in (select value from facet.customer_identifiers)`;
  await db`analyze pg_temp.facet_changed_visits (customer_id, session_key, day)`;
  const [found] = await db<{ customers: number }[]>`select count(*)::int as customers from pg_temp.facet_changed`;
  return found?.customers ?? 0;
}

/** The values of those that may have changed, and for the others those that were kept. */
function changedAnew(wanted: readonly WantedFamily[], context: DaysToCompute, state: Serving): SQL {
  const [day = ''] = context.days;
  const old = [
    sql`k.customer_id, ${day}::date, k.visits, k.owned`,
    ...metricsOf(wanted).map((metric) => grown(metric, state, day)),
  ];
  const ofChanged = {
    ...context,
    population: sql`select customer_id from ${changed}`,
    everybody: context.population,
    visits: sql`pg_temp.facet_changed_visits`,
  };
  return sql`
    ${allAnew(wanted, ofChanged)}
    union all
    select ${list(old)}
    from facet.activity_values as k join (${context.population}) as p on p.customer_id = k.customer_id
    where k.customer_id not in (select customer_id from ${changed})`;
}

/** Whether the database user may make the table, and take away the one that is there; else nothing is kept. */
async function mayKeep(db: Sql): Promise<boolean> {
  const [found] = await db<{ may: boolean }[]>`
    select has_schema_privilege('facet', 'create') and coalesce(
      (select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('facet.activity_values')), true) as may`;
  return found?.may === true;
}

interface Kept {
  /** The families, those whose values are kept as one that reads them. */
  readonly families: readonly MetricFamily[];
  /** How many customers' values were worked out, the others' being those of the run before; undefined for all of them. */
  readonly renewed: number | undefined;
  /** Puts the values in the place of those of the run before. */
  readonly keep: (loadId: string) => Promise<void>;
}

/**
 * Works out the values of a day, in the transaction of `db`, that depend on a customer's visits alone, from those of the
 * run before: anew only for the customers whose values may have changed, or for all with `anew`.
 */
export async function keepValues(
  db: Sql,
  families: readonly MetricFamily[],
  context: DaysToCompute,
  anew: boolean,
): Promise<Kept> {
  const kept = families.filter(({ windows }) => windows !== undefined);
  const wanted = kept
    .map((family) => ({ family, metrics: baseMetrics(family) }))
    .filter(({ metrics }) => metrics.length > 0);
  if (wanted.length === 0 || !(await mayKeep(db))) return { families, renewed: undefined, keep: async () => {} };
  const [day = ''] = context.days;
  const windows = kept.flatMap((family) => family.windows ?? []);
  const state = anew ? undefined : await readKeptState(db, wanted, context);
  const renewed = state === undefined ? undefined : await findChanged(db, windows, context, state);
  const rows = state === undefined ? allAnew(wanted, context) : changedAnew(wanted, context, state);
  await run(db, sql`create unlogged table ${fresh} as ${rows}`);
  return {
    families: [
      ...families.filter((family) => !kept.includes(family)),
      {
        name: 'activity_values',
        source: 'Web activity',
        isStored: true,
        metrics: kept.flatMap((family) => family.metrics),
        rows: (some) =>
          sql`select ${list([sql`customer_id, day`, ...some.map(({ name }) => identifier(name))])} from ${fresh}`,
      },
    ],
    renewed,
    keep: async (loadId) => {
      const comment: KeptState = { asOf: day, loadId, settings: await settingsOf(db, wanted, context) };
      await withoutReaders({ schema: 'facet', name: 'activity_values' }, db, async (inside) => {
        await inside`drop table if exists facet.activity_values`;
      });
      await run(db, sql`alter table ${fresh} rename to activity_values`);
      await run(db, sql`comment on table facet.activity_values is ${literal(JSON.stringify(comment))}`);
    },
  };
}

import { sql } from 'drizzle-orm';
import { slotColumn } from '../../catalogue/slotValues.js';
import type { FieldMeaning } from '../../catalogue/meaning.js';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { list, literal } from '../../db/sql.js';
import { AggregationLevel } from '../../words/levels.js';

const { CUSTOMER } = AggregationLevel;

/** An attribute of customers that is a metric of levels, with what it means. */
export type MonthlyMetric = Config['levels']['metrics'][number] & { readonly meaning: FieldMeaning };

/** Upserts the definitions of the metrics, in the words of the catalogue. */
export async function upsertDefinitions(client: Sql, metrics: readonly MonthlyMetric[], loadId: string): Promise<void> {
  for (const { name, meaning, acrossEntities, acrossTime, weight } of metrics)
    await client`
      insert into facet.metric_definitions (metric_name, description, unit, category, levels, across_entities,
        across_time, weight_metric, load_id)
      values (${name}, ${meaning.description}, ${meaning.unit}, ${meaning.category}, array[${CUSTOMER}], ${acrossEntities},
        ${acrossTime}, ${weight ?? null}, ${loadId})
      on conflict (metric_name) do update set description = excluded.description, unit = excluded.unit,
        category = excluded.category, levels = excluded.levels, across_entities = excluded.across_entities,
        across_time = excluded.across_time, weight_metric = excluded.weight_metric, load_id = excluded.load_id`;
}

interface MonthlyRun {
  /** The first day of the month. */
  readonly month: string;
  /** The day of the snapshot. */
  readonly day: string;
  readonly metrics: readonly MonthlyMetric[];
  readonly apps: Config['apps'];
  readonly loadId: string;
  /** Of the loads that write values of this kind. */
  readonly kind: string;
}

/**
 * Replaces the month's values that earlier runs of this kind have written; gives the number of values. A customer's values are of
 * its own application where that is configured, else of the default one. Imported values of the same key stay.
 */
export async function insertValues(
  client: Sql,
  { month, day, metrics, apps, loadId, kind }: MonthlyRun,
): Promise<number> {
  await client`
    delete from facet.metric_values v using facet.loads l
    where v.level = ${CUSTOMER} and v.effective_date = ${month} and l.load_id = v.load_id and l.kind = ${kind}`;
  if (metrics.length === 0) return 0;
  const values = metrics.map(
    ({ name, meaning }) => sql`(${literal(name)}, trim_scale(p.${sql.raw(slotColumn(meaning.slot))}))`,
  );
  const standard = apps.find(({ isDefault }) => isDefault)?.name ?? 'default';
  const names = list(apps.map(({ name }) => literal(name)));
  const { count } = await run(
    client,
    sql`
      insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
      select ${literal(CUSTOMER)}, p.customer_id, case when p.app in (${names}) then p.app else ${literal(standard)} end,
        v.name, ${literal(month)}::date, v.value, ${literal(loadId)}::bigint
      from facet.customer_profiles p cross join lateral (values ${list(values)}) as v (name, value)
      where p.profile_date = ${literal(day)}::date and v.value is not null
      on conflict do nothing`,
  );
  return count;
}

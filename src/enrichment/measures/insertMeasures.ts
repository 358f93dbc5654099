import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../db/sql.js';
import { keptCharacters, type EventMeasure } from './measure.js';

/** `(measure, value, number)` of one measure, from an expression as `EventMeasure.select` gives it. */
function valueRow({ name, form }: EventMeasure, given: SQL): SQL {
  if (form === 'number') return sql`(${literal(name)}, case when ${given} is not null then '' end, ${given})`;
  return sql`(${literal(name)}, left(${given}, ${sql.raw(String(keptCharacters))}), null::numeric)`;
}

/** A lateral relation `m (measure, value, number)` with a row per measure; `value` is null where the row does not count. */
export const measureValues = (measures: readonly EventMeasure[], read: (measure: EventMeasure) => SQL): SQL => {
  const rows = measures.map((measure) => valueRow(measure, read(measure)));
  return sql`lateral (values ${list([sql`(null::text, null::text, null::numeric)`, ...rows])})
    as m (measure, value, number)`;
};

/** Whether a row of `measureValues` counts: NaN sorts above every number. */
export const counts = sql`m.value is not null and (m.number is null or abs(m.number) < 'Infinity'::numeric)`;

/**
 * One statement that fills `facet.activity_measures`, reading `events` once: a table's quoted name or a query in brackets,
 * with `customer_id`, `session_key` (texts, not null), `day`, `time` and one column per measure under its name, text or
 * numeric as `EventMeasure.select` gives it. Rows are written in the order of the key, which makes filling its index cheaper.
 */
export const insertMeasures = (events: SQL, measures: readonly EventMeasure[]): SQL => sql`
  insert into facet.activity_measures
    (customer_id, day, session_key, measure, value, events, total, least, greatest, first_at, last_at)
  select e.customer_id, e.day, e.session_key, m.measure, m.value,
    count(*), sum(m.number), min(m.number), max(m.number), min(e.time), max(e.time)
  from ${events} as e cross join ${measureValues(measures, ({ name }) => sql`e.${identifier(name)}`)}
  where ${counts}
  group by e.customer_id, e.day, e.session_key, m.measure, m.value
  order by 1, 2, 3, 4, 5`;

import { sql } from 'drizzle-orm';
import { bigint, check, date, index, primaryKey, text } from 'drizzle-orm/pg-core';
import { aggregationLevels } from '../../words/levels.js';
import { RollUpRule, rollUpRules } from '../../words/rollUpRules.js';
import { list, literal } from '../sql.js';
import { app, decimal, facet, key } from './columns.js';

const levels = list(aggregationLevels.map(literal));

const { none, weighted_average, distinct_count } = RollUpRule;

/** What a metric of a level means, and how its values are put together; what fills it is an import or the enrichment. */
export const metricDefinitions = facet.table(
  'metric_definitions',
  {
    metricName: key('metric_name').primaryKey(),
    label: text('label'),
    description: text('description').notNull(),
    unit: text('unit'),
    category: text('category'),
    /** The levels that values (or base rows) are kept at; all of them where the list is empty. */
    levels: text('levels').array().notNull().default([]),
    /** How the values of the entities below make that of one above. */
    acrossEntities: text('across_entities').notNull().default(none),
    /** How the values of several effective dates make that of a longer period. */
    acrossTime: text('across_time').notNull().default(none),
    /** Of `weighted_average`: the metric whose value says how much a value counts. */
    weightMetric: key('weight_metric'),
    /** Of `distinct_count`: the set of `metric_base_rows` whose items are counted. */
    baseName: key('base_name'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    check('metric_definitions_levels', sql`${table.levels} <@ array[${levels}]`),
    check('metric_definitions_across_entities', ruleOf(sql`${table.acrossEntities}`)),
    check('metric_definitions_across_time', ruleOf(sql`${table.acrossTime}`)),
    check(
      'metric_definitions_weight',
      sql`${literal(weighted_average)} not in (${table.acrossEntities}, ${table.acrossTime}) or ${table.weightMetric} is not null`,
    ),
    check(
      'metric_definitions_base',
      sql`${literal(distinct_count)} not in (${table.acrossEntities}, ${table.acrossTime}) or ${table.baseName} is not null`,
    ),
  ],
);

function ruleOf(column: ReturnType<typeof sql>) {
  return sql`${column} in
    (${list(rollUpRules.map(literal))})`;
}

/** Whose value it is: an entity of a level, as one application sees it. Customers are entities by their `customer_id`. */
const ofEntity = () => ({
  level: text('level').notNull(),
  entityId: key('entity_id').notNull(),
  app: app(),
});

const isLevel = (level: unknown) => sql`${level} in (${levels})`;

/** One row per stored value; `value` keeps the digits that it came with. */
export const metricValues = facet.table(
  'metric_values',
  {
    ...ofEntity(),
    metricName: key('metric_name')
      .notNull()
      .references(() => metricDefinitions.metricName),
    /** Of a month, which values are about as a rule, its first day. */
    effectiveDate: date('effective_date', { mode: 'string' }).notNull(),
    value: decimal('value'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'metric_values_key',
      columns: [table.level, table.entityId, table.app, table.metricName, table.effectiveDate],
    }),
    index('metric_values_dates').on(table.metricName, table.level, table.app, table.effectiveDate),
    check('metric_values_level', isLevel(table.level)),
  ],
);

/** One row per thing that a distinct count counts once, wherever below an entity it is found. */
export const metricBaseRows = facet.table(
  'metric_base_rows',
  {
    ...ofEntity(),
    baseName: key('base_name').notNull(),
    effectiveDate: date('effective_date', { mode: 'string' }).notNull(),
    /** What is counted, e.g. the key of a member. */
    item: key('item').notNull(),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'metric_base_rows_key',
      columns: [table.level, table.entityId, table.app, table.baseName, table.effectiveDate, table.item],
    }),
    index('metric_base_rows_dates').on(table.baseName, table.level, table.app, table.effectiveDate),
    check('metric_base_rows_level', isLevel(table.level)),
  ],
);

import { metricDefinitions, metricValues } from '../../db/tables/index.js';
import { dataTypes } from '../../words/dataTypes.js';
import { AggregationLevel, aggregationLevels, levelFacts } from '../../words/levels.js';
import type { TableRows } from './TableRows.js';
import { describeColumns, type TableView } from './tableView.js';

/** The levels whose entities have names, with the alias of their table in the query. */
const named = aggregationLevels.flatMap((level) => {
  const { table, key, name } = levelFacts[level];
  return name === null ? [] : [{ level, table, key, name }];
});

const joins = (rows: TableRows): string =>
  named
    .map(
      ({ level, table, key }) =>
        `left join ${rows(table, table)} on t.level = '${level}' and ${table}.${key} = t.entity_id`,
    )
    .join(' ');

const values = (rows: TableRows): string =>
  `${rows('metric_values', 't')} join ${rows('metric_definitions', 'd')} on d.metric_name = t.metric_name`;

/**
 * The values of metrics, with the names of metrics and entities beside their keys. Those of customers are a branch of their own, so that
 * a condition on the customer finds them by the index.
 */
export const metricValuesView = (rows: TableRows): TableView => ({
  name: 'metric_values',
  comment: 'One row per stored value of a metric: of an entity of a level, for an application, at an effective date.',
  from: `${values(rows)} where t.level = '${AggregationLevel.customer}'`,
  nobody: `${values(rows)} ${joins(rows)} where t.level <> '${AggregationLevel.customer}'`,
  columns: [
    {
      name: 'amperity_id',
      type: dataTypes.text.sqlType,
      expression: 't.entity_id',
      ofNobody: 'null::text collate "C"',
      pii: 'NONE',
      comment: 'The customer of a value of the level CUSTOMER, else null. Joins all views that have it.',
    },
    ...describeColumns(metricValues, {
      level: 'What kind of entity the value is about, from CUSTOMER to INDUSTRY.',
      entity_id: 'Key of the entity.',
    }),
    {
      name: 'entity_name',
      type: dataTypes.text.sqlType,
      expression: 'null::text',
      ofNobody: `coalesce(${named.map(({ table, name }) => `${table}.${name}`).join(', ')})`,
      pii: 'NONE',
      comment: 'Name of the entity; null for customers, whose names are in merged_customers.',
    },
    ...describeColumns(metricValues, {
      app: 'Application that the value is kept for.',
      metric_name: 'Key of the metric.',
    }),
    ...describeColumns(
      metricDefinitions,
      {
        label: { as: 'metric_label', says: 'Short name of the metric.' },
        description: { as: 'metric_description', says: 'What the metric means.' },
        unit: { as: 'metric_unit', says: 'Unit of the values.' },
        category: { as: 'metric_category', says: 'Category of the metric.' },
      },
      'd',
    ),
    ...describeColumns(metricValues, {
      effective_date: 'The day that the value is about; of a month its first day.',
      value: 'The value, exact.',
    }),
  ],
});

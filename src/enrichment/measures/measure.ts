import { sql, type SQL } from 'drizzle-orm';
import type { MetricDefinition } from '../definition.js';
import { asNumber, asText, readColumn, type Columns } from './columns.js';
import { conditionSql } from './condition.js';
import { isMeasured, type MeasuredMetric } from './measured.js';
import { formOf, measureName, type MeasureForm } from './measureName.js';

/** Characters of a text that are kept. */
export const keptCharacters = 500;

/** A column and a condition, of which values are kept per day. */
export interface EventMeasure {
  /** See `measureName`. */
  readonly name: string;
  readonly form: MeasureForm;
  /**
   * SQL over one row: its value as text, as numeric, or `''` where rows are only counted; null where the row does not
   * count, for the condition does not hold, or the column is null, an empty text, or not a number where one is needed.
   */
  readonly select: SQL;
}

const readAs: Readonly<Record<MeasureForm, (column: SQL) => SQL>> = {
  count: () => sql`''::text`,
  text: (column) => sql`nullif(left(${asText(column)}, ${sql.raw(String(keptCharacters))}), '')`,
  number: asNumber,
};

function toMeasure({ name, measured }: MeasuredMetric, columns: Columns): EventMeasure {
  const read = (column: string): SQL => readColumn(columns, column, name, measured.source);
  const form = formOf(measured);
  const value = readAs[form](form === 'count' ? sql`` : read(measured.column ?? ''));
  const select =
    measured.where === undefined ? value : sql`case when ${conditionSql(measured.where, read)} then ${value} end`;
  return { name: measureName(measured), form, select };
}

/** The measures that metrics need, each once. Throws a `UserError` for a column that is not there. */
export const measuresOf = (metrics: readonly MeasuredMetric[], columns: Columns): EventMeasure[] => [
  ...new Map(metrics.map((metric) => [measureName(metric.measured), toMeasure(metric, columns)])).values(),
];

/**
 * The measures of events that metrics need, each once: what the roll-up of activity keeps. `columns` are those of the
 * activity table and what is derived from them, over one event. Throws a `UserError` for a column that is not there.
 */
export const eventMeasures = (definitions: readonly MetricDefinition[], columns: Columns): EventMeasure[] =>
  measuresOf(
    definitions.filter(isMeasured).filter(({ measured }) => measured.source === 'activity'),
    columns,
  );

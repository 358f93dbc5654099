import { sql, type SQL } from 'drizzle-orm';
import type { AttributeDefinition } from '../definitions/definition.js';
import { asNumber, asText, readColumn, type Columns } from './columns.js';
import { conditionSql } from './condition.js';
import { isMeasured, type MeasuredAttribute } from './measured.js';
import { measuredKinds, type MeasureForm } from './measuredKinds.js';
import { measureName } from './measureName.js';

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

function toMeasure({ name, measured }: MeasuredAttribute, columns: Columns): EventMeasure {
  const read = (column: string): SQL => readColumn(columns, column, name, measured.source);
  const { form } = measuredKinds[measured.kind];
  const value = readAs[form](form === 'count' ? sql`` : read(measured.column ?? ''));
  const select =
    measured.where === undefined ? value : sql`case when ${conditionSql(measured.where, read)} then ${value} end`;
  return { name: measureName(measured), form, select };
}

/** The measures that attributes need, each once. Throws a `UserError` for a column that is not there. */
export const neededMeasures = (attributes: readonly MeasuredAttribute[], columns: Columns): EventMeasure[] => [
  ...new Map(attributes.map((attribute) => [measureName(attribute.measured), toMeasure(attribute, columns)])).values(),
];

/**
 * The measures of events that attributes need, each once: what the roll-up of activity keeps. `columns` are those of the
 * activity table and what is derived from them, over one event. Throws a `UserError` for a column that is not there.
 */
export const eventMeasures = (definitions: readonly AttributeDefinition[], columns: Columns): EventMeasure[] =>
  neededMeasures(
    definitions.filter(isMeasured).filter(({ measured }) => measured.source === 'activity'),
    columns,
  );

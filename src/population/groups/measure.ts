import { sql, type SQL } from 'drizzle-orm';
import { UserError } from '../../lib/errors/UserError.js';
import type { Operand } from '../../operands/operand.js';
import type { ValueKind } from '../../words/dataTypes.js';

/** What is counted of the rows of a group, and not of their values. */
export type RowMeasure = 'COUNT' | 'CUSTOMERS' | 'ORDERS';

/** What can be worked out of the values of a group. */
type ValueMeasure = 'SUM' | 'AVERAGE' | 'MINIMUM' | 'MAXIMUM' | 'DISTINCT';

/** What can be worked out of a group. */
export type MeasureFunction = RowMeasure | ValueMeasure;

/** Whether a measure is of no value. */
export const isRowMeasure = (measure: MeasureFunction): measure is RowMeasure =>
  measure === 'COUNT' || measure === 'CUSTOMERS' || measure === 'ORDERS';

interface FunctionFacts {
  /** What it can be worked out of. */
  readonly of: readonly Operand['kind'][];
  readonly sql: (expression: SQL) => SQL;
}

/** The kinds of values that have a smallest and a greatest, which are those that measures give. */
export const measureKinds = ['number', 'text', 'date', 'dateTime'] as const satisfies readonly ValueKind[];

const functions: Readonly<Record<ValueMeasure, FunctionFacts>> = {
  SUM: { of: ['number'], sql: (expression) => sql`sum(${expression})` },
  // Ten places as they are, whatever the size of the number: `avg` gives large ones fewer. Twenty places before rounding
  // tell any quotient from a tie, as long as the numbers have four places and the group fewer than 2^31 rows.
  AVERAGE: {
    of: ['number'],
    sql: (expression) => sql`round(sum(${expression}) / nullif(count(${expression}), 0)::numeric(40, 20), 10)`,
  },
  MINIMUM: { of: measureKinds, sql: (expression) => sql`min(${expression})` },
  MAXIMUM: { of: measureKinds, sql: (expression) => sql`max(${expression})` },
  DISTINCT: { of: [...measureKinds, 'flag'], sql: (expression) => sql`count(distinct ${expression})` },
};

const words: Readonly<Record<Operand['kind'], string>> = {
  text: 'a text',
  number: 'a number',
  date: 'a day',
  dateTime: 'an instant',
  flag: 'true or false',
  score: 'a relevance',
};

/** A kind of values, as sentences name it. */
export const kindInWords = ({ kind }: Pick<Operand, 'kind'>): string => words[kind];

/** How many rows a group has. */
export const rowCount: Operand = {
  name: 'count',
  kind: 'number',
  pii: 'NONE',
  sql: sql`count(*)`,
  nullable: false,
  ofProfile: false,
};

/**
 * A measure of a group: an operand over its rows, to be used where rows are put together. Missing values do not count; of
 * none but missing ones a sum, an average, a minimum or a maximum is missing too, and there are 0 distinct ones. Averages
 * are rounded to ten places, halves away from zero. Throws a `UserError`, naming the path, where the values have a kind that it
 * cannot be worked out of.
 */
export function measureOf(asked: ValueMeasure, operand: Operand, path: string): Operand {
  const { of, sql: aggregate } = functions[asked];
  const name = `${asked.toLowerCase()}(${operand.name})`;
  if (!of.includes(operand.kind))
    throw new UserError(
      `"${path}" asks for the ${asked.toLowerCase()} of "${operand.name}", which is ${kindInWords(operand)}: ` +
        `it is for ${of.map((kind) => kindInWords({ kind })).join(', ')} only.`,
      'ATTRIBUTE_TYPE_MISMATCH',
    );
  const keepsKind = asked === 'MINIMUM' || asked === 'MAXIMUM';
  return {
    name,
    kind: keepsKind ? operand.kind : 'number',
    pii: operand.pii,
    sql: aggregate(operand.sql),
    nullable: asked !== 'DISTINCT',
    ofProfile: operand.ofProfile,
  };
}

import { sql, type SQL } from 'drizzle-orm';
import { jsonInstant } from '../../db/writtenJson.js';
import { DataType } from '../../words/dataTypes.js';

/** How a value stands in JSON. */
interface JsonForm {
  /** SQL: what PostgreSQL writes as answers have it. */
  readonly write: (value: SQL) => SQL;
  /** SQL: whether there is such a form of the value; left out where there always is. */
  readonly fits?: (value: SQL) => SQL;
}

const asItIs = (value: SQL): SQL => value;
const asText = (value: SQL): SQL => sql`(${value})::text`;

const forms: Readonly<Record<DataType, JsonForm>> = {
  [DataType.text]: { write: asItIs },
  [DataType.boolean]: { write: asItIs },
  [DataType.integer]: {
    write: asItIs,
    fits: (value) => sql`coalesce(${value} between -2147483648 and 2147483647, true)`,
  },
  [DataType.bigint]: { write: asText },
  [DataType.decimal]: { write: asText },
  [DataType.float]: {
    write: asItIs,
    fits: (value) => sql`coalesce(${value} <> all ('{NaN,Infinity,-Infinity}'::float8[]), true)`,
  },
  [DataType.date]: { write: asText },
  [DataType.datetime]: { write: jsonInstant },
};

/** How a value of a type, as `readSlot` reads it, stands in the JSON of an answer. */
export const jsonFormOf = (dataType: DataType): JsonForm => forms[dataType];

import { sql, type SQL } from 'drizzle-orm';
import type { Comparand } from '../../conditions/Comparand.js';
import { ValueKind } from '../../words/dataTypes.js';

/** A value as explanations show it: a number without zeros at its end, an instant in UTC. */
export function valueText({ kind, sql: value }: Comparand): SQL {
  if (kind === ValueKind.number) return sql`trim_scale(${value})::text`;
  if (kind !== ValueKind.dateTime) return sql`${value}::text`;
  return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

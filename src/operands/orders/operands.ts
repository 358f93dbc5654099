import { sql } from 'drizzle-orm';
import { checkValue } from '../../lib/checks/checkValue.js';
import type { Operand } from '../operand.js';
import type { OrderValues } from './values.js';

/** A value of a row under an alias, by its name. What a source does not flag counts as no. */
export function valueOperand(values: OrderValues, name: string, alias: string): Operand {
  const value = values[name];
  if (value === undefined) throw new TypeError(`"${name}" is not a column of these rows`);
  const { kind, required = false } = value;
  const column = sql.raw(`${alias}."${value.column}"`);
  const read = kind === 'flag' ? sql`coalesce(${column}, false)` : column;
  return { name, kind, sql: read, nullable: !required && kind !== 'flag', ofProfile: false };
}

/**
 * A value that the source of an order or a line gives beside its columns, of a row under an alias; null where it gives none of
 * the name.
 */
export function ownAttribute(name: string, alias: string): Operand {
  checkValue(name, 'attribute');
  return {
    name,
    kind: 'text',
    sql: sql`(${sql.raw(alias)}.attributes ->> ${name}::text)`,
    nullable: true,
    ofProfile: false,
  };
}

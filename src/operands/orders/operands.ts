import { sql } from 'drizzle-orm';
import { checkValue } from '../../lib/checks/checkValue.js';
import type { Scope } from '../../scope.js';
import type { Operand } from '../operand.js';
import { readableOperand } from '../readableOperand.js';
import type { OrderValues } from './values.js';

type Viewing = Pick<Scope, 'viewer'>;

/** Values of rows under an alias. */
export interface ValuesOf {
  readonly values: OrderValues;
  readonly alias: string;
}

/** A value of a row by its name. What a source does not flag counts as no. Throws as `readableOperand`. */
export function valueOperand(scope: Viewing, { values, alias }: ValuesOf, name: string, path: string): Operand {
  const value = values[name];
  if (value === undefined) throw new TypeError(`"${name}" is not a column of these rows`);
  const { kind, pii, field, required = false } = value;
  const column = sql.raw(`${alias}."${value.column}"`);
  const read = kind === 'flag' ? sql`coalesce(${column}, false)` : column;
  const nullable = !required && kind !== 'flag';
  return readableOperand(scope, { name, kind, pii, fields: [field], sql: read, nullable, ofProfile: false }, path);
}

/** A row under an alias, and the GraphQL type of what it holds. */
interface OwnRow {
  readonly type: 'Order' | 'OrderLine';
  readonly alias: string;
}

/**
 * A value that the source of an order or a line gives beside its columns, of a row under an alias; null where it gives none of
 * the name. Nobody has classified it. Throws as `readableOperand`.
 */
export function ownAttribute(scope: Viewing, { type, alias }: OwnRow, name: string, path: string): Operand {
  checkValue(name, 'attribute');
  const read = sql`(${sql.raw(alias)}.attributes ->> ${name}::text)`;
  const facts = { name, kind: 'text', pii: null, fields: [`${type}.attributes`] } as const;
  return readableOperand(scope, { ...facts, sql: read, nullable: true, ofProfile: false }, path);
}

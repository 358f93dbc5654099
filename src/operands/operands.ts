import { sql, type SQL } from 'drizzle-orm';
import { attributeOn } from '../catalogue/attributeOn.js';
import { comparedSlot, orderedText, orderedValue } from '../catalogue/slotValues.js';
import { identifier } from '../db/sql.js';
import { sqlType } from '../conditions/Comparand.js';
import { UserError } from '../lib/errors/UserError.js';
import { dataTypes, valueKinds } from '../words/dataTypes.js';
import type { Scope } from '../scope.js';
import type { Operators } from '../words/conditionOperators.js';
import type { AttributeCondition, Operands } from './filterConditions.js';
import { customerColumn, fieldsOfColumn } from './customerColumns.js';
import { checkLeft } from '../access/rights.js';
import { leavesAttribute } from '../access/lists/fieldLists.js';
import { readableOperand } from './readableOperand.js';
import type { Operand } from './operand.js';

/**
 * A column of the customer (`c`) by its GraphQL name. Throws a `TypeError` for any other: the schema knows them all; and as
 * `readableOperand`.
 */
export function columnOperand(scope: Pick<Scope, 'viewer'>, name: string, path: string): Operand {
  const known = customerColumn(name);
  if (known === undefined) throw new TypeError(`"${name}" is not a column of customers`);
  const { column, kind, pii, required = false } = known;
  const expression = sql`c.${identifier(column)}`;
  const nullable = !required;
  const facts = { name, kind, pii, fields: fieldsOfColumn(name), sql: expression, nullable, ofProfile: false };
  const operand = readableOperand(scope, facts, path);
  if (kind !== 'text' || name === 'id') return operand;
  return {
    ...operand,
    ordered: sql.raw(orderedText(`c."${column}"`)),
    ...(name === 'fullName' && { folded: sql`c.full_name_folded` }),
  };
}

/**
 * An attribute of the snapshot (`p`) of a day; null for everybody where it has no meaning on the day, or without a day. Throws as
 * `readableOperand`.
 */
export function attributeOperand(
  scope: Pick<Scope, 'viewer' | 'catalogue'>,
  asked: string,
  day: string | null,
  path: string,
): AttributeOperand {
  const { name, dataType, column, pii, graphqlNames } = attributeOn(scope.catalogue, asked, day);
  const { kind } = dataTypes[dataType];
  const read: SQL = column === null ? sql`null::${sqlType(kind)}` : sql.raw(comparedSlot(dataType, `p.${column}`));
  const ordered = column === null ? read : sql.raw(orderedValue(dataType, `p.${column}`));
  const facts = { name, kind, pii, sql: read, ordered, nullable: true, type: dataType.toUpperCase() };
  const operand = readableOperand(scope, facts, path);
  checkLeft(scope.viewer, leavesAttribute(scope.viewer.role, graphqlNames), name, path);
  return column === null ? { ...operand, ofProfile: false, missing: true } : { ...operand, ofProfile: true };
}

/** The key of the customer (`c`). */
export const customerKey: Operand = {
  name: 'id',
  kind: 'text',
  pii: 'NONE',
  sql: sql`c.${identifier('customer_id')}`,
  nullable: false,
  ofProfile: false,
};

/** The operand as customers are put in order by it. */
export const asOrdered = (operand: Operand): Operand =>
  operand.ordered === undefined ? operand : { ...operand, sql: operand.ordered };

/** With the type as the catalogue names it, for sentences. */
interface AttributeOperand extends Operand {
  readonly type: string;
}

function branch(operand: Operand, condition: AttributeCondition, path: string): Operators {
  const given = valueKinds.filter((kind) => condition[kind] !== undefined);
  const { name, kind, type } = operand as AttributeOperand;
  if (given.length === 1 && given[0] === kind) return condition[kind] as Operators;
  const wrong = given.filter((one) => one !== kind).map((one) => `"${one}"`);
  const instead = wrong.length === 0 ? ', which is missing' : `, not ${wrong.join(' or ')}`;
  throw new UserError(
    `"${name}" is ${type}: filter it with "${kind}"${instead} ("${path}").`,
    'ATTRIBUTE_TYPE_MISMATCH',
  );
}

/**
 * What names stand for in questions about customers on a day; null where there is no snapshot. The conditions of leaves that are no
 * operators are given.
 */
export const customerOperands = (
  scope: Scope,
  day: string | null,
  others: NonNullable<Operands['others']> = {},
): Operands => ({
  column: (name, path) => columnOperand(scope, name, path),
  attribute: (name, path) => attributeOperand(scope, name, day, path),
  branch,
  others,
});

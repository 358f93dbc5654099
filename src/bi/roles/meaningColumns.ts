import { policyOf } from '../../access/rights.js';
import { byMeaning, readMeaning, type Catalogue } from '../../catalogue/catalogue.js';
import type { FieldMeaning } from '../../catalogue/meaning.js';
import type { Role } from '../../config/access/Role.js';
import { dataTypes } from '../../words/dataTypes.js';
import { piiPolicies, type PiiPolicy } from '../../words/rights.js';
import { realNameColumns, slotColumns, type ViewColumn } from '../viewColumns.js';
import { noted, policyColumn, seen } from './policyColumns.js';

const policyOfMeaning = (role: Role, { piiClass }: FieldMeaning): PiiPolicy => policyOf({ role }, piiClass);

/** The most open one. */
const mostOpen = (policies: readonly PiiPolicy[]): PiiPolicy =>
  piiPolicies.find((policy) => policies.includes(policy)) ?? 'refuse';

/** SQL: what a role sees of a slot by one of its meanings. */
function seenMeaning(role: Role, meaning: FieldMeaning, type: string, value: string): string {
  const { piiClass, dataType } = meaning;
  return seen(policyOfMeaning(role, meaning), { pii: piiClass, type, kind: dataTypes[dataType].kind }, value);
}

/** The columns with real names as a role sees them: each meaning by its own class, and no name whose meanings are all refused. */
export function realNamesOf(role: Role, catalogue: Catalogue): readonly ViewColumn[] {
  const columns = new Map(realNameColumns(catalogue).map((column) => [column.name, column]));
  const named = [...catalogue.names.values()].flatMap(({ name, meanings }) => {
    const column = columns.get(name.toLowerCase());
    const policy = mostOpen(meanings.map((meaning) => policyOfMeaning(role, meaning)));
    columns.delete(name.toLowerCase());
    if (column === undefined || policy === 'refuse') return [];
    const read = (meaning: FieldMeaning): string => seenMeaning(role, meaning, column.type, readMeaning(meaning));
    return [{ ...column, expression: byMeaning(meanings, read), ...noted(column.comment, policy) }];
  });
  // What is left are the keys.
  return [...[...columns.values()].flatMap((column) => policyColumn(role, column)), ...named];
}

const isAlways = ({ validFrom, validTo }: FieldMeaning): boolean => validFrom === null && validTo === null;

/**
 * The columns with generic names as a role sees them: on the days of a meaning by its class, on others as what nobody has
 * classified; no slot of which all is refused.
 */
export function slotsOf(
  role: Role,
  catalogue: Catalogue,
  slots: Parameters<typeof slotColumns>[0],
): readonly ViewColumn[] {
  const names = new Set(slots.map(({ name }) => name));
  return slotColumns(slots).flatMap((column) => {
    if (!names.has(column.name)) return policyColumn(role, column);
    const { name, type, expression } = column;
    const meanings = catalogue.meanings.filter(({ slot }) => slot.toLowerCase() === name);
    const others = meanings.some(isAlways) ? [] : [role.unclassified];
    const policies = [...meanings.map((meaning) => policyOfMeaning(role, meaning)), ...others];
    if (mostOpen(policies) === 'refuse') return [];
    if (policies.every((policy) => policy === 'show')) return [column];
    const read = (meaning: FieldMeaning): string => seenMeaning(role, meaning, type, expression);
    const otherwise = seen(role.unclassified, { pii: null, type }, expression);
    return [{ ...column, expression: byMeaning(meanings, read, otherwise) }];
  });
}

import { sql, type SQL } from 'drizzle-orm';
import { leavesAttribute } from '../access/lists/fieldLists.js';
import { graphqlName } from '../lib/text/graphqlName.js';
import { checkLeft, checkUse } from '../access/rights.js';
import { resolveName } from '../catalogue/catalogue.js';
import { classOfMeanings, type FieldMeaning } from '../catalogue/meaning.js';
import { comparedSlot, slotColumn } from '../catalogue/slotValues.js';
import { allOf } from '../conditions/allOf.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Scope } from '../scope.js';
import { dataTypes, ValueKind } from '../words/dataTypes.js';

/** An attribute whose change from the day of the launch on is measured. */
export interface Kpi {
  readonly name: string;
  readonly unit: string | null;
  /** The change between the snapshots `before` and `after` of a row with the days `first_day` and `last_day`; null where it has none. */
  readonly change: SQL;
}

/** Whether a meaning holds on both days. */
function holds({ validFrom, validTo }: FieldMeaning): SQL {
  return allOf([
    ...(validFrom === null ? [] : [sql`u.first_day >= ${validFrom}::date`]),
    ...(validTo === null ? [] : [sql`u.last_day < ${validTo}::date`]),
  ]);
}

function changeOf({ dataType, slot }: FieldMeaning): SQL {
  const [before, after] = ['before', 'after'].map((alias) => comparedSlot(dataType, `${alias}.${slotColumn(slot)}`));
  return sql.raw(`(${after})::numeric - (${before})::numeric`);
}

const isNumber = ({ dataType }: FieldMeaning): boolean => dataTypes[dataType].kind === ValueKind.number;

/**
 * The change of an attribute by its name or slot: on both days it has to mean the same. Throws a `UserError` for an unknown name, and
 * for what is no number, or what the viewer may not read.
 * @param path where it is asked, for sentences
 */
export function compileKpi(
  { catalogue, viewer }: Pick<Scope, 'catalogue' | 'viewer'>,
  asked: string,
  path: string,
): Kpi {
  const resolved = resolveName(catalogue, asked);
  const [name, meanings] =
    'slot' in resolved
      ? [resolved.slot, catalogue.meanings.filter(({ slot }) => slot === resolved.slot)]
      : [resolved.name.name, resolved.name.meanings];
  const numbers = meanings.filter(isNumber);
  const newest = numbers.at(-1);
  if (newest === undefined)
    throw new UserError(
      `"${name}" is not a number: only of numbers is there a change to measure.`,
      'ATTRIBUTE_TYPE_MISMATCH',
    );
  checkUse(viewer, classOfMeanings(numbers), name, path);
  const fields = [...numbers.map(({ alias }) => alias), name].map(graphqlName);
  checkLeft(viewer, leavesAttribute(viewer.role, fields), name, path);
  const cases = numbers.map((meaning) => sql` when ${holds(meaning)} then ${changeOf(meaning)}`);
  return { name, unit: newest.unit, change: sql`case${sql.join(cases)} end` };
}

import { sql, type SQL } from 'drizzle-orm';
import type { Condition, Operators } from '../../config.js';
import { operatorConditions } from './operators.js';

const allOf = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join([...conditions], sql` and `)})`;

/** The condition as SQL: null or false where it does not hold. `read` gives the column of a name, or throws. */
export function conditionSql(condition: Condition, read: (name: string) => SQL): SQL {
  const below = (one: unknown): SQL => conditionSql(one as Condition, read);
  const parts = Object.entries(condition).flatMap(([name, given]): SQL[] => {
    if (given === undefined) return [];
    switch (name) {
      case 'and':
        return [allOf((given as readonly Condition[]).map(below))];
      case 'or':
        return [sql`(${sql.join((given as readonly Condition[]).map(below), sql` or `)})`];
      case 'not':
        return [sql`(${below(given)} is not true)`];
      default:
        return operatorConditions(read(name), given as Operators);
    }
  });
  return allOf(parts);
}

import { getTableColumns, sql } from 'drizzle-orm';
import type { Condition } from '../../../config.js';
import { compile, identifier } from '../../../db/sql.js';
import { customers } from '../../../db/tables/customers.js';
import { didYouMean } from '../../../lib/text/nearNames.js';
import { shortened } from '../../../lib/text/shortened.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { conditionSql } from '../../measures/condition.js';

const columns = new Set(Object.values(getTableColumns(customers)).map(({ name }) => name));

/**
 * SQL over a customer `c`: whether the condition of a key of `enrichment.customers` holds, never null. Throws a `UserError` that
 * names the key for a column that customers do not have.
 */
export function patternSql(key: string, condition: Condition): string {
  const statement = conditionSql(condition, (name) => {
    if (columns.has(name)) return sql`c.${identifier(name)}`;
    throw new UserError(
      `enrichment.customers.${key}: customers have no column "${shortened(name)}".${didYouMean(name, columns)}`,
      'UNKNOWN_COLUMN',
    );
  });
  return `coalesce((${compile(statement).text}), false)`;
}

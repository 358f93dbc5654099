import { sql, type SQL } from 'drizzle-orm';

/**
 * Whether the customer `c` is in a set, which is a query of `customer_id`; never null, so that `not` is its complement. Not written
 * with `in`: of a set that is too large to be hashed in memory PostgreSQL would look through the whole list for every customer.
 */
export const inSet = (set: SQL): SQL =>
  sql`exists (select 1 from (${set}) as members where members.customer_id = c.customer_id)`;

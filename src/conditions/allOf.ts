import { sql, type SQL } from 'drizzle-orm';

/** All of the conditions; true where there is none. */
export const allOf = (conditions: readonly SQL[]): SQL => {
  const [only] = conditions;
  if (only === undefined) return sql`true`;
  return conditions.length === 1 ? only : sql`(${sql.join([...conditions], sql` and `)})`;
};

/** Any of the conditions; false where there is none. */
export const anyOfThem = (conditions: readonly SQL[]): SQL => {
  const [only] = conditions;
  if (only === undefined) return sql`false`;
  return conditions.length === 1 ? only : sql`(${sql.join([...conditions], sql` or `)})`;
};

import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute, CustomerStretch } from './definition.js';

/** SQL: whether a customer is in a stretch. Of a key's hash only 31 bits count, so that none is below zero. */
export const inStretch = (customerId: SQL, { index, of }: CustomerStretch): SQL =>
  sql`(hashtextextended(${customerId}, 0) & 2147483647) % ${sql.raw(String(of))} = ${sql.raw(String(index))}`;

/** A context cut down to the customers of a stretch. */
export const onStretch = (context: DaysToCompute, stretch: CustomerStretch): DaysToCompute => ({
  ...context,
  stretch,
  population: sql`select customer_id from (${context.population}) as everybody where ${inStretch(sql`customer_id`, stretch)}`,
  everybody: context.everybody ?? context.population,
});

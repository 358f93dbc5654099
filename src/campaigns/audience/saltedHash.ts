import { sql, type SQL } from 'drizzle-orm';

/** The hash of a customer's key that decides its place in a split: SHA-256 of salt, `:` and key. */
export const saltedHash = (salt: string, customerId: SQL): SQL =>
  sql`sha256(convert_to(${salt}::text || ':' || ${customerId}, 'UTF8'))`;

const wholeRange = 2 ** 32;

/** Whether a customer is one of so many percent of all, by the first four bytes of the hash: the same ones at any time. */
export function isAmong(percent: number, salt: string, customerId: SQL): SQL {
  const bound = Math.floor((percent / 100) * wholeRange);
  const hex = bound.toString(16).padStart(8, '0');
  return sql`substring(${saltedHash(salt, customerId)} from 1 for 4) < decode(${hex}, 'hex')`;
}

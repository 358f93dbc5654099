import { sql, type SQL } from 'drizzle-orm';

/** A key that fits an index beside others: a very long one is known by its hash. */
export const shortKey = (key: SQL): SQL =>
  sql`case when length(${key}) > 100 then md5(${key}) else coalesce(${key}, '') end`;

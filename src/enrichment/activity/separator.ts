import { sql } from 'drizzle-orm';

/** Stands between texts that are kept as one; URLs and user agents hold none. */
export const separator = sql`E'\\x1f'`;

import { sql, type SQL } from 'drizzle-orm';

/**
 * SQL of what stands before the path of a usual URL, `https://shop.example` of `https://shop.example/a?b`, and `''` of null: all that
 * its host depends on. There are far fewer of these than of URLs, and `facet.url_host` is the same for both.
 */
export const beforePath = (url: SQL): SQL =>
  sql`coalesce(split_part(${url}, '/', 1) || '/' || split_part(${url}, '/', 2) || '/' || split_part(${url}, '/', 3), '')`;

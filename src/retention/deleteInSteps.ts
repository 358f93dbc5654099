import type { Sql } from '../db/client.js';
import { plural } from '../lib/text/plural.js';

/** Rows that one statement deletes at most: its locks and its log stay small, and a run that is killed has done most of it. */
const step = 10_000;

/** Rows of a table of Facet's schema that are to go. */
export interface OldRows {
  readonly table: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  /** SQL over the row `t`, with the instant before which rows are old as `$1`. */
  readonly isOld: string;
}

const told = (rows: number): string | undefined => (rows === 0 ? undefined : plural(rows, 'row'));

/** The instant so many days before another, as ISO 8601. */
export const daysBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * 24 * 60 * 60 * 1000).toISOString();

/** How many rows are old: `12 rows`; undefined where none is. */
export async function countOld(client: Sql, { table, isOld }: OldRows, before: string): Promise<string | undefined> {
  const [found] = await client.unsafe<{ rows: number }[]>(
    `select count(*)::int as rows from facet.${table} t where ${isOld}`,
    [before],
  );
  return told(found?.rows ?? 0);
}

/** Deletes the rows that are old, some thousand in a statement. Gives their number as `countOld` does. */
export async function deleteOld(
  client: Sql,
  { table, key, isOld }: OldRows,
  before: string,
): Promise<string | undefined> {
  const columns = key.join(', ');
  const statement = `delete from facet.${table} where (${columns}) in (
    select ${columns} from facet.${table} t where ${isOld} limit ${step})`;
  for (let rows = 0; ;) {
    const { count } = await client.unsafe(statement, [before]);
    rows += count;
    if (count < step) return told(rows);
  }
}

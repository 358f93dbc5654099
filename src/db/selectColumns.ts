import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from './sql.js';

/**
 * The select list of some columns of a table under an alias, each once and under its name in rows, sorted so that the same question
 * has the same text.
 * @param columns the columns of the table by their names in rows
 */
export const selectColumns = <N extends string>(
  alias: string,
  columns: Readonly<Record<N, string>>,
  asked: readonly N[],
): SQL =>
  list(
    [...new Set(asked)]
      .toSorted()
      .map((name) => sql`${sql.raw(alias)}.${identifier(columns[name])} as ${identifier(name)}`),
  );

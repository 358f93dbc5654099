import { BadValue } from './BadValue.js';
import { compile } from '../../db/sql.js';
import { deleteOrphans } from './mergeStatements.js';
import type { TableTarget, WriteContext } from './target.js';

/** Takes staged rows out that name a row of another table which is not there, and reports them. */
export async function rejectOrphans(
  { references }: TableTarget,
  { transaction, columns, rejects }: WriteContext,
): Promise<void> {
  for (const reference of references) {
    const mapped = columns.find(({ target }) => target.name === reference.column);
    if (mapped === undefined) continue;
    const orphans = await transaction.unsafe<{ line: string; value: string }[]>(compile(deleteOrphans(reference)).text);
    for (const { line, value } of orphans)
      rejects.add(Number(line), new BadValue(`is no row of ${reference.table}`, value, mapped.columns.join(', ')));
  }
}

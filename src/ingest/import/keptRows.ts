import { run } from '../../db/runStatement.js';
import { countKeys } from './stagingStatements.js';
import type { WriteContext } from './target.js';

/** How many staged rows count where of each key the last one does. */
export async function keptRows({ transaction, columns }: WriteContext, key: readonly string[]): Promise<number> {
  const [row] = await run(transaction, countKeys(columns, key));
  return row?.['count'] as number;
}

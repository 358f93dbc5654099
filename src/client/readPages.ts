import { knownFault } from '../lib/errors/knownFault.js';
import { UserError } from '../lib/errors/UserError.js';
import type { AggregationLevel } from '../words/levels.js';
import { listLimits } from '../words/limits.js';
import type { ReadPage, ResponsePage } from './MetricsSource.js';
import type { QueryResponse } from './QueryResponse.js';

/** The page; undefined where it has too many values and could be smaller. */
async function unlessTooMany<P>(page: Promise<P>, size: number): Promise<P | undefined> {
  try {
    return await page;
  } catch (error) {
    if (size > 1 && error instanceof UserError && error.code === 'TOO_MANY_VALUES') return undefined;
    throw error;
  }
}

/**
 * Reads named entities, or a whole level where `ids` is null, a page of 100 at a time. Where that is more values than one answer
 * may have, pages become smaller; throws the `UserError` (`TOO_MANY_VALUES`) where one entity alone has too many.
 */
export async function* readPages<L extends AggregationLevel>(
  read: ReadPage<L>,
  ids: readonly string[] | null,
  signal?: AbortSignal,
): AsyncGenerator<readonly QueryResponse<L>[]> {
  const ended = knownFault(null, signal);
  if (ended !== undefined) throw new UserError(ended.message, ended.code);
  if (ids?.length === 0) return;
  let size: number = listLimits.entityPage;
  let done = 0;
  let after: string | null = null;
  for (;;) {
    const some = ids?.slice(done, done + size) ?? null;
    size = some?.length ?? size;
    const page: ResponsePage<L> | undefined = await unlessTooMany(read(some, after, size), size);
    if (page === undefined) {
      size = Math.floor(size / 2);
      continue;
    }
    yield page.responses;
    done += size;
    after = page.next;
    if (ids === null ? after === null : done >= ids.length) return;
  }
}

import type { AskedQuery, MetricsSource, ReadPage } from '../../src/client/MetricsSource.js';

/** One page that was asked for. */
export interface AskedPage {
  readonly asked: AskedQuery;
  readonly ids: readonly string[] | null;
  readonly after: string | null;
  readonly size: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * A source of accounts without metrics, as anybody may write one: `known` are the ids of the level in the order of keys. It keeps
 * what it was asked for.
 */
export function recordingSource(known: readonly string[]): { source: MetricsSource; pages: AskedPage[] } {
  const pages: AskedPage[] = [];
  const responseOf = (id: string) => ({ meta: { account_id: id }, metrics: [] }) as never;
  const source: MetricsSource = {
    read<L extends AskedQuery['level']>(asked: AskedQuery<L>, signal?: AbortSignal): ReadPage<L> {
      return async (ids, after, size) => {
        pages.push({ asked, ids, after, size, signal });
        if (ids !== null) return { responses: ids.filter((id) => known.includes(id)).map(responseOf), next: null };
        const from = after === null ? 0 : known.indexOf(after) + 1;
        const some = known.slice(from, from + size);
        return { responses: some.map(responseOf), next: from + size < known.length ? (some.at(-1) ?? null) : null };
      };
    },
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
  return { source, pages };
}

import { getHeapStatistics } from 'node:v8';

/**
 * Bytes of the heap that are not for requests: code, schema, catalogue and parsed documents, and the 48 MB of V8's young
 * generation, which its limit counts in and which nothing stays in.
 */
const ownNeeds = 150_000_000;

/** Of the rest, what requests may take by estimate: more would leave so little for garbage that collecting it takes all the time. */
const share = 0.6;

const mostOfOne = 192_000_000;
const least = 1_000_000;

/**
 * How much memory one request and all together may take, in estimated bytes: as configured, else what fits into the heap
 * (`--max-old-space-size`), one request at most half of it and never more than 192 MB.
 */
export function memoryLimits(
  { memory, totalMemory }: { readonly memory?: number | undefined; readonly totalMemory?: number | undefined },
  heapLimit = getHeapStatistics().heap_size_limit,
): { readonly one: number; readonly all: number } {
  const all = totalMemory ?? Math.max(memory ?? least, Math.round((heapLimit - ownNeeds) * share));
  return { all, one: memory ?? Math.max(least, Math.min(mostOfOne, Math.round(all / 2))) };
}

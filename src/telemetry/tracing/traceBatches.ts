import { trace } from '@opentelemetry/api';
import type DataLoader from 'dataloader';
import { inSpan } from './spans.js';

/** What is private of a DataLoader, as OpenTelemetry's own instrumentation of it uses it too. */
interface Batching {
  _batchLoadFn: (keys: readonly unknown[]) => Promise<ArrayLike<unknown>>;
}

/** The first word of a loader's name: behind it stand arguments. */
const firstWord = (name: string): string => /^[A-Za-z]*/.exec(name)?.[0] ?? '';

/** Has each batch of a loader be a span, where the request is recorded; gives the loader. */
export function traceBatches<L extends DataLoader<never, unknown, never>>(loader: L, name: string): L {
  if (trace.getActiveSpan()?.isRecording() !== true) return loader;
  const batching = loader as unknown as Batching;
  const load = batching._batchLoadFn;
  batching._batchLoadFn = (keys) =>
    inSpan(
      () => ({ name: `loader ${firstWord(name)}`, attributes: { 'facet.keys': keys.length } }),
      async () => load(keys),
    );
  return loader;
}

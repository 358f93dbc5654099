/** Items that are read while earlier ones are still being written. */
export interface ReadAhead<T> extends AsyncIterable<T> {
  /** Milliseconds from the start until reading first paused or ended, or until now. */
  busy(): number;
  /** Stops reading; a consumer that waits for more gets no more. */
  stop(): Promise<void>;
}

/** Bytes that are read before they are consumed. */
const mostBytes = 64_000_000;

/**
 * Begins to read items at once, up to `most` bytes ahead of their consumer; by default 64 MB. A failure to read is
 * thrown to the consumer when it comes to it. The items can be iterated once.
 */
export function readAhead<T extends { readonly length: number }>(
  items: AsyncIterable<T>,
  most = mostBytes,
): ReadAhead<T> {
  const began = performance.now();
  const waiting: T[] = [];
  let [bytes, isStopped] = [0, false];
  let idleSince: number | undefined;
  let wake = (): void => {};
  const changed = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const isFull = (): boolean => bytes >= most && !isStopped;
  const pump = async (): Promise<void> => {
    for await (const item of items) {
      waiting.push(item);
      bytes += item.length;
      wake();
      if (isFull()) idleSince ??= performance.now();
      for (; isFull();) await changed();
      if (isStopped) break;
    }
  };
  let end: { readonly failure?: unknown } | undefined;
  const ended = pump()
    .then(
      () => (end = {}),
      (failure: unknown) => (end = { failure }),
    )
    .then(() => {
      idleSince ??= performance.now();
      wake();
    });
  return {
    busy: () => (idleSince ?? performance.now()) - began,
    async stop() {
      isStopped = true;
      wake();
      await ended;
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = waiting.shift();
        if (item !== undefined) {
          bytes -= item.length;
          wake();
          yield item;
        } else if (end === undefined) await changed();
        else if ('failure' in end) throw end.failure;
        else return;
      }
    },
  };
}

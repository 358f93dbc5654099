/** Is told of the statements of a client; it must not throw, and takes next to no time. */
export interface StatementObserver {
  /** A statement has ended: the time that it took on its connection, the rows that it gave, as far as they are counted, and whether it failed. */
  readonly onStatement: (seconds: number, rows: number, hasFailed: boolean) => void;
  /** The wait of a statement for a connection is over. */
  readonly onWait: (seconds: number) => void;
}

/** Tells an observer of a statement that begins now, once it has ended; `onEnd` is called too. */
export function observed(
  observer: StatementObserver | undefined,
  onEnd?: (error?: unknown) => void,
): ((error?: unknown) => void) | undefined {
  if (observer === undefined) return onEnd;
  const began = performance.now();
  return (error) => {
    observer.onStatement((performance.now() - began) / 1000, 0, error !== undefined);
    onEnd?.(error);
  };
}

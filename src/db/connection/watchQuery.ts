import type { DriverQuery } from './driverTypes.js';
import { isConnectionFault, unavailable } from './unavailable.js';

/**
 * Calls `settled` where the driver settles a query. Those that are read or written piece by piece get their callbacks anew while
 * they run, and one that copies is first resolved with its stream.
 */
export function watchQuery(query: DriverQuery, settled: (error?: unknown, failed?: boolean) => void): void {
  let { resolve, reject } = query;
  let isStreaming = query.streaming === true;
  const resolved = (value: unknown): void => {
    resolve(value);
    if (isStreaming) isStreaming = false;
    else settled();
  };
  let isLost = false;
  const rejected = (error: unknown): void => {
    isLost = true;
    const failure = isConnectionFault(error) ? unavailable(error, true) : error;
    reject(failure);
    settled(failure, true);
  };
  query.fail = (error) => {
    reject(error);
    // The driver cancels only what it takes for running.
    query.active = true;
  };
  if (query.cursorRows === undefined && !isStreaming) {
    query.resolve = resolved;
    query.reject = rejected;
    return;
  }
  let { cursorFn } = query;
  // The driver would go on with a connection that is no more.
  const takeRows = (rows: unknown): Promise<unknown> =>
    new Promise((goOn, fail) => {
      Promise.resolve(cursorFn?.(rows)).then((next) => isLost || goOn(next), fail);
    });
  void Object.defineProperties(query, {
    ...(query.cursorRows !== undefined && {
      cursorFn: {
        get: () => takeRows,
        set(next: typeof cursorFn) {
          cursorFn = next;
        },
      },
    }),
    resolve: {
      get: () => resolved,
      set(next: typeof resolve) {
        resolve = next;
      },
    },
    reject: {
      get: () => rejected,
      set(next: typeof reject) {
        reject = next;
      },
    },
  });
}

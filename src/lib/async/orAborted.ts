import type { AbortNotice } from './LightAborter.js';

const once = { once: true };

/** What work comes to, or as soon as a signal is aborted its reason, thrown; the work then goes on unheard. */
export function orAborted<T>(work: T | PromiseLike<T>, signal: AbortNotice): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    // First, so that it counts where both are known already.
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, once);
    // Every request comes here twice: a race would make three promises more.
    Promise.resolve(work).then(
      (value) => {
        signal.removeEventListener('abort', stop);
        resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', stop);
        reject(error as Error);
      },
    );
  });
}

import { setMaxListeners } from 'node:events';
import type { AbortNotice } from './LightAborter.js';

/** A signal of Node's that is aborted with a notice, for what takes no other. */
export function signalOf(notice: AbortNotice): AbortSignal {
  if (notice instanceof AbortSignal) return notice;
  const controller = new AbortController();
  // Each call of a subgraph listens.
  setMaxListeners(0, controller.signal);
  const abort = (): void => controller.abort(notice.reason);
  if (notice.aborted) abort();
  else notice.addEventListener('abort', abort, { once: true });
  return controller.signal;
}

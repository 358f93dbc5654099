import type { RequestState } from '../requests/requestState.js';
import { HttpRefusal } from './HttpRefusal.js';
import { wholeFailure } from './publicError.js';

/** A failure before a query is read, as the whole answer: refusals as they are, others as `wholeFailure` says them. */
export function refusalOf(error: unknown, state: RequestState): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const { message, extensions } = wholeFailure(error, state);
  return new HttpRefusal(extensions['code'] as HttpRefusal['code'], message);
}

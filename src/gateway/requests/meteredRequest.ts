import type { MeteredRequest } from '../../telemetry/meters/RequestMeter.js';
import type { RequestState } from './requestState.js';

/** How a request ended. */
export interface RequestEnd {
  /** From its headers to the end of its answer. */
  readonly seconds: number;
  /** Of HTTP; 499 where the client went away. */
  readonly status: number;
}

const clientLeft = ['REQUEST_ABORTED'];

/** What metrics count of a request that has ended. */
export const meteredRequest = (
  { operation, operationName, isPublished = false, codes, viewer, cost }: RequestState,
  { seconds, status }: RequestEnd,
): MeteredRequest => ({
  isOperation: operation !== undefined,
  name: operationName,
  isPublished,
  codes: codes ?? (status === 499 ? clientLeft : undefined),
  seconds,
  role: viewer?.role.name,
  cost,
});

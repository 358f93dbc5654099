import { pino } from 'pino';
import type { RequestState } from '../../src/gateway/requests/requestState.js';
import { Budget, type Lender } from '../../src/lib/budget/Budget.js';
import { createLender } from '../../src/lib/budget/createLender.js';

interface RequestOptions {
  /** Bytes that it may take. */
  readonly limit?: number;
  readonly lender?: Lender;
  readonly signal?: AbortSignal;
}

/** The state of a request `r1` that is under way without a server, and the lines of its log. */
export function requestOf({
  limit = 1e9,
  lender = createLender(1e12),
  signal = new AbortController().signal,
}: RequestOptions = {}) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const budget = new Budget({ limit, lender, onRefusal: () => {} });
  const state: RequestState = { facts: { requestId: 'r1', authorization: undefined, signal, budget }, log };
  return { state, lines };
}

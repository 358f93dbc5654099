/** What plans of operations over several subgraphs took that were made by this process, because none was kept. */
export const planTally = { ok: 0, failed: 0, seconds: 0 };

/** Counts a plan that was made, or could not be; `began` by `performance.now()`. */
export function notePlan(outcome: 'ok' | 'failed', began: number): void {
  planTally[outcome] += 1;
  planTally.seconds += (performance.now() - began) / 1000;
}

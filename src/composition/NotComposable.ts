import { UserError } from '../lib/errors/UserError.js';

/** Faults that the message has; the rest are counted. */
const mostTold = 20;

function listOf(faults: readonly string[]): string {
  if (faults.length === 1) return faults[0] ?? '';
  const told = faults.slice(0, mostTold).map((fault, n) => `(${n + 1}) ${fault}`);
  return [...told, ...(faults.length > mostTold ? [`… and ${faults.length - mostTold} more.`] : [])].join(' ');
}

/** Subgraphs that cannot be composed, or not without a loss; its message has the faults on one line. */
export class NotComposable extends UserError {
  /** @param faults each as a sentence */
  constructor(
    readonly begin: string,
    readonly faults: readonly string[],
  ) {
    super(`${begin}: ${listOf(faults)}`, 'NOT_COMPOSABLE');
  }
}

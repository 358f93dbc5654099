import { UserError } from '../lib/errors/UserError.js';

/** Subgraphs that cannot be composed, or not without a loss; its message has all faults on one line. */
export class NotComposable extends UserError {
  /** @param faults each as a sentence */
  constructor(
    readonly begin: string,
    readonly faults: readonly string[],
  ) {
    const all = faults.length === 1 ? faults[0] : faults.map((fault, n) => `(${n + 1}) ${fault}`).join(' ');
    super(`${begin}: ${all}`, 'NOT_COMPOSABLE');
  }
}

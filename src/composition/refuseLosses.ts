import { UserError } from '../lib/errors/UserError.js';
import type { CompositionLoss } from './Composition.js';

/** Losses that one sentence tells of; the rest are counted. */
const mostTold = 20;

/** Refuses a composition that takes something from clients. Throws a `UserError` with `NOT_COMPOSABLE` that names what and why. */
export function refuseLosses(losses: readonly CompositionLoss[]): void {
  if (losses.length === 0) return;
  const told = losses.slice(0, mostTold).map(({ message }) => `  - ${message}`);
  const more = losses.length - told.length;
  throw new UserError(
    'Composing the subgraphs would take from clients what one of them offers ("allowLosses: true" composes all the same):\n' +
      [...told, ...(more > 0 ? [`  - … and ${more} more`] : [])].join('\n'),
    'NOT_COMPOSABLE',
  );
}

import type { CompositionLoss } from './Composition.js';
import { NotComposable } from './NotComposable.js';

/** Refuses a composition that takes something from clients. Throws `NotComposable`, which names what, and because of whom. */
export function refuseLosses(losses: readonly CompositionLoss[]): void {
  if (losses.length === 0) return;
  throw new NotComposable(
    'Composing the subgraphs would take from clients what one of them offers; name the types apart in their SDL, or allow it by "gateway.allowLosses: true"',
    losses.map(({ message }) => message),
  );
}

import { checkKey } from '../lib/checks/checkKey.js';
import { keyOf } from './keyOf.js';
import type { ReferenceResolver } from './subgraph.js';

const marked = new WeakSet<ReferenceResolver>();

/** Says of a reference resolver that it gives every key back, whether there is an entity or not. */
export function markKeyAlone(resolve: ReferenceResolver): ReferenceResolver {
  marked.add(resolve);
  return resolve;
}

/** Whether a reference resolver gives every key back. */
export const isKeyAlone = (resolve: ReferenceResolver): boolean => marked.has(resolve);

/**
 * A reference resolver for entities that another subgraph knows, by their `id`: here their key is all that is needed. It gives a
 * promise, so that a bad key fails together with what other subgraphs say of it, and leaves none of their failures unheard.
 */
export const idAlone = (): ReferenceResolver =>
  markKeyAlone(async (representation) => ({ id: checkKey(keyOf(representation, 'id'), 'id') }));

import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { isOwned, loadReference } from '../federation/references.js';
import { loaderOf, type RequestContext } from '../federation/requestContext.js';
import { findKnownKeys, type KnownType } from '../population/findKnownKeys.js';

type Reference = Awaited<ReturnType<typeof loadReference>>;

async function loadElsewhere(
  type: KnownType,
  key: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Reference> {
  const loader = loaderOf<string, boolean>(
    context,
    `known keys of ${type}`,
    () => new DataLoader((keys) => findKnownKeys(context, type, keys)),
  );
  return (await loader.load(key)) ? loadReference(type, key, context, info) : null;
}

/**
 * What `loadReference` gives for a key, also null for what nobody knows where the subgraph that would say so is served
 * elsewhere.
 */
export const knownReference = (
  type: KnownType,
  key: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Reference> =>
  isOwned(info, type) ? loadReference(type, key, context, info) : loadElsewhere(type, key, context, info);

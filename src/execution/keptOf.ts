import type { GraphQLResolveInfo } from 'graphql';
import { ResolveInfo } from './ResolveInfo.js';

/**
 * Works something out from what is asked below a resolved field, once for all requests with the same plan. It must not depend on
 * variables, but for those of `@skip` and `@include`, nor on anything that can change while the schema is in force.
 */
export const keptOf = <T>(info: GraphQLResolveInfo, name: string, make: () => T): T =>
  info instanceof ResolveInfo ? info.keep(name, make) : make();

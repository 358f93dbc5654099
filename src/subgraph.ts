export { createSubgraphSchema, type SubgraphParts } from './subgraphSchema/createSubgraphSchema.js';
export type { Representation, ResolveReference, ResolveReferences } from './subgraphSchema/EntityType.js';
export type { SdlSource, TypeDefs } from './subgraphSchema/readTypeDefs.js';
export type { ReferenceLimits } from './subgraphSchema/resolveEntities.js';

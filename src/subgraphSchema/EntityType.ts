import type { GraphQLResolveInfo } from 'graphql';
import type { KeyedType } from './entityKeys.js';

/** What another subgraph knows of an object: its type, one of its keys, and fields that this subgraph requires. */
export interface Representation {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/**
 * Answers all representations of one type and one key together: an array in their order, with null for what is unknown and an `Error` for
 * what cannot be answered.
 */
export type ResolveReferences<C> = (
  representations: readonly Representation[],
  context: C,
  info: GraphQLResolveInfo,
) => readonly unknown[] | Promise<readonly unknown[]>;

/** Answers one representation: the object, null where it is unknown. */
export type ResolveReference<C> = (representation: Representation, context: C, info: GraphQLResolveInfo) => unknown;

/** A type whose objects `_entities` answers: by `many`, by `one`, or by the representation itself where there is neither. */
export interface EntityType<C> extends KeyedType {
  readonly many?: ResolveReferences<C> | undefined;
  readonly one?: ResolveReference<C> | undefined;
}

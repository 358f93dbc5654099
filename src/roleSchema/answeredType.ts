import type { GraphQLTypeResolver } from 'graphql';
import type { Masking } from '../lib/rights/maskedPlaces.js';

/** With what the answer of other subgraphs is read again for its reader. */
export interface AnsweredContext extends Masking {
  /** Under which name objects of abstract types tell their type; no client can ask for something under it. */
  readonly typeKey: string;
  /** Fields of which something was masked already where they come from. */
  readonly maskedBelow: ReadonlySet<string>;
}

/** Tells the type of an object of such an answer. */
export const answeredType: GraphQLTypeResolver<unknown, unknown> = (value, context) => {
  const { typeKey } = context as AnsweredContext;
  const type = (value as Readonly<Record<string, unknown>>)[typeKey];
  return typeof type === 'string' ? type : undefined;
};

import { GraphQLError } from 'graphql';

/**
 * A sentence without what may have been meant, whoever put that behind it: GraphQL, or `didYouMean` below. Names that are near tell
 * which there are. What comes after it goes too, for the names may hold anything.
 */
export const withoutSuggestions = (message: string): string => message.replace(/\s*Did you mean\b.*$/s, '');

/** An error whose sentence is without them. */
export function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { message, nodes = null, path = null, extensions, originalError = null } = error;
  return new GraphQLError(withoutSuggestions(message), { nodes, path, extensions, originalError });
}

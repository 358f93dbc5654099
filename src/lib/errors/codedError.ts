import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { ErrorCode } from '../../words/errorCodes.js';

/** An error of GraphQL with one of our codes, and what else its extensions hold. */
export const codedError = (
  code: ErrorCode,
  message: string,
  { extensions, ...options }: GraphQLErrorOptions = {},
): GraphQLError => new GraphQLError(message, { ...options, extensions: { code, ...extensions } });

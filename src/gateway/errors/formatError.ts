import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { codedError } from '../../lib/errors/codedError.js';
import { suggestField } from './suggestField.js';
import { withoutSuggestions } from './withoutSuggestions.js';

const masked = 'Internal error; the request id is in the header x-request-id.';

type FormatLimits = { readonly tokens: number };
type LiveSchema = { readonly current: GraphQLSchema };
type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

function createFormat(limits: FormatLimits, schema: LiveSchema) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = formatted.extensions?.['code'];
    if (code === ApolloServerErrorCode.GRAPHQL_PARSE_FAILED && formatted.message.includes('tokens. Parsing aborted')) {
      const message = `The query has more than ${limits.tokens} tokens, which is the limit.`;
      return codedError('TOKEN_LIMIT_EXCEEDED', message, { extensions: { limit: limits.tokens } }).toJSON();
    }
    const original = error instanceof GraphQLError ? error.originalError : undefined;
    if (code === ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED && original instanceof GraphQLError) {
      const message = suggestField(formatted.message, schema.current);
      const extensions = { ...formatted.extensions, code: original.extensions['code'] ?? code };
      return { ...formatted, message, extensions };
    }
    // Apollo gives this code to what it and GraphQL refuse without one: a persisted query that does not fit, too many bad variables.
    const isRefusal = error instanceof GraphQLError && original === undefined && error.extensions['code'] === undefined;
    if (code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR && isRefusal && error.path === undefined) {
      const isOfVariables = formatted.message.startsWith('Too many errors processing variables');
      return codedError(isOfVariables ? 'BAD_USER_INPUT' : 'BAD_REQUEST', formatted.message).toJSON();
    }
    const isForeign =
      !(error instanceof GraphQLError) || (original !== undefined && !(original instanceof GraphQLError));
    if (code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR || !isForeign) return formatted;
    return { message: masked, extensions: { code } };
  };
}

/**
 * Apollo's last step before an error leaves. Execution errors are fit for clients already (see publicError); this gives
 * the limits their codes, unknown fields a suggestion, and masks what Apollo or a plugin of it threw.
 * @param suggests whether a sentence may say what may have been meant
 */
export function createFormatError(limits: FormatLimits, schema: LiveSchema, suggests = true): Format {
  const format = createFormat(limits, schema);
  if (suggests) return format;
  return (formatted, error) => {
    const told = format(formatted, error);
    return { ...told, message: withoutSuggestions(told.message) };
  };
}

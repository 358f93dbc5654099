import { ApolloServerErrorCode } from '@apollo/server/errors';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, GraphQLError, parse, validate, type GraphQLFormattedError } from 'graphql';
import { createFormatError } from '../../../src/gateway/errors/formatError.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { createLiveSchema } from '../testServer.js';

const schema = createLiveSchema(buildSchema('type Query { valueFormatted: Int }'));
const format = createFormatError({ tokens: 60 }, schema);
const { GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, INTERNAL_SERVER_ERROR } = ApolloServerErrorCode;

const formatted = (message: string, code: string): GraphQLFormattedError => ({ message, extensions: { code } });

/** An error of validation, as Apollo puts its own around it. */
const ofValidation = (original: GraphQLError): GraphQLError =>
  new GraphQLError(original.message, { originalError: original, extensions: { code: GRAPHQL_VALIDATION_FAILED } });

describe('createFormatError', () => {
  it('gives the limit of tokens its sentence and code', () => {
    let error: unknown;
    try {
      parse('{ a a a }', { maxTokens: 3 });
    } catch (thrown) {
      error = thrown;
    }
    const { message } = error as GraphQLError;
    expect(format(formatted(message, GRAPHQL_PARSE_FAILED), error)).toEqual({
      message: 'The query has more than 60 tokens, which is the limit.',
      extensions: { code: 'TOKEN_LIMIT_EXCEEDED', limit: 60 },
    });
  });

  it('leaves other faults of syntax', () => {
    const fault = formatted('Syntax Error: Expected Name, found <EOF>.', GRAPHQL_PARSE_FAILED);
    expect(format(fault, new GraphQLError(fault.message))).toBe(fault);
  });

  it('suggests fields of the schema in force', () => {
    const [original] = validate(schema.current, parse('{ formatted }'));
    const told = format(
      formatted(original?.message ?? '', GRAPHQL_VALIDATION_FAILED),
      ofValidation(original as GraphQLError),
    );
    expect(told).toEqual({
      message: 'Cannot query field "formatted" on type "Query". Did you mean "valueFormatted"?',
      extensions: { code: GRAPHQL_VALIDATION_FAILED },
    });
    const live = createLiveSchema(buildSchema('type Query { a: Int }'));
    const following = createFormatError({ tokens: 60 }, live);
    live.swap(buildSchema('type Query { dayFormatted: Int }'));
    expect(
      following(formatted(original?.message ?? '', GRAPHQL_VALIDATION_FAILED), ofValidation(original as GraphQLError))
        .message,
    ).toContain('Did you mean "dayFormatted"?');
  });

  it('keeps the codes of rules that have their own', () => {
    const original = new GraphQLError('Too deep.', { extensions: { code: 'MAX_DEPTH_LIMIT', limit: 3 } });
    expect(
      format({ ...formatted('Too deep.', GRAPHQL_VALIDATION_FAILED), locations: [] }, ofValidation(original)),
    ).toEqual({
      message: 'Too deep.',
      locations: [],
      extensions: { code: 'MAX_DEPTH_LIMIT' },
    });
  });

  it('masks what Apollo or a plugin of it threw', () => {
    const fault = { ...formatted('connect 10.0.0.7', INTERNAL_SERVER_ERROR), path: ['a'] };
    const masked = {
      message: 'Internal error; the request id is in the header x-request-id.',
      extensions: { code: INTERNAL_SERVER_ERROR },
    };
    expect(format(fault, new Error('connect 10.0.0.7'))).toEqual(masked);
    expect(format(fault, new GraphQLError('around', { originalError: new Error('connect 10.0.0.7') }))).toEqual(masked);
    expect(format(fault, 'a text')).toEqual(masked);
  });

  it('leaves what is fit for clients already', () => {
    const ours = formatted('Internal error; the request id is r1.', INTERNAL_SERVER_ERROR);
    expect(format(ours, new GraphQLError(ours.message, { extensions: { code: INTERNAL_SERVER_ERROR } }))).toBe(ours);
    const user = formatted('The day "x" is not a day.', 'TOO_MANY_DAYS');
    expect(
      format(user, new GraphQLError(user.message, { originalError: new UserError(user.message, 'TOO_MANY_DAYS') })),
    ).toBe(user);
    const without: GraphQLFormattedError = { message: 'No code.' };
    expect(format(without, new Error('x'))).toBe(without);
  });
});

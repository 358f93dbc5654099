import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { operationTypes } from '../../../src/gateway/validation/operationTypes.js';

const reading = buildSchema('type Query { a: Int }');
const writing = buildSchema('type Query { a: Int } type Mutation { a: Int }');

const faults = (query: string, schema = reading) =>
  validate(schema, parse(query), [operationTypes]).map((error) => error.toJSON());

describe('operationTypes', () => {
  it('lets operations pass that the schema has', () => {
    expect(faults('{ a } query B { a }')).toEqual([]);
    expect(faults('mutation { a } query { a }', writing)).toEqual([]);
  });

  it('refuses each of another type', () => {
    const fault = (type: string, column: number) => ({
      message: `The ${type} operation is not supported by the schema.`,
      locations: [{ line: 1, column }],
      extensions: { code: 'OPERATION_NOT_SUPPORTED' },
    });
    expect(faults('mutation { a }')).toEqual([fault('mutation', 1)]);
    expect(faults('query A { a } subscription B { a } mutation C { a }')).toEqual([
      fault('subscription', 15),
      fault('mutation', 36),
    ]);
    expect(faults('subscription { a }', writing)).toEqual([fault('subscription', 1)]);
  });
});

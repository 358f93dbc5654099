import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  executeSync,
  getIntrospectionQuery,
  parse,
  printSchema,
  validate,
  type GraphQLSchema,
} from 'graphql';
import { hideFields } from '../../src/federation/hideFields.js';

describe('hideFields', () => {
  let schema: GraphQLSchema;
  beforeEach(() => {
    schema = buildSchema('type Query { a: Int, oldName: Int, newName: Int } type Other { oldName: Int }');
    const [first, second] = [
      parse('extend type Query { oldName: Int } extend type Nowhere { x: Int } extend type Query @x'),
      parse('type Other { oldName: Int } extend scalar Int @x extend type Query { oldName: Int }'),
    ];
    hideFields(schema, [first, second]);
  });

  it('lets hidden fields be asked for by their names', () => {
    const document = parse('{ oldName newName }');
    expect(validate(schema, document)).toEqual([]);
    expect(executeSync({ schema, document, rootValue: { oldName: 1, newName: 2 } })).toEqual({
      data: { oldName: 1, newName: 2 },
    });
  });

  it('shows them to nothing that goes through the fields of a type', () => {
    expect(printSchema(schema)).toBe('type Query {\n  a: Int\n  newName: Int\n}\n\ntype Other {\n  oldName: Int\n}');
    const introspection = JSON.stringify(executeSync({ schema, document: parse(getIntrospectionQuery()) }));
    expect(introspection.match(/"name":"oldName"/g)).toHaveLength(1);
    const [error] = validate(schema, parse('{ oldNam }'));
    expect(error?.message).toBe('Cannot query field "oldNam" on type "Query".');
  });

  it('hides extensions of object types only', () => {
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(['a', 'newName']);
    expect(printSchema(schema)).toContain('type Other {\n  oldName: Int\n}');
  });
});

import { expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { idlePatterns } from '../../src/roleSchema/idlePatterns.js';

it('patterns that no field fits are found, of both lists', () => {
  const schema = buildSchema('type Query { person: Person } type Person { email: String }');
  const not = ['Person.email', 'Person.emial', '*.person', 'Persn.*', '*.*'];
  expect(idlePatterns(schema, { fields: { only: ['Query.*', 'Query.persons'], not } })).toEqual([
    'Query.persons',
    'Person.emial',
    'Persn.*',
  ]);
  expect(idlePatterns(schema, { fields: { only: null, not: [] } })).toEqual([]);
});

import { expect, it } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { localRoleSchemaOf } from '../../../src/roleSchema/joined/localRoleSchemaOf.js';
import { roleSchemaOf } from '../../../src/roleSchema/roleSchemaOf.js';
import { rolesOf } from '../openForRoles.js';

const schemaOf = (known: string): GraphQLSchema =>
  buildSchema(`directive @pii(class: String!) on FIELD_DEFINITION
    type Query { one: String @pii(class: "${known}") two: String @pii(class: "LOCATION") }`);

it('what others say of a field that we have too holds where we answer alone', () => {
  const role = rolesOf({ one: { apps: 'all', pii: { CONTACT: 'mask', LOCATION: 'show' } } }).get('one') as never;
  const local = schemaOf('NONE');
  const joined = roleSchemaOf(schemaOf('CONTACT'), { role, isAuthenticated: true });
  const derived = localRoleSchemaOf(joined, local);
  const fields = derived.getQueryType()?.getFields();
  expect([fields?.['one']?.extensions.right?.policy, fields?.['two']?.extensions.right]).toEqual(['mask', undefined]);
  expect(localRoleSchemaOf(joined, local)).toBe(derived);
});

it('who sees everything has the schema itself', () => {
  const local = schemaOf('CONTACT');
  expect(localRoleSchemaOf(schemaOf('CONTACT'), local)).toBe(local);
});

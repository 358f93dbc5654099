import { expect, it } from '@jest/globals';
import { GraphQLObjectType, GraphQLString } from 'graphql';
import { isHiddenField, type FieldRight } from '../../../src/lib/rights/fieldRights.js';

const fieldWith = (policy?: FieldRight['policy']) => {
  const right = policy && { policy, reason: 'Not for you.', maskedAs: 'CONTACT' as const };
  const fields = { one: { type: GraphQLString, extensions: right === undefined ? {} : { right } } };
  return new GraphQLObjectType({ name: 'One', fields }).getFields()['one'];
};

it('a field is hidden by its right alone', () => {
  expect(
    [fieldWith('hide'), fieldWith('mask'), fieldWith('refuse'), fieldWith(), undefined].map(isHiddenField),
  ).toEqual([true, false, false, false, false]);
});

import { expect, it } from '@jest/globals';
import type { GraphQLResolveInfo } from 'graphql';
import { maskedFields, noteMasked, pathText, takeMasked } from '../../../src/lib/rights/maskedPlaces.js';

type Path = GraphQLResolveInfo['path'];

const pathOf = (...keys: readonly (string | number)[]): Path =>
  keys.reduce<Path | undefined>((prev, key) => ({ prev, key, typename: undefined }), undefined) as Path;
const infoOf = (path: Path, type: string, fieldName: string, fieldNodes: readonly unknown[] = []) =>
  ({ path, fieldName, fieldNodes, parentType: { name: type } }) as unknown as GraphQLResolveInfo;

it('a path has response names alone', () =>
  expect(pathText(pathOf('customers', 'edges', 0, 'node', 'mail'))).toBe('customers.edges.node.mail'));

it('places are told once, in order, and forgotten once they are told', () => {
  const context = { masked: new Set<string>() };
  const nodes: unknown[] = [];
  for (const n of [0, 1, 2]) noteMasked(context, infoOf(pathOf('all', n, 'mail'), 'Customer', 'email', nodes));
  noteMasked(context, infoOf(pathOf('a'), 'Order', 'note'));
  expect([...maskedFields(context)]).toEqual(['Customer.email', 'Order.note']);
  expect(takeMasked(context)).toEqual(['a', 'all.mail']);
  expect([takeMasked(context), [...maskedFields(context)]]).toEqual([[], []]);
  noteMasked(context, infoOf(pathOf('all', 0, 'mail'), 'Customer', 'email', nodes));
  expect(takeMasked(context)).toEqual(['all.mail']);
});

it('nothing is noted where nobody asks', () => {
  noteMasked({}, infoOf(pathOf('a'), 'Order', 'note'));
  expect([takeMasked({}), [...maskedFields({})]]).toEqual([[], []]);
});

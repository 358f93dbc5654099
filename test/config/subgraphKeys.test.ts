import { describe, expect, it } from '@jest/globals';
import { subgraphKeys } from '../../src/config/subgraphKeys.js';
import { faultsOf } from './faultsOf.js';

describe('subgraphKeys', () => {
  it('are directives by coordinate, none unless told', () => {
    expect(subgraphKeys.parse(undefined)).toEqual({ directives: {}, costs: false });
    const directives = { 'Customer.email': ['@authenticated'], 'Query.customers(filter:)': [] };
    expect(subgraphKeys.parse({ directives })).toEqual({ directives, costs: false });
  });

  it.each<[object, string]>([
    [{ directives: { Customer: '@authenticated' } }, 'directives.Customer: '],
    [{ directives: { Customer: [7] } }, 'directives.Customer.0: '],
    [{ directives: ['@authenticated'] }, 'directives: must say by coordinate'],
    [{ directives: { Customer: Array.from({ length: 21 }, () => '@authenticated') } }, 'directives.Customer: '],
    [{ directive: {} }, ': Unrecognized key: "directive"'],
  ])('refuse %j', (keys, fault) => expect(faultsOf(subgraphKeys, keys)).toEqual([expect.stringContaining(fault)]));
});

import { describe, expect, it } from '@jest/globals';
import { limitKeys } from '../../../src/config/access/limitKeys.js';

describe('limitKeys', () => {
  it('have defaults for what documents may have and cost', () => {
    const found = limitKeys.parse(undefined);
    const { depth, tokens, aliases, rootFields, directives, cost, runningCost, listLength, weights } = found;
    expect({ depth, tokens, aliases, rootFields, directives }).toEqual({
      depth: 12,
      tokens: 2000,
      aliases: 500,
      rootFields: 200,
      directives: 200,
    });
    expect({ cost, runningCost, listLength, weights }).toEqual({
      cost: 1_000_000,
      runningCost: 20_000_000,
      listLength: 10,
      weights: {},
    });
  });

  it.each([
    [{ weights: { 'Customer.points': 5, Customer: 0, 'Query.customers(search:)': 3 } }, undefined],
    [{ weights: { 'Customer.': 5 } }, 'coordinate'],
    [{ weights: { 'Customer.points': -1 } }, '0'],
    [{ cost: 0 }, '1'],
    [{ cost: 11, runningCost: 10 }, 'is more than runningCost'],
    [{ memory: 3_000_000, totalMemory: 2_000_000 }, 'is more than totalMemory'],
  ])('%j', (given, fault) => {
    const { success, error } = limitKeys.safeParse(given);
    expect(success).toBe(fault === undefined);
    if (fault !== undefined) expect(JSON.stringify(error?.issues)).toContain(fault);
  });
});

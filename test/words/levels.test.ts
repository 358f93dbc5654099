import { describe, expect, it } from '@jest/globals';
import {
  AggregationLevel,
  aggregationLevels,
  levelAbove,
  levelBelow,
  levelFacts,
  levelPlace,
  levelsAbove,
  levelsFrom,
} from '../../src/words/levels.js';

describe('the levels about a level', () => {
  it.each<[AggregationLevel, number, string | undefined, string | undefined, string, string]>([
    ['CUSTOMER', 0, undefined, 'ACCOUNT', 'CUSTOMER', 'ACCOUNT CONTRACT COMPANY INDUSTRY'],
    ['ACCOUNT', 1, 'CUSTOMER', 'CONTRACT', 'ACCOUNT CUSTOMER', 'CONTRACT COMPANY INDUSTRY'],
    ['CONTRACT', 2, 'ACCOUNT', 'COMPANY', 'CONTRACT ACCOUNT CUSTOMER', 'COMPANY INDUSTRY'],
    ['COMPANY', 3, 'CONTRACT', 'INDUSTRY', 'COMPANY CONTRACT ACCOUNT CUSTOMER', 'INDUSTRY'],
    ['INDUSTRY', 4, 'COMPANY', undefined, 'INDUSTRY COMPANY CONTRACT ACCOUNT CUSTOMER', ''],
  ])('%s: place %i, below %s, above %s', (level, place, below, above, from, higher) => {
    expect([levelPlace(level), levelBelow(level), levelAbove(level)]).toEqual([place, below, above]);
    expect(levelsFrom(level).join(' ')).toBe(from);
    expect(levelsAbove(level).join(' ')).toBe(higher);
  });

  it('are lists of their own: nobody changes the words', () => {
    levelsFrom('INDUSTRY').pop();
    expect(aggregationLevels).toHaveLength(5);
    expect(Reflect.set(AggregationLevel, 'ACCOUNT', 'COMPANY')).toBe(false);
    expect(AggregationLevel.ACCOUNT).toBe('ACCOUNT');
  });
});

describe('the facts of levels', () => {
  const facts = aggregationLevels.map((level) => levelFacts[level]);

  it('lead from each level to the key of the one above, up to the top', () => {
    for (const [place, { parent }] of facts.entries()) expect(parent).toBe(facts[place + 1]?.key ?? null);
  });

  it('tell tables, keys and types apart', () => {
    for (const name of ['table', 'key', 'type'] as const)
      expect(new Set(facts.map((one) => one[name])).size).toBe(facts.length);
  });

  it('tell an industry only where one can be above', () => {
    expect(facts.filter(({ tellsIndustry }) => tellsIndustry).map(({ type }) => type)).toEqual([
      'Account',
      'Contract',
      'Company',
    ]);
  });

  it('have names of attributes that groups over several levels can tell apart', () => {
    const inGroups = facts.flatMap(({ key, name, attributes }) => [
      key,
      ...(name === null ? [] : [name]),
      ...Object.entries(attributes).map(([field, { groupName = field }]) => groupName),
    ]);
    expect(new Set(inGroups).size).toBe(inGroups.length);
  });
});

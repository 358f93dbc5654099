import { expect, it } from '@jest/globals';
import { conditionOperators, type OperatorWord } from '../../src/words/conditionOperators.js';

const operators: Readonly<Record<string, OperatorWord>> = conditionOperators;

it('an operator that negates another takes what that one takes', () => {
  const negating = Object.entries(operators).filter(([, { negates }]) => negates !== undefined);
  expect(negating.map(([name]) => name)).toEqual(['isNot', 'notIn']);
  for (const [name, { takes, negates = '' }] of negating) {
    expect([name, operators[negates]?.takes]).toEqual([name, takes]);
    expect(operators[negates]?.negates).toBeUndefined();
  }
});

it.each([
  ['value', 'is isNot'],
  ['list', 'in notIn'],
  ['ordered', 'gt gte lt lte'],
  ['range', 'between'],
  ['text', 'contains startsWith endsWith'],
  ['presence', 'isNull'],
])('a %s is taken by %s', (argument, names) => {
  const found = Object.entries(operators).filter(([, { takes }]) => takes === argument);
  expect(found.map(([name]) => name).join(' ')).toBe(names);
});

import { expect, it } from '@jest/globals';
import { transactionKeys } from '../../src/config/transactionKeys.js';
import { faultsOf } from './faultsOf.js';

it('sets of transaction attributes are known by name, each counts once', () => {
  expect(transactionKeys.parse({ sets: ['cost', 'returns', 'cost'] }).sets).toEqual(['returns', 'cost']);
  expect(faultsOf(transactionKeys, { sets: ['refunds'] })).toEqual([
    'sets.0: is none of returns, cancellations, net_revenue, cost',
  ]);
  expect(faultsOf(transactionKeys, { earlyRepeatDays: 0 })).toEqual(['earlyRepeatDays: is less than 1']);
});

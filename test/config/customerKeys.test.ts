import { expect, it } from '@jest/globals';
import { customerKeys } from '../../src/config/customerKeys.js';
import { transactionKeys } from '../../src/config/transactionKeys.js';
import { faultsOf } from './faultsOf.js';

it.each<[object, string]>([
  [{ lifecycleDays: { active: 20 } }, 'lifecycleDays.active: is not more than new, which is 30'],
  [{ churnDays: { active: 120 } }, 'churnDays.coolingDown: is not more than active, which is 120'],
  [{ outlierShare: 2 }, 'outlierShare: is more than 1'],
  [{ reseller: { records: -1 } }, 'reseller.records: is less than 0'],
  [{ isEmployee: { email: {} } }, 'isEmployee.email: names no operator such as is, in or contains'],
])('bounds and patterns of customers: %j is refused', (given, fault) => {
  expect(faultsOf(customerKeys, given)).toEqual([fault]);
});

it('sets of transaction attributes are known by name, each counts once', () => {
  expect(transactionKeys.parse({ sets: ['cost', 'returns', 'cost'] }).sets).toEqual(['returns', 'cost']);
  expect(faultsOf(transactionKeys, { sets: ['refunds'] })).toEqual([
    'sets.0: is none of returns, cancellations, net_revenue, cost',
  ]);
  expect(faultsOf(transactionKeys, { earlyRepeatDays: 0 })).toEqual(['earlyRepeatDays: is less than 1']);
});

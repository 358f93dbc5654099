import { expect, it } from '@jest/globals';
import { standingKeys } from '../../src/config/standingKeys.js';
import { faultsOf } from './faultsOf.js';

it.each<[object, string]>([
  [{ lifecycleDays: { active: 20 } }, 'lifecycleDays.active: is not more than new, which is 30'],
  [{ churnDays: { active: 120 } }, 'churnDays.coolingDown: is not more than active, which is 120'],
  [{ outlierShare: 2 }, 'outlierShare: is more than 1'],
  [{ reseller: { records: -1 } }, 'reseller.records: is less than 0'],
  // It would hold of everybody.
  [{ isTestAccount: {} }, 'isTestAccount: says nothing: give it a condition'],
  [{ isEmployee: { email: {} } }, 'isEmployee.email: names no operator such as is, in or contains'],
])('bounds and patterns of customers: %j is refused', (given, fault) => {
  expect(faultsOf(standingKeys, given)).toEqual([fault]);
});

import { expect, it } from '@jest/globals';
import { remoteClassKeys } from '../../../src/config/access/remoteClassKeys.js';

it('fields of others have a class by their coordinate, or by their type', () => {
  const given = { 'Customer.tier': 'CONTACT', 'Reward.*': 'NONE' };
  expect(remoteClassKeys.parse(given)).toEqual(given);
  expect(remoteClassKeys.parse(undefined)).toEqual({});
});

it.each([
  [{ 'Customer.tier': 'SECRET' }, 'is none of IDENTITY, CONTACT, LOCATION, DEMOGRAPHIC, NONE'],
  [{ 'Customer.tier': null }, 'is none of IDENTITY, CONTACT, LOCATION, DEMOGRAPHIC, NONE'],
  [{ '*.tier': 'NONE' }, 'is no coordinate such as Customer.tier or Reward.*'],
  [{ tier: 'NONE' }, 'is no coordinate such as Customer.tier or Reward.*'],
])('%j is refused', (given, why) =>
  expect(JSON.stringify(remoteClassKeys.safeParse(given).error?.issues)).toContain(why),
);

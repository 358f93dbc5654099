import { describe, expect, it } from '@jest/globals';
import { linkingKeys } from '../../src/config/linkingKeys.js';
import { faultsOf } from './faultsOf.js';

describe('linkingKeys', () => {
  it('link by everything, with the limits of the specification, unless told', () => {
    expect(linkingKeys.parse(undefined)).toEqual({
      by: ['email', 'phone', 'loyalty_id', 'foreign_key'],
      mostNames: 20,
      mostRecords: 63,
    });
  });

  it('take any part of the list, in any order, and none', () => {
    expect(linkingKeys.parse({ by: ['phone', 'email'] }).by).toEqual(['phone', 'email']);
    expect(linkingKeys.parse({ by: [] }).by).toEqual([]);
  });

  it.each([
    [{ by: ['name'] }, 'by.0: is none of email, phone, loyalty_id, foreign_key'],
    [{ by: 'email' }, 'by: is no list'],
    [{ by: ['email', 'phone', 'email'] }, 'by.2: is "email" a second time'],
    [{ mostNames: 0 }, 'mostNames: is less than 1'],
    [{ mostRecords: 1 }, 'mostRecords: is less than 2'],
    [{ mostRecords: 2.5 }, 'mostRecords: is not a whole number'],
    [{ limit: 3 }, ': Unrecognized key: "limit"'],
  ])('%j is refused', (keys, fault) => {
    expect(faultsOf(linkingKeys, keys)).toEqual([fault]);
  });
});

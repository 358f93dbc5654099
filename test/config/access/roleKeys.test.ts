import { describe, expect, it } from '@jest/globals';
import { rolesKeys } from '../../../src/config/access/roleKeys.js';
import { faultsOf } from '../faultsOf.js';

describe('the roles', () => {
  it.each<[object, string]>([
    [{ partner: {} }, 'partner.apps: is neither "all" nor a list of names'],
    [{ partner: { apps: [] } }, 'partner.apps: names none'],
    [
      { partner: { apps: 'all', pii: { CONTACT: 'blur' } } },
      'partner.pii.CONTACT: is none of show, mask, hide, refuse',
    ],
    [
      { partner: { apps: 'all', fields: { not: ['email'] } } },
      'partner.fields.not.0: is no coordinate such as Customer.email or Order.*',
    ],
    [{ partner: { apps: 'all', leastGroup: 0 } }, 'partner.leastGroup: is less than 1'],
    [{ full: { apps: 'all' } }, ': cannot define "full", which sees everything'],
  ])('refuse %j', (keys, fault) => expect(faultsOf(rolesKeys, keys)).toEqual([fault]));
});

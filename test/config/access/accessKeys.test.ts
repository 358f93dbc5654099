import { describe, expect, it } from '@jest/globals';
import { accessKeys, resolveAccess } from '../../../src/config/access/accessKeys.js';
import { fullRole } from '../../../src/config/access/Role.js';

const roleOf = (keys: object) => resolveAccess(accessKeys.parse({ roles: { partner: keys } })).roles.get('partner');

describe('a role', () => {
  it('sees nothing that it does not name', () => {
    const role = roleOf({ apps: ['shop'] });
    expect(role).toMatchObject({
      pii: { IDENTITY: 'refuse', CONTACT: 'refuse', LOCATION: 'refuse', DEMOGRAPHIC: 'refuse' },
      unclassified: 'refuse',
      apps: ['shop'],
      brands: null,
      scopes: new Set(),
      policies: new Set(),
      contract: true,
      suggestions: false,
      leastGroup: 1,
      documents: 'open',
      budget: null,
    });
  });

  it('gets what it names', () => {
    const role = roleOf({ apps: 'all', scopes: 'all', pii: { CONTACT: 'mask' }, budget: { points: 500 } });
    expect(role).toMatchObject({ apps: null, scopes: null, pii: { CONTACT: 'mask', IDENTITY: 'refuse' } });
    expect(role?.budget).toEqual({ points: 500, seconds: 60 });
  });

  it('that sees everything is always there', () =>
    expect(resolveAccess(accessKeys.parse(undefined)).roles.get('full')).toBe(fullRole));
});

import { describe, expect, it } from '@jest/globals';
import { accessKeys, resolveAccess } from '../../../src/config/access/accessKeys.js';
import { seesAllFields } from '../../../src/config/access/Role.js';

const roleOf = (keys: object) => resolveAccess(accessKeys.parse({ roles: { partner: keys } })).roles.get('partner');

describe('a role sees all fields', () => {
  const open = {
    apps: ['shop'],
    scopes: 'all',
    policies: 'all',
    unclassified: 'show',
    pii: { IDENTITY: 'show', CONTACT: 'show', LOCATION: 'show', DEMOGRAPHIC: 'show' },
  };
  it.each<[object, boolean]>([
    [{}, true],
    [{ pii: { ...open.pii, DEMOGRAPHIC: 'mask' } }, false],
    [{ unclassified: 'hide' }, false],
    [{ scopes: ['orders'] }, false],
    [{ policies: [] }, false],
    [{ subgraphs: ['customers'] }, false],
    [{ fields: { not: ['Order.*'] } }, false],
    [{ fields: { only: ['Query.customer'] } }, false],
  ])('with %j: %s', (change, sees) => {
    const role = roleOf({ ...open, ...change });
    expect(role && seesAllFields(role)).toBe(sees);
  });
});

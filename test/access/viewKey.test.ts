import { expect, it } from '@jest/globals';
import { viewKey } from '../../src/access/viewKey.js';
import { fullRole } from '../../src/config/access/Role.js';
import { clientNamed } from '../support/viewers.js';

const shop = clientNamed('shop', { role: { ...fullRole, name: 'partner', scopes: new Set(['a', 'b']) } });

it('is the same for another token of the same person, and for scopes in another order', () => {
  expect(viewKey({ ...shop, expiresAt: 1 })).toBe(viewKey({ ...shop, expiresAt: 2 }));
  expect(viewKey({ ...shop, role: { ...shop.role, scopes: new Set(['b', 'a']) } })).toBe(viewKey(shop));
});

it.each([
  { name: 'web' },
  { kind: 'token' as const, issuer: 'https://login.example' },
  { mayWrite: true },
  { apps: [] },
  { brands: ['Acme'] },
  { role: { ...shop.role, scopes: new Set(['a']) } },
  { role: { ...shop.role, policies: new Set<string>() } },
  { role: { ...shop.role, pii: { ...fullRole.pii, CONTACT: 'mask' as const } } },
  { role: { ...shop.role, leastGroup: 2 } },
])('is another one with %j', (change) => expect(viewKey({ ...shop, ...change })).not.toBe(viewKey(shop)));

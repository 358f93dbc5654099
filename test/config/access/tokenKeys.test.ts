import { describe, expect, it } from '@jest/globals';
import { accessKeys, resolveAccess } from '../../../src/config/access/accessKeys.js';
import { faultsOf } from '../faultsOf.js';

const issuer = {
  issuer: 'https://login.example',
  audience: 'facet',
  jwks: 'https://login.example/keys',
  claims: { role: 'roles' },
  roles: { admin: 'full' },
};
const faults = (more: object): string[] => faultsOf(accessKeys, { tokens: [{ ...issuer, ...more }] });

describe('the keys of an issuer of tokens', () => {
  it('have defaults', () =>
    expect(accessKeys.parse({ tokens: [issuer] }).tokens).toEqual([
      {
        ...issuer,
        algorithms: ['RS256', 'ES256', 'EdDSA', 'PS256'],
        clockToleranceSeconds: 5,
        cacheSeconds: 300,
        claims: { name: ['sub'], role: ['roles'] },
      },
    ]));

  it('may name a file, as seen from the config file', () => {
    const { jwks: _, ...rest } = issuer;
    const keys = accessKeys.parse({ tokens: [{ ...rest, jwksFile: 'keys/a.json' }] });
    expect(resolveAccess(keys, '/etc/facet/facet.yml').tokens[0]?.jwksFile).toBe('/etc/facet/keys/a.json');
  });

  it.each([['http://localhost:8080/keys'], ['http://127.0.0.1/keys'], ['http://[::1]:1/keys'], ['https://a.example/']])(
    'take the address %s',
    (jwks) => expect(faults({ jwks })).toEqual([]),
  );

  it.each<[object, string]>([
    [
      { algorithms: ['HS256'] },
      'tokens.0.algorithms.0: is "HS256", which signs with a secret that both sides have: whoever can check a token could make one',
    ],
    [{ algorithms: ['none'] }, 'tokens.0.algorithms.0: is "none": a token that nobody has signed says nothing'],
    [{ algorithms: ['None'] }, 'tokens.0.algorithms.0: is "None": a token that nobody has signed says nothing'],
    [
      { algorithms: ['RS1'] },
      'tokens.0.algorithms.0: is none of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519',
    ],
    [{ algorithms: [] }, 'tokens.0.algorithms: is an empty list'],
    [
      { jwks: 'http://login.example/keys' },
      'tokens.0.jwks: is not https, and not on this machine: whoever sits between could sign',
    ],
    [
      { jwks: 'https://user:word@login.example/keys' },
      'tokens.0.jwks: has a name or a password in it; public keys need none',
    ],
    [
      { jwksFile: 'keys.json' },
      'tokens.0.jwks: and jwksFile say both, or neither, where the keys are: name one of them',
    ],
    [{ jwks: undefined }, 'tokens.0.jwks: and jwksFile say both, or neither, where the keys are: name one of them'],
    [{ jwks: 'keys.json' }, 'tokens.0.jwks: is not an address such as https://login.example/keys'],
    [{ jwks: 'file:///etc/keys' }, 'tokens.0.jwks: is not an address such as https://login.example/keys'],
    [{ roles: {} }, 'tokens.0.roles: is empty: no token would have a role'],
    [{ roles: { x: 'partner' } }, 'tokens.0.roles.x: is "partner", which is no role of access.roles'],
    [{ roles: { x: 'constructor' } }, 'tokens.0.roles.x: is "constructor", which is no role of access.roles'],
    [{ claims: { role: 'a..b' } }, 'tokens.0.claims.role: has an empty name in it'],
    [{ clockToleranceSeconds: 301 }, 'tokens.0.clockToleranceSeconds: is more than 300'],
    [{ audience: '' }, 'tokens.0.audience: is empty'],
  ])('refuse %j', (more, fault) => expect(faults(more)).toEqual([fault]));

  it('refuse an issuer twice, and one without an audience', () => {
    expect(faultsOf(accessKeys, { tokens: [issuer, issuer] })).toEqual([
      'tokens.1.issuer: is "https://login.example" a second time',
    ]);
    const { audience: _, ...rest } = issuer;
    expect(faultsOf(accessKeys, { tokens: [rest] })).toEqual([expect.stringMatching(/^tokens\.0\.audience: /)]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { remoteKeys } from '../../../src/config/gateway/remoteKeys.js';
import { faultsOf } from '../faultsOf.js';

describe('remoteKeys', () => {
  it('are nothing unless told', () => expect(remoteKeys.parse({})).toEqual({}));

  it.each([
    [{ timeoutSeconds: 0.05, retries: 0, concurrency: 1, breaker: { failures: 1, seconds: 0.1 }, maxAnswer: 1000 }],
    [{ timeoutSeconds: 600, retries: 10, concurrency: 10_000, breaker: { seconds: 3600 }, maxAnswer: 400_000_000 }],
    [{ tls: { ca: 'ca.pem' } }],
    [{ tls: { cert: 'c.pem', key: 'k.pem' } }],
    [{ token: { secret: { env: 'S' }, algorithm: 'HS512', audience: 'loyalty', seconds: 3600 } }],
    [{ token: { key: 'k.pem', algorithm: 'EdDSA' } }],
  ])('take %j', (value) => expect(faultsOf(remoteKeys, value)).toEqual([]));

  const oneOf = 'token: is signed with exactly one of secret and key';
  it.each([
    [{ timeoutSeconds: '5' }, 'timeoutSeconds: is not a number'],
    [{ retries: -1 }, 'retries: is less than 0'],
    [{ breaker: { seconds: 3601 } }, 'breaker.seconds: is more than 3600'],
    [{ tls: { key: 'k.pem' } }, 'tls: has one of cert and key; they go together'],
    [{ tls: { ca: '' } }, 'tls.ca: is not a path'],
    [{ token: { secret: { env: 'S' }, key: 'k.pem' } }, oneOf],
    [{ token: { audience: 'a' } }, oneOf],
    [{ token: { secret: { env: 'S' }, audience: '' } }, 'token.audience: is an empty text'],
    [
      { token: { secret: { env: 'S' }, algorithm: 'none' } },
      'token.algorithm: is none of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA',
    ],
    [
      { token: { key: 'k.pem', algorithm: 'HS256' } },
      'token.algorithm: does not go with a key, which takes RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA',
    ],
    [{ url: 'https://a.example' }, ': Unrecognized key: "url"'],
  ])('refuse %j', (value, fault) => expect(faultsOf(remoteKeys, value)).toEqual([fault]));
});

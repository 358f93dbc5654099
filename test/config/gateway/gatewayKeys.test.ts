import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { gatewayKeys } from '../../../src/config/gateway/gatewayKeys.js';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';
import { faultsOf } from '../faultsOf.js';

const loyalty = { name: 'loyalty', url: 'https://loyalty.example/graphql' };
const notAName =
  'is not the name of a subgraph: letters, digits, _ and - (64 at most, a letter first), such as loyalty';
const notAnAddress = 'is not an address that begins with http:// or https://, such as https://loyalty.example/graphql';
const password = 'has a name or a password in it; give it as a header, with headers.set and { env: NAME }';
const noValue = 'is neither a text of one line nor { env: NAME }, which names the environment variable that holds it';

describe('gatewayKeys', () => {
  it('have defaults', () =>
    expect(gatewayKeys.parse({ subgraphs: [loyalty] })).toEqual({
      local: 'facet',
      subgraphs: [loyalty],
      pollSeconds: 30,
      allowLosses: false,
    }));

  it('take the example of the document', () => {
    const text = readFileSync(join(packageRoot, 'docs/settings.md'), 'utf8');
    const [, example = ''] = /```yaml\n(gateway:\n[^`]+)```/.exec(text) ?? [];
    const { gateway } = parse(example) as { gateway: { subgraphs: unknown[] } };
    expect(faultsOf(gatewayKeys, gateway)).toEqual([]);
    expect(gateway.subgraphs).toHaveLength(2);
  });

  it.each([
    [{ supergraph: 'supergraph.graphql', local: false }],
    [{ supergraph: 'https://cdn.example/supergraph', supergraphHeaders: { 'x-key': { env: 'CDN_KEY' } } }],
    [{ supergraph: 's.graphql', overrides: { loyalty: { url: 'http://10.0.0.7/graphql', timeoutSeconds: 1 } } }],
  ])('take %j', (value) => expect(faultsOf(gatewayKeys, value)).toEqual([]));

  it.each([
    [{}, 'subgraphs: is missing: name the subgraphs to compose, or a ready one with "supergraph:"'],
    [
      { subgraphs: [loyalty], supergraph: 's.graphql' },
      'supergraph: stands beside "subgraphs": a supergraph is either ready or composed here; name one of both',
    ],
    [{ subgraphs: [] }, 'subgraphs: is an empty list: leave "gateway:" out where there is nothing to join'],
    [
      { subgraphs: [loyalty], supergraphHeaders: {} },
      'supergraphHeaders: are for the address of "supergraph", which is not given',
    ],
    [
      { subgraphs: [loyalty], overrides: {} },
      'overrides: are for the subgraphs of a ready "supergraph"; put these keys at the subgraphs themselves',
    ],
    [
      { subgraphs: [loyalty, { ...loyalty, name: 'Loyalty' }] },
      'subgraphs.1.name: is "loyalty" a second time; case and - or _ do not tell names apart',
    ],
    [
      { subgraphs: [loyalty], local: 'loyalty' },
      'subgraphs.0.name: is the name of this server\'s own subgraph, gateway.local, which is "loyalty"',
    ],
    [{ subgraphs: [loyalty], local: 'my graph' }, `local: ${notAName}`],
    [{ subgraphs: [loyalty], local: true }, `local: ${notAName}, nor false`],
    [{ subgraphs: [loyalty], pollSeconds: 0 }, 'pollSeconds: is less than 0.1'],
    [{ subgraphs: [loyalty], allowLosses: 'yes' }, 'allowLosses: is neither true nor false'],
    [{ subgraphs: loyalty }, 'subgraphs: is no list of subgraphs'],
    [{ supergraph: '' }, 'supergraph: is neither a path nor an address'],
    [{ supergraph: 'ftp://a.example/s' }, `supergraph: ${notAnAddress}`],
    [{ supergraph: 'https://a:b@a.example/s' }, `supergraph: ${password}`],
  ])('refuse %j', (value, fault) => expect(faultsOf(gatewayKeys, value)).toEqual([fault]));

  it.each([
    [{ ...loyalty, name: undefined }, 'name: is missing: name the subgraph, e.g. loyalty'],
    [{ ...loyalty, name: '1st' }, `name: ${notAName}`],
    [{ ...loyalty, name: 'a'.repeat(65) }, `name: ${notAName}`],
    [{ ...loyalty, url: 'loyalty.example' }, `url: ${notAnAddress}`],
    [{ ...loyalty, url: 'file:///etc/passwd' }, `url: ${notAnAddress}`],
    [{ ...loyalty, url: 'https://me:secret@loyalty.example/' }, `url: ${password}`],
    [{ ...loyalty, url: 'https://me@loyalty.example/' }, `url: ${password}`],
    [{ ...loyalty, sdl: 'https://me:s@registry.example/sdl' }, `sdl: ${password}`],
    [{ ...loyalty, timeoutSeconds: 0 }, 'timeoutSeconds: is less than 0.05'],
    [{ ...loyalty, retries: 11 }, 'retries: is more than 10'],
    [{ ...loyalty, concurrency: 1.5 }, 'concurrency: is not a whole number'],
    [{ ...loyalty, breaker: { failures: 0 } }, 'breaker.failures: is less than 1'],
    [{ ...loyalty, maxAnswer: 10 }, 'maxAnswer: is less than 1000'],
    [{ ...loyalty, tls: { cert: 'c.pem' } }, 'tls: has one of cert and key; they go together'],
    [{ ...loyalty, headers: { forward: ['a b'] } }, 'headers.forward.0: is not the name of a header'],
    [{ ...loyalty, headers: { forward: ['Host'] } }, 'headers.forward.0: is a header that Facet writes itself'],
    [
      { ...loyalty, headers: { set: { 'Content-Length': '1' } } },
      'headers.set.Content-Length: is a header that Facet writes itself',
    ],
    [
      { ...loyalty, headers: { set: { 'x-key': 'a\nb: c' } } },
      'headers.set.x-key: is no text of one line without accents',
    ],
    [{ ...loyalty, headers: { set: { 'x-key': 5 } } }, `headers.set.x-key: ${noValue}`],
    [
      { ...loyalty, headers: { set: { 'x-key': { env: 'wJalr/XU' } } } },
      'headers.set.x-key.env: is not the name of an environment variable; the secret itself does not belong in the file',
    ],
    [{ ...loyalty, headers: { set: { 'X-Key': 'a', 'x-key': 'b' } } }, 'headers.set.x-key: is "X-Key" a second time'],
    [{ ...loyalty, token: {} }, 'token: is signed with exactly one of secret and key'],
    [
      { ...loyalty, token: { key: 'k.pem' } },
      'token.algorithm: is missing: a key does not tell it; name one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA',
    ],
    [
      { ...loyalty, token: { secret: { env: 'A' }, algorithm: 'ES256' } },
      'token.algorithm: does not go with a secret, which takes HS256, HS384, HS512',
    ],
    [
      { ...loyalty, token: { secret: { env: 'wJalr/XU' } } },
      'token.secret.env: is not the name of an environment variable; the secret itself does not belong in the file',
    ],
    [{ ...loyalty, token: { secret: { env: 'A' }, seconds: 4000 } }, 'token.seconds: is more than 3600'],
  ])('refuse the subgraph %j', (value, fault) =>
    expect(faultsOf(gatewayKeys, { subgraphs: [value] })).toEqual([`subgraphs.0.${fault}`]),
  );
});

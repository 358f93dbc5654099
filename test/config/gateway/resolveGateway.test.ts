import { describe, expect, it } from '@jest/globals';
import { gatewayKeys } from '../../../src/config/gateway/gatewayKeys.js';
import { remoteDefaults, resolveGateway } from '../../../src/config/gateway/resolveGateway.js';

const url = 'https://loyalty.example/graphql';

const resolved = (keys: unknown, environment: NodeJS.ProcessEnv = {}) =>
  resolveGateway(gatewayKeys.parse(keys), '/etc/facet/facet.yml', environment);

describe('resolveGateway', () => {
  it('fills in defaults', () =>
    expect(resolved({ subgraphs: [{ name: 'loyalty', url }] })).toEqual({
      local: 'facet',
      subgraphs: [{ name: 'loyalty', url, sdl: { kind: 'service' }, ...remoteDefaults }],
      supergraph: undefined,
      overrides: {},
      defaults: remoteDefaults,
      pollSeconds: 30,
      allowLosses: false,
      missingSecrets: [],
    }));

  it('finds files from that of the config, and tells them from addresses', () => {
    const { subgraphs } = resolved({
      subgraphs: [
        { name: 'a', url, sdl: 'sdl/a.graphql', tls: { ca: 'ca.pem' }, token: { key: 'k.pem', algorithm: 'ES256' } },
        { name: 'b', url, sdl: '/b.graphql' },
        { name: 'c', url, sdl: 'HTTPS://registry.example/c', sdlHeaders: { 'X-Key': 'a' } },
      ],
    });
    expect(subgraphs.map(({ sdl }) => sdl)).toEqual([
      { kind: 'file', path: '/etc/facet/sdl/a.graphql' },
      { kind: 'file', path: '/b.graphql' },
      { kind: 'url', url: 'HTTPS://registry.example/c', headers: { 'x-key': 'a' } },
    ]);
    expect(subgraphs[0]).toMatchObject({
      tls: { ca: '/etc/facet/ca.pem' },
      token: { sign: { key: '/etc/facet/k.pem' }, algorithm: 'ES256', audience: undefined, seconds: 60 },
    });
  });

  it('reads secrets, and names those that are not there', () => {
    const keys = {
      subgraphs: [
        {
          name: 'a',
          url,
          headers: { set: { 'X-Key': { env: 'A_KEY' }, 'x-plain': 'p' } },
          token: { secret: { env: 'B' } },
        },
      ],
    };
    const { subgraphs, missingSecrets } = resolved(keys, { A_KEY: 's3cret', B: 'b' });
    expect(subgraphs[0]?.headers.set).toEqual({ 'x-key': 's3cret', 'x-plain': 'p' });
    expect(subgraphs[0]?.token).toEqual({
      sign: { secret: 'b' },
      algorithm: 'HS256',
      audience: undefined,
      seconds: 60,
    });
    expect(missingSecrets).toEqual([]);
  });

  it('puts what a subgraph says over what is said of all', () => {
    const { subgraphs } = resolved({
      defaults: {
        timeoutSeconds: 2,
        retries: 0,
        breaker: { failures: 3 },
        headers: { forward: ['X-Trace'], set: { a: '1', b: '1' } },
      },
      subgraphs: [
        { name: 'a', url },
        {
          name: 'b',
          url,
          retries: 3,
          breaker: { seconds: 1 },
          headers: { forward: ['Authorization'], set: { b: '2' } },
        },
      ],
    });
    expect(subgraphs).toMatchObject([
      { timeoutSeconds: 2, retries: 0, breaker: { failures: 3, seconds: 10 }, headers: { forward: ['x-trace'] } },
      {
        timeoutSeconds: 2,
        retries: 3,
        breaker: { failures: 3, seconds: 1 },
        headers: { forward: ['authorization'], set: { a: '1', b: '2' } },
      },
    ]);
  });
});

import { expect, it } from '@jest/globals';
import { gatewayKeys } from '../../../src/config/gateway/gatewayKeys.js';
import { requireSecrets } from '../../../src/config/gateway/requireSecrets.js';
import { resolveGateway } from '../../../src/config/gateway/resolveGateway.js';

const keys = {
  subgraphs: [
    {
      name: 'a',
      url: 'https://a.example/graphql',
      headers: { set: { 'X-Key': { env: 'A_KEY' } } },
      token: { secret: { env: 'B' } },
    },
  ],
};
const resolved = (environment: NodeJS.ProcessEnv) =>
  resolveGateway(gatewayKeys.parse(keys), '/etc/facet.yml', environment);

it('requireSecrets names each key whose variable is not set', () => {
  expect(() => requireSecrets(resolved({ A_KEY: 'a', B: 'b' }))).not.toThrow();
  expect(() => requireSecrets(resolved({ B: '' }))).toThrow(
    'The gateway lacks secrets: gateway.subgraphs.0.headers.set.X-Key: the environment variable A_KEY is not set; ' +
      'gateway.subgraphs.0.token.secret: the environment variable B is not set.',
  );
});

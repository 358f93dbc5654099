import { expect, it } from '@jest/globals';
import { gatewayKeys } from '../../../src/config/gateway/gatewayKeys.js';
import { remoteSettings } from '../../../src/config/gateway/remoteSettings.js';
import { resolveGateway } from '../../../src/config/gateway/resolveGateway.js';

const url = 'https://loyalty.example/graphql';
const resolved = (keys: unknown) => resolveGateway(gatewayKeys.parse(keys), '/etc/facet.yml', {});

it('remoteSettings are those of the subgraph, of its override, or of all', () => {
  const composed = resolved({ subgraphs: [{ name: 'a', url, retries: 7 }] });
  expect(remoteSettings(composed, 'a')).toMatchObject({ url, retries: 7 });
  const ready = resolved({ supergraph: 's.graphql', defaults: { retries: 2 }, overrides: { a: { retries: 5 } } });
  expect(remoteSettings(ready, 'a')).toMatchObject({ url: undefined, retries: 5, timeoutSeconds: 5 });
  expect(remoteSettings(ready, 'constructor')).toMatchObject({ url: undefined, retries: 2 });
});

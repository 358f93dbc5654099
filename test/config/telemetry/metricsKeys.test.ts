import { expect, it } from '@jest/globals';
import { metricsKeys, resolveMetrics } from '../../../src/config/telemetry/metricsKeys.js';
import { faultsOf } from '../faultsOf.js';

const secret = 'a secret of some length';
const keys = (given?: unknown) => metricsKeys.parse(given);

it('measure nothing unless told where that is read', () => {
  expect(resolveMetrics(keys(), {})).toEqual({
    port: undefined,
    host: '127.0.0.1',
    token: undefined,
    operations: 200,
    loadsSeconds: 5,
  });
});

it('are those of the environment before those of the file', () => {
  const file = keys({ port: 9464, host: '::1', operations: 7 });
  expect(resolveMetrics(file, {})).toMatchObject({ port: 9464, host: '::1', operations: 7 });
  const environment = { METRICS_PORT: 9500, METRICS_HOST: 'localhost', METRICS_TOKEN: secret };
  expect(resolveMetrics(file, environment)).toMatchObject({ port: 9500, host: 'localhost', token: secret });
  expect(resolveMetrics(file, { METRICS_PORT: 0 })).toMatchObject({ port: 0 });
});

it.each(['0.0.0.0', '::', '10.0.0.7', 'metrics.example'])('refuse %s without a secret', (host) => {
  const sentence = `The metrics would be open to other machines, for METRICS_HOST (metrics.host) is "${host}"`;
  expect(() => resolveMetrics(keys({ port: 9464, host }), {})).toThrow(sentence);
  expect(() => resolveMetrics(keys({ port: 9464 }), { METRICS_HOST: host })).toThrow(sentence);
  expect(resolveMetrics(keys({ port: 9464, host }), { METRICS_TOKEN: secret })).toMatchObject({ host, token: secret });
  // Nobody listens there.
  expect(resolveMetrics(keys({ host }), {})).toMatchObject({ host, port: undefined });
});

it('refuse a secret that is easily guessed', () => {
  expect(() => resolveMetrics(keys(), { METRICS_TOKEN: 'x'.repeat(15) })).toThrow(
    'METRICS_TOKEN has less than 16 characters',
  );
});

it.each([
  [{ port: -1 }, 'port: '],
  [{ port: 65_536 }, 'port: '],
  [{ host: 'http://x' }, 'host: is not an address or a name to listen on'],
  [{ operations: 2001 }, 'operations: '],
  [{ token: secret }, ': Unrecognized key: "token"'],
])('refuse %j', (given, begin) => expect(faultsOf(metricsKeys, given)[0]).toContain(begin));

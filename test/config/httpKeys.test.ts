import { describe, expect, it } from '@jest/globals';
import { httpKeys, resolveHttp } from '../../src/config/httpKeys.js';
import { faultsOf } from './faultsOf.js';

describe('httpKeys', () => {
  it('compresses large answers, lets those of past days be kept for a minute, and waits for nobody long', () => {
    const defaults = {
      compress: true,
      compressFrom: 16_384,
      pastDaySeconds: 60,
      graphiql: true,
      connections: 10_000,
      headersSeconds: 10,
      requestSeconds: 30,
      headerBytes: 16_384,
    };
    expect(httpKeys.parse(undefined)).toEqual(defaults);
    expect(httpKeys.parse({ pastDaySeconds: 0 })).toEqual({ ...defaults, pastDaySeconds: 0 });
  });

  it.each<[object, string]>([
    [{ compressFrom: 999 }, 'compressFrom: is less than 1000'],
    [{ compress: 'yes' }, 'compress: Invalid input: expected boolean, received string'],
    [{ pastDaySeconds: -1 }, 'pastDaySeconds: is less than 0'],
    [{ pastDaySeconds: 0.5 }, 'pastDaySeconds: is not a whole number'],
    [{ headersSeconds: 31 }, 'headersSeconds: is more than requestSeconds'],
    [{ connections: 0 }, 'connections: is less than 1'],
    [{ tls: { certificate: 'a.crt' } }, 'tls.key: is missing: name the file of the key'],
    [{ pastDays: 1 }, ': Unrecognized key: "pastDays"'],
  ])('refuses %j', (keys, fault) => expect(faultsOf(httpKeys, keys)).toEqual([fault]));

  it('finds the files of TLS beside the config file', () => {
    const tls = { certificate: 'a.crt', key: '/etc/a.key' };
    const { tls: found } = resolveHttp(httpKeys.parse({ tls }), '/etc/facet/facet.yaml');
    expect(found).toEqual({ certificate: '/etc/facet/a.crt', key: '/etc/a.key' });
  });
});

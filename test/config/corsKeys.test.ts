import { describe, expect, it } from '@jest/globals';
import { corsKeys } from '../../src/config/corsKeys.js';
import { faultsOf } from './faultsOf.js';

describe('corsKeys', () => {
  it('lets no page ask unless told', () => {
    expect(corsKeys.parse(undefined)).toEqual({ origins: [] });
    expect(corsKeys.parse({})).toEqual({ origins: [] });
  });

  it.each([
    '*',
    'https://app.example.com',
    'http://localhost:3000',
    'https://app.example.com:8443',
    'http://127.0.0.1',
    'http://[::1]:5173',
    'https://xn--mller-kva.example',
  ])('takes %s', (origin) => expect(corsKeys.parse({ origins: [origin] })).toEqual({ origins: [origin] }));

  it.each([
    '',
    'app.example.com',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://app.example.com?x=1',
    'https://user@app.example.com',
    'HTTPS://app.example.com',
    'https://App.example.com',
    // The port of the scheme is no part of an origin.
    'https://app.example.com:443',
    'https://müller.example',
    'https://*.example.com',
    'ftp://app.example.com',
    'file:///',
    'null',
    '**',
    ' https://app.example.com',
  ])('refuses %j, and says what is one', (origin) => {
    expect(faultsOf(corsKeys, { origins: ['http://localhost:3000', origin] })).toEqual([
      `origins.1: "${origin}" is not an origin, which is scheme, host and port alone, such as https://app.example.com or ` +
        'http://localhost:3000; "*" means all',
    ]);
  });

  it('takes 100 at the most, and no other keys', () => {
    const many = (count: number) => ({ origins: Array.from({ length: count }, (_, n) => `https://a${n}.example`) });
    expect(faultsOf(corsKeys, many(100))).toEqual([]);
    expect(faultsOf(corsKeys, many(101))).toHaveLength(1);
    expect(faultsOf(corsKeys, { origin: [] })).toEqual([': Unrecognized key: "origin"']);
    expect(faultsOf(corsKeys, { origins: '*' })).toHaveLength(1);
  });
});

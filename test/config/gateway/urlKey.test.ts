import { describe, expect, it } from '@jest/globals';
import { fileOrUrlKey, isAddress, urlKey } from '../../../src/config/gateway/urlKey.js';
import { faultsOf } from '../faultsOf.js';

const notAnAddress =
  ': is not an address that begins with http:// or https://, such as https://loyalty.example/graphql';
const password = ': has a name or a password in it; give it as a header, with headers.set and { env: NAME }';

describe('urlKey', () => {
  it.each(['https://a.example', 'http://127.0.0.1:4001/graphql', 'HTTPS://A.example/x?y=z', 'http://[::1]:1/'])(
    'takes %s',
    (text) => expect(urlKey.parse(text)).toBe(text),
  );
  it.each([
    ['a.example', notAnAddress],
    ['/graphql', notAnAddress],
    ['ws://a.example', notAnAddress],
    ['https://', notAnAddress],
    ['https:// a', notAnAddress],
    ['https://me:secret@a.example', password],
    ['https://me@a.example', password],
    [`https://a.example/${'x'.repeat(2000)}`, ': is longer than 2000 characters'],
    [5, ': is not an address such as https://loyalty.example/graphql'],
  ])('refuses %s', (value, fault) => expect(faultsOf(urlKey, value)).toEqual([fault]));
});

describe('fileOrUrlKey', () => {
  it.each(['a.graphql', '/etc/a.graphql', 'C:\\a.graphql', 'https://a.example/sdl'])('takes %s', (text) =>
    expect(fileOrUrlKey.parse(text)).toBe(text),
  );
  it.each([
    ['', ': is neither a path nor an address'],
    ['s3://bucket/a', notAnAddress],
    ['https://a:b@a.example', password],
  ])('refuses %j', (value, fault) => expect(faultsOf(fileOrUrlKey, value)).toEqual([fault]));
});

it('isAddress tells addresses from paths', () =>
  expect(['https://a', 'HTTP://a', 'ftp://a', 'a/b', './http://a', 'C:/a'].map(isAddress)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]));

import { describe, expect, it } from '@jest/globals';
import { headerKeys, headersToSet } from '../../../src/config/gateway/headerKeys.js';
import { faultsOf } from '../faultsOf.js';

describe('headerKeys', () => {
  it('forward nothing unless told, and know names in any case', () => {
    expect(headerKeys.parse({})).toEqual({});
    expect(headerKeys.parse({ forward: ['X-Trace'], set: { 'X-A': 'b' } })).toEqual({
      forward: ['x-trace'],
      set: { 'X-A': 'b' },
    });
  });

  it.each(['Connection', 'TE', 'transfer-encoding', 'HOST', 'Content-Type', 'upgrade'])('do not give away %s', (name) =>
    expect(faultsOf(headerKeys, { forward: [name] })).toEqual(['forward.0: is a header that Facet writes itself']),
  );

  it.each(['', 'a b', 'a:b', 'é', 'a\n'])('refuse the name %j', (name) =>
    expect(faultsOf(headerKeys, { forward: [name] })).toEqual(['forward.0: is not the name of a header']),
  );

  it('refuse more than 100 names', () =>
    expect(faultsOf(headerKeys, { forward: Array.from({ length: 101 }, (_, n) => `x-${n}`) })).toEqual([
      'forward: has more than 100 names',
    ]));
});

describe('headersToSet', () => {
  it('are texts of one line or secrets', () => {
    const given = { a: '', b: 'Bearer x', c: { env: 'C_KEY' } };
    expect(headersToSet.parse(given)).toEqual(given);
    expect(faultsOf(headersToSet, { a: 'x'.repeat(8001) })).toEqual(['a: is longer than 8000 characters']);
    expect(faultsOf(headersToSet, ['a'])).toEqual([': is not a list of headers with their values']);
  });
});

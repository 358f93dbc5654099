import { describe, expect, it } from '@jest/globals';
import { createSecretReader, secretKey } from '../../../src/config/gateway/secretKey.js';
import { faultsOf } from '../faultsOf.js';

describe('secretKey', () => {
  it('names a variable of the environment', () => expect(secretKey.parse({ env: 'A_KEY' })).toEqual({ env: 'A_KEY' }));

  it.each([
    ['s3cret', ': is not { env: NAME }, which names the environment variable that holds it'],
    [{}, 'env: is missing: name the environment variable that holds it'],
    [
      { env: 's3cret!' },
      'env: is not the name of an environment variable; the secret itself does not belong in the file',
    ],
  ])('refuses %j, and does not repeat it', (value, fault) => expect(faultsOf(secretKey, value)).toEqual([fault]));
});

describe('createSecretReader', () => {
  it('reads what is there, and notes what is not', () => {
    const reader = createSecretReader({ A: 'a', EMPTY: '' });
    expect([
      reader.read({ env: 'A' }, 'x'),
      reader.read({ env: 'B' }, 'y'),
      reader.read({ env: 'EMPTY' }, 'z'),
    ]).toEqual(['a', '', '']);
    expect(reader.missing).toEqual([
      'y: the environment variable B is not set',
      'z: the environment variable EMPTY is not set',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { destinationKeys } from '../../../src/config/destinations/destinationKeys.js';
import { HandOverFailure } from '../../../src/delivery/destinations/HandOverFailure.js';
import { openDestination } from '../../../src/delivery/destinations/openDestination.js';

const parsed = destinationKeys.parse([
  { name: 'folder', kind: 'folder', path: '/lists' },
  { name: 's3', kind: 's3', bucket: 'lists', accessKeyEnv: 'KEY', secretKeyEnv: 'SECRET', format: 'parquet' },
  { name: 'hook', kind: 'webhook', url: 'https://hook.example/in', secretEnv: 'HOOK', batchRows: 7, attempts: 3 },
]);

function open(name: string, environment: Record<string, string>) {
  const config = parsed.find((one) => one.name === name);
  if (config === undefined) throw new TypeError(name);
  const opened = openDestination(config, { environment, now: () => new Date(0) });
  opened.close();
  return opened;
}

describe('openDestination', () => {
  it('gives files all rows of a part, and webhooks so many at a time', () => {
    expect(open('folder', {})).toMatchObject({ batchRows: null, attempts: 8 });
    expect(open('s3', { KEY: 'k', SECRET: 's' })).toMatchObject({ batchRows: null, attempts: 8 });
    expect(open('hook', { HOOK: 'a secret of many bytes' })).toMatchObject({ batchRows: 7, attempts: 3 });
  });

  it.each([
    ['s3', { KEY: 'k' }, 'needs a secret from the environment variable SECRET, which is not set'],
    ['s3', { KEY: '', SECRET: 's' }, 'needs a secret from the environment variable KEY, which is not set'],
    ['hook', {}, 'needs a secret from the environment variable HOOK, which is not set'],
    ['hook', { HOOK: 'short' }, 'needs a secret of 16 bytes or more in the environment variable HOOK'],
  ])('does not open %s with %j', (name, environment, message) =>
    expect(() => open(name, environment)).toThrow(new HandOverFailure(message)),
  );
});

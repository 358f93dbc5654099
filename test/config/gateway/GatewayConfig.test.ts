import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { makeTestFolder, removeTestFolder } from '../../support/testFolder.js';

let folder: string;
beforeAll(async () => (folder = await makeTestFolder('gateway-config')));
afterAll(() => removeTestFolder(folder));

async function read(text: string, environment: NodeJS.ProcessEnv = {}) {
  const file = join(folder, 'facet.yml');
  await writeFile(file, text);
  return readConfig({ ...environment, FACET_CONFIG: file }).gateway;
}

describe('config.gateway', () => {
  it('is undefined where nothing is joined', async () => {
    expect(readConfig({}).gateway).toBeUndefined();
    expect(await read('{}')).toBeUndefined();
  });

  it('has files as seen from the config file, and secrets of the environment', async () => {
    const text = `gateway:
      subgraphs:
        - { name: a, url: https://a.example, sdl: a.graphql, headers: { set: { x-key: { env: A_KEY } } } }`;
    expect(await read(text, { A_KEY: 's3cret' })).toMatchObject({
      local: 'facet',
      subgraphs: [{ sdl: { kind: 'file', path: join(folder, 'a.graphql') }, headers: { set: { 'x-key': 's3cret' } } }],
      missingSecrets: [],
    });
    expect((await read(text))?.missingSecrets).toHaveLength(1);
  });

  it('is refused by sentences that name the key, with what may have been meant', async () => {
    await expect(
      read('gateway: { subgraphs: [{ name: a, url: https://a.example, timeoutSecond: 5 }] }'),
    ).rejects.toThrow(
      'has a bad key: gateway.subgraphs.0: Unrecognized key: "timeoutSecond". Did you mean "timeoutSeconds"?',
    );
    await expect(read('gateway: {}')).rejects.toThrow(
      'has a bad key: gateway.subgraphs: is missing: name the subgraphs',
    );
  });
});

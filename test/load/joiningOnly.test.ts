import { writeFile } from 'node:fs/promises';
import type { ChildProcess } from 'node:child_process';
import { afterAll, expect, it } from '@jest/globals';
import { composeSubgraphs } from '../../src/composition/compose.js';
import { startSubgraph } from '../support/federation/startSubgraph.js';
import { startFacet, waitForLine } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const folder = makeTestFolder();
let server: ChildProcess | undefined;
const typeDefs = 'type Query { hello: String }';
const remote = startSubgraph({ typeDefs, resolvers: { Query: { hello: () => 'world' } } });
afterAll(async () => {
  server?.kill('SIGKILL');
  await (await remote).stop();
  await removeTestFolder(await folder);
});

it('is served without a demo company, by nothing but a ready supergraph', async () => {
  const home = await folder;
  const { sdl } = composeSubgraphs([{ name: 'greeting', url: (await remote).url, sdl: typeDefs }]);
  await writeFile(`${home}/supergraph.graphql`, sdl);
  await writeFile(`${home}/facet.yml`, 'gateway: { local: false, supergraph: supergraph.graphql }\n');
  server = startFacet(['serve'], { FACET_DATA_DIR: `${home}/data`, FACET_CONFIG: `${home}/facet.yml`, PORT: '0' });
  let said = '';
  server.stderr?.on('data', (part: Buffer) => (said += part.toString()));
  const [, url = ''] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: '{ hello __schema { queryType { name } } }' }),
  });
  expect(await response.json()).toEqual({ data: { hello: 'world', __schema: { queryType: { name: 'Query' } } } });
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect(said).not.toContain('Demo:');
});

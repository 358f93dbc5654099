import { rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { watchSources, type SourceTexts, type SourceWatch } from '../../src/composition/watchSources.js';
import { gatewayKeys } from '../../src/config/gateway/gatewayKeys.js';
import { resolveGateway } from '../../src/config/gateway/resolveGateway.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

let folder: string;
let server: Server;
let url: string;
let requests: IncomingMessage[];
let respond: (response: ServerResponse, request: IncomingMessage) => void;
let watch: SourceWatch | undefined;

beforeAll(async () => {
  folder = await makeTestFolder('watch');
  server = createServer((request, response) => {
    requests.push(request);
    respond(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
beforeEach(() => {
  requests = [];
});
afterEach(() => {
  watch?.stop();
  server.closeAllConnections();
});
afterAll(async () => {
  server.close();
  await removeTestFolder(folder);
});

const service = (sdl: string) => (response: ServerResponse) =>
  void response.end(JSON.stringify({ data: { _service: { sdl } } }));

/** Watches what a config names, and collects what is told. */
function begin(keys: object) {
  const told: (SourceTexts | string)[] = [];
  const config = resolveGateway(gatewayKeys.parse({ pollSeconds: 0.1, ...keys }), join(folder, 'facet.yml'), {});
  const begun = watchSources(config, {
    onChange: (texts) => told.push(texts),
    onFault: ({ source, message }) => told.push(`${source}: ${message}`),
    onMended: (source) => told.push(`${source} is mended`),
  });
  watch = begun;
  return { told, begun };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await sleep(10);
}

const texts = (one: SourceTexts | string | undefined): unknown =>
  typeof one === 'object' ? one.subgraphs.map(({ name, sdl }) => [name, sdl]) : one;

describe('watchSources', () => {
  it('gives each SDL once, with whose it is', async () => {
    respond = service('type Query { a: Int }');
    await writeFile(join(folder, 'b.graphql'), 'type Query { b: Int }');
    const { told, begun } = begin({
      subgraphs: [
        { name: 'a', url },
        { name: 'b', url: 'http://b.example/graphql', sdl: 'b.graphql' },
      ],
    });
    await begun.first;
    expect(told).toEqual([
      {
        subgraphs: [
          { name: 'a', url, sdl: 'type Query { a: Int }' },
          { name: 'b', url: 'http://b.example/graphql', sdl: 'type Query { b: Int }' },
        ],
        missing: [],
        supergraph: undefined,
      },
    ]);
    await until(() => requests.length >= 3);
    expect(told).toHaveLength(1);
  });

  it('tells a text that has changed, and no other', async () => {
    const file = join(folder, 'b.graphql');
    await writeFile(file, 'one');
    const { told, begun } = begin({ subgraphs: [{ name: 'b', url, sdl: 'b.graphql' }] });
    await begun.first;
    await writeFile(join(folder, 'next'), 'two');
    await rename(join(folder, 'next'), file);
    await until(() => told.length > 1);
    // Written again with the same text.
    await writeFile(file, 'two');
    await begun.look();
    await sleep(120);
    expect(told.map(texts)).toEqual([[['b', 'one']], [['b', 'two']]]);
  });

  it('keeps the last good text, and tells a fault once and again when it is another', async () => {
    const file = join(folder, 'c.graphql');
    await writeFile(file, 'one');
    const { told, begun } = begin({ subgraphs: [{ name: 'c', url, sdl: 'c.graphql' }] });
    await begun.first;
    await rm(file);
    for (let n = 0; n < 3; n += 1) await begun.look();
    expect(begun.faults()).toEqual([{ source: 'c', message: `${file} cannot be read: there is no such file.` }]);
    await writeFile(file, Buffer.from([0xff, 0xfe]));
    for (let n = 0; n < 3; n += 1) await begun.look();
    expect(begun.texts().subgraphs).toEqual([{ name: 'c', url, sdl: 'one' }]);
    await writeFile(file, 'one');
    await begun.look();
    await sleep(120);
    expect(told.slice(1)).toEqual([
      `c: ${file} cannot be read: there is no such file.`,
      `c: ${file} cannot be read: it is no text in UTF-8.`,
      'c is mended',
    ]);
    expect(begun.faults()).toEqual([]);
  });

  it('names those that could never be read, and adds them when they can', async () => {
    respond = (response) => void response.writeHead(503).end();
    const { told, begun } = begin({ subgraphs: [{ name: 'a', url }] });
    await begun.first;
    expect(told).toEqual([
      `a: ${url} cannot be read: it answers with status 503.`,
      { subgraphs: [], missing: ['a'], supergraph: undefined },
    ]);
    respond = service('now');
    await until(() => told.length === 4);
    expect(told.slice(2).map(texts)).toEqual(['a is mended', [['a', 'now']]]);
  });

  it('asks a registry for what has changed since', async () => {
    respond = (response, { headers }) => {
      if (headers['if-none-match'] === '"1"') return void response.writeHead(304).end();
      response.writeHead(200, { etag: '"1"', 'content-encoding': 'gzip' }).end(gzipSync('the supergraph'));
    };
    const { told, begun } = begin({ supergraph: url, supergraphHeaders: { 'X-Key': 'k' } });
    await begun.first;
    await until(() => requests.length >= 3);
    expect(told).toEqual([{ subgraphs: [], missing: [], supergraph: 'the supergraph' }]);
    expect(
      requests.map(({ method, headers }) => [method, headers['x-key'], headers['if-none-match']]).slice(0, 2),
    ).toEqual([
      ['GET', 'k', undefined],
      ['GET', 'k', '"1"'],
    ]);
  });

  it.each<readonly [string, typeof respond, string]>([
    ['no JSON', (response) => void response.end('<html>\n'), 'it answers with no JSON: "<html>\\u{a}"'],
    ['no object', (response) => void response.end('null'), 'its answer to { _service { sdl } } has no SDL'],
    [
      'no SDL',
      (response) => void response.end('{"data":{"_service":{"sdl":5}}}'),
      'its answer to { _service { sdl } } has no SDL',
    ],
    [
      'an error',
      (response) => void response.writeHead(400).end('{"errors":[{"message":"Introspection\\nis off"}]}'),
      'it answers { _service { sdl } } with the error "Introspection\\u{a}is off"',
    ],
    [
      'a redirect',
      (response) => void response.writeHead(302, { location: 'https://elsewhere.example/x?token=1' }).end(),
      'it answers with a redirect (302) to https://elsewhere.example, which is not followed',
    ],
    [
      'a body that is cut off',
      (response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{');
        setTimeout(() => response.destroy(), 20);
      },
      'the connection was cut off',
    ],
    [
      'an endless body',
      (response) => {
        const more = (): boolean => !response.destroyed && response.write('x'.repeat(1_000_000), () => void more());
        more();
      },
      'it is larger than 20 MB',
    ],
    [
      'a small body that grows',
      (response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(30_000_000))),
      'it is larger than 20 MB',
    ],
  ])('says what is wrong with %s', async (_, answer, reason) => {
    respond = answer;
    const { told, begun } = begin({ subgraphs: [{ name: 'a', url }] });
    await begun.first;
    expect(told[0]).toBe(`a: ${url} cannot be read: ${reason}.`);
  });

  it('does not tell what an address is asked with', async () => {
    respond = (response) => void response.writeHead(404).end();
    const { told, begun } = begin({ supergraph: `${url}?token=s3cret` });
    await begun.first;
    expect(told[0]).toBe(`supergraph: ${url} cannot be read: it answers with status 404.`);
  });

  it('tells nothing after its end, and breaks off what is under way', async () => {
    respond = () => {};
    const { told, begun } = begin({ subgraphs: [{ name: 'a', url }] });
    await until(() => requests.length === 1);
    begun.stop();
    await begun.first;
    await sleep(50);
    expect(told).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});

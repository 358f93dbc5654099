import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync, brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { until } from '../gateway/testServer.js';
import { askedWith, failureOf, openRemote, startHttp, startRaw, tiers } from './openRemote.js';

type Respond = (response: ServerResponse) => void;

const json = { 'content-type': 'application/json' };
const sends =
  (body: string | Buffer, headers: Record<string, string> = json, status = 200): Respond =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** Writes without an end, as fast as it is read. */
const endless: Respond = (response) => {
  response.writeHead(200, json);
  const write = (): void => {
    while (!response.destroyed && response.write('{"data":'.padEnd(10_000, ' ')));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
};

/** A byte each 20 ms. */
const drip: Respond = (response) => {
  response.writeHead(200, json);
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
};

const [bad, unavailable, timeout] = ['SUBGRAPH_BAD_ANSWER', 'SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT'];

const cases: readonly [string, Respond, string, string][] = [
  ['no JSON', sends('<html>'), bad, 'gave an answer that is none of GraphQL'],
  ['half of JSON', sends('{"data": {"tiers": ['), bad, 'gave an answer that is none of GraphQL'],
  ['nothing', sends(''), bad, 'gave an answer that is none of GraphQL'],
  ['a text', sends('"data"'), bad, 'gave an answer that is none of GraphQL'],
  ['null', sends('null'), bad, 'gave an answer that is none of GraphQL'],
  ['a list', sends('[{"data": {}}]'), bad, 'gave an answer that is none of GraphQL'],
  ['an empty object', sends('{}'), bad, 'gave an answer that is none of GraphQL'],
  ['data that is a list', sends('{"data": []}'), bad, 'gave an answer that is none of GraphQL'],
  ['errors that are a text', sends('{"data": {}, "errors": "no"}'), bad, 'gave an answer that is none of GraphQL'],
  ['no errors and no data', sends('{"errors": []}'), bad, 'gave an answer that is none of GraphQL'],
  ['data only of its prototype', sends('{"__proto__": {"data": {}}}'), bad, 'gave an answer that is none of GraphQL'],
  ['no media type', sends('{"data": {}}', {}), bad, 'answered with no media type in place of JSON'],
  ['a page', sends('<html>', { 'content-type': 'text/html' }), bad, 'answered with "text/html" in place of JSON'],
  [
    'another character set',
    sends('{"data": {}}', { 'content-type': 'application/json; charset=latin1' }),
    bad,
    'answered with "application/json; charset=latin1" in place of JSON',
  ],
  [
    'lists in lists',
    sends(`{"data": {"x": ${'['.repeat(2000)}${']'.repeat(2000)}}}`),
    bad,
    'gave an answer that is 2002 deep',
  ],
  ['lists without an end', sends(`{"data": ${'['.repeat(90_000)}`), bad, 'gave an answer that is 90001 deep'],
  [
    'more than the limit',
    sends(`{"data": {"x": "${'x'.repeat(100_000)}"}}`),
    bad,
    'gave an answer of more than 100,000 bytes',
  ],
  [
    'a length beyond the limit',
    (response) => void response.writeHead(200, { ...json, 'content-length': '999999999' }).write('{'),
    bad,
    'gave an answer of more than 100,000 bytes',
  ],
  ['an endless body', endless, bad, 'gave an answer of more than 100,000 bytes'],
  [
    'a bomb',
    sends(gzipSync(Buffer.alloc(50_000_000, 0x20)), { ...json, 'content-encoding': 'gzip' }),
    bad,
    'gave an answer of more than 100,000 bytes',
  ],
  [
    'what is not gzip',
    sends('{"data": {}}', { ...json, 'content-encoding': 'gzip' }),
    bad,
    'gave an answer that is not compressed as it says',
  ],
  [
    'half of gzip',
    sends(gzipSync('{"data": {}}').subarray(0, 20), { ...json, 'content-encoding': 'gzip' }),
    bad,
    'gave an answer that is not compressed as it says',
  ],
  [
    'what was not asked for',
    sends(brotliCompressSync('{"data": {}}'), { ...json, 'content-encoding': 'br' }),
    bad,
    'compresses answers in a way that was not asked for',
  ],
  [
    'a redirect',
    sends('', { location: 'http://127.0.0.1:1/?secret' }, 302),
    bad,
    'redirects (status 302), which is not followed',
  ],
  [
    'a redirect that says JSON',
    sends('{"data": {}}', { ...json, location: '/' }, 307),
    bad,
    'redirects (status 307), which is not followed',
  ],
  ['not found', sends('nothing here', { 'content-type': 'text/plain' }, 404), bad, 'answered with status 404'],
  ['a 401 that is not of GraphQL', sends('{"message": "key"}', json, 401), bad, 'answered with status 401'],
  ['data with status 400', sends('{"data": {"tiers": []}}', json, 400), bad, 'answered with status 400'],
  ['a failing proxy', sends('<html>', { 'content-type': 'text/html' }, 502), unavailable, 'answered with status 502'],
  ['no answer', () => {}, timeout, 'gave no whole answer within 300 ms'],
  ['a byte now and then', drip, timeout, 'gave no whole answer within 300 ms'],
  ['a cut', (response) => void response.destroy(), unavailable, 'cannot be reached: the connection was cut'],
  [
    'a cut in the middle',
    (response) => {
      response.writeHead(200, { ...json, 'content-length': '100' }).write('{"data":');
      setTimeout(() => response.destroy(), 20);
    },
    unavailable,
    'cannot be reached: the connection was cut',
  ],
];

describe('a remote subgraph that answers badly', () => {
  it.each(cases)(
    'gives %s: a failure of its own, and its connection does not stay open',
    async (_, respond, code, what) => {
      const server = await startHttp((request, response) => {
        request.resume();
        respond(response);
      });
      const remote = openRemote(server.url, { timeoutSeconds: 0.3 });
      try {
        const failure = await failureOf(remote.call(tiers, askedWith()));
        expect(failure).toEqual({ message: `The subgraph "loyalty" ${what}.`, code, subgraph: 'loyalty' });
        expect(remote.counts).toMatchObject({ calls: 1, failures: 1, timeouts: code === timeout ? 1 : 0, retries: 0 });
        remote.end();
        await until(() => server.open.size === 0);
      } finally {
        await server.stop();
      }
    },
  );

  const raw: readonly [string, (socket: Socket) => void, string, string][] = [
    ['what is no HTTP', (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'), bad, 'does not answer in HTTP'],
    [
      'two lengths',
      (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 7\r\n\r\n{}'),
      bad,
      'does not answer in HTTP',
    ],
    [
      'headers without an end',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write(`x-header: ${'x'.repeat(8000)}\r\n`), 1);
        socket.once('close', () => clearInterval(timer));
      },
      bad,
      'does not answer in HTTP',
    ],
    [
      'a change of protocol',
      (socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      unavailable,
      'cannot be reached: the connection was cut',
    ],
    [
      'a cut without a word',
      (socket) => void socket.destroy(),
      unavailable,
      'cannot be reached: the connection was cut',
    ],
  ];
  it.each(raw)('sends %s', async (_, onConnection, code, what) => {
    const server = await startRaw((socket) => socket.once('data', () => onConnection(socket)));
    const remote = openRemote(server.url, { timeoutSeconds: 0.5 });
    try {
      expect(await failureOf(remote.call(tiers, askedWith()))).toEqual({
        message: `The subgraph "loyalty" ${what}.`,
        code,
        subgraph: 'loyalty',
      });
      remote.end();
      await until(() => server.open.size === 0);
    } finally {
      await server.stop();
    }
  });

  it('is not there', async () => {
    const server = await startHttp(() => {});
    await server.stop();
    const remote = openRemote(server.url);
    const { message, code } = await failureOf(remote.call(tiers, askedWith()));
    expect({ message, code }).toEqual({
      message: 'The subgraph "loyalty" cannot be reached: nobody takes connections there.',
      code: unavailable,
    });
  });
});

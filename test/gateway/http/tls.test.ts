import { once } from 'node:events';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createServer, get } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { httpKeys } from '../../../src/config/httpKeys.js';
import { followTls, readTls } from '../../../src/gateway/http/tls.js';
import { selfSigned } from '../../support/selfSigned.js';
import { limits, startTestServer, until } from '../testServer.js';

let folder: string;
let files: { certificate: string; key: string };
const write = async (serial: number): Promise<string> => {
  const made = selfSigned('localhost', new Date(), serial);
  await writeFile(files.certificate, made.certificate);
  await writeFile(files.key, made.key);
  // Some file systems tell times by the second alone.
  await utimes(files.certificate, serial, serial);
  return made.certificate;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-test-tls-'));
  files = { certificate: join(folder, 'facet.crt'), key: join(folder, 'facet.key') };
});
afterAll(() => rm(folder, { recursive: true }));

const withTls = () =>
  startTestServer({
    config: { host: '127.0.0.1', port: 0, limits, http: { ...httpKeys.parse(undefined), tls: files } },
  });

async function serialAt(port: number, ca: string): Promise<string> {
  const socket: TLSSocket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca });
  await once(socket, 'secureConnect');
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

describe('a server with a certificate', () => {
  it('answers by TLS alone, and has browsers come that way', async () => {
    const ca = await write(1);
    const server = await withTls();
    try {
      expect(server.url).toMatch(/^https:/);
      const asked = get(`${server.endpoint}?query={hello}`, { ca, servername: 'localhost', agent: false });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      expect(await text(answer)).toBe('{"data":{"hello":"Hello world"}}\n');
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
      const old = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', ca, maxVersion: 'TLSv1.1' });
      await expect(once(old, 'secureConnect')).rejects.toThrow();
    } finally {
      await server.stop();
    }
  });

  it('stops although somebody is in the middle of a handshake', async () => {
    await write(2);
    const server = await withTls();
    const socket = connectPlain(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await server.stop();
    await closed;
  });
});

describe('a renewed certificate', () => {
  it('is taken without a restart, and a broken one is not', async () => {
    const first = await write(3);
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    const server = createServer(readTls(files)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    followTls(server, files, log, 10);
    const { port } = server.address() as { port: number };
    expect(await serialAt(port, first)).toBe('03');
    await writeFile(files.key, 'no key');
    await utimes(files.key, 4, 4);
    await until(() => lines.some((line) => line.includes('the old one stays')));
    expect(await serialAt(port, first)).toBe('03');
    const second = await write(5);
    await until(() => lines.some((line) => line.includes('was renewed')));
    expect(await serialAt(port, second)).toBe('05');
    server.close();
    await once(server, 'close');
  });

  it('is refused at the start where its key is another', async () => {
    await write(6);
    await writeFile(files.key, selfSigned('localhost', new Date(), 7).key);
    expect(() => readTls(files)).toThrow(expect.objectContaining({ code: 'BAD_TLS' }));
    expect(() => readTls({ ...files, key: join(folder, 'none') })).toThrow(/http\.tls .*none/);
  });
});

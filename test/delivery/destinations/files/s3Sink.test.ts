import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { destinationKeys } from '../../../../src/config/destinations/destinationKeys.js';
import type { S3Config } from '../../../../src/config.js';
import { openS3 } from '../../../../src/delivery/destinations/files/s3Sink.js';
import { HandOverFailure } from '../../../../src/delivery/destinations/HandOverFailure.js';
import { closeAgents, createAgents } from '../../../../src/delivery/destinations/http/agents.js';
import { makeTestFolder, removeTestFolder } from '../../../support/testFolder.js';
import { startReceiver } from '../../support/receiver.js';
import { bucketKeys, startBuckets } from '../../support/startBuckets.js';

let folder: string;
let buckets: Awaited<ReturnType<typeof startBuckets>>;
const agents = createAgents({ allowPrivate: true });

beforeAll(async () => {
  folder = await makeTestFolder('s3');
  buckets = await startBuckets(folder, 'lists');
});

afterAll(async () => {
  closeAgents(agents);
  await buckets.stop();
  await removeTestFolder(folder);
});

const { signal } = new AbortController();

const file = (name: string) => ({
  path: ['2026-03-31_d', name] as const,
  contentType: 'text/csv',
  idempotencyKey: 'd-1-1',
});

function open(name: string, endpoint = buckets.endpoint, keys = bucketKeys, given = agents, bucket = 'lists') {
  const written = { name: 's3', kind: 's3', bucket, prefix: 'facet/', endpoint, accessKeyEnv: 'A', secretKeyEnv: 'B' };
  const [config] = destinationKeys.parse([{ ...written, allowPrivate: true }]) as [S3Config];
  return openS3(config, keys, given)(file(name), signal);
}

/** What lies in the bucket, as the server keeps it. */
const kept = async (name: string): Promise<Buffer> =>
  readFile(join(folder, 'lists', 'facet', '2026-03-31_d', `${name}._S3rver_object`));

const names = async (): Promise<string[]> => {
  const all = await readdir(join(folder, 'lists'), { recursive: true });
  return all.flatMap((path) => /([^/]+)\._S3rver_object$/.exec(path)?.[1] ?? []).toSorted();
};

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('openS3', () => {
  it('puts a small file in one request, and over the one that was there', async () => {
    for (const content of ['first', 'second']) {
      const sink = await open('Frühling_A.csv');
      expect(sink.location).toBe('s3://lists/facet/2026-03-31_d/Frühling_A.csv');
      await sink.write(Buffer.from(content));
      await sink.finish();
      expect((await kept('Frühling_A.csv')).toString()).toBe(content);
    }
  });

  it('puts an empty file', async () => {
    const sink = await open('empty.ndjson');
    await sink.finish();
    expect(await kept('empty.ndjson')).toHaveLength(0);
  });

  it('puts a large file in pieces, seen when all are there', async () => {
    const sink = await open('large.csv');
    const chunk = Buffer.alloc(1_000_000);
    const all: Buffer[] = [];
    for (let n = 0; n < 20; n++) {
      chunk.fill(String.fromCharCode(97 + n));
      all.push(Buffer.from(chunk));
      await sink.write(chunk);
    }
    expect(await names()).not.toContain('large.csv');
    await sink.finish();
    expect(sha(await kept('large.csv'))).toBe(sha(Buffer.concat(all)));
  });

  it('takes pieces back that come to nothing', async () => {
    const receiver = await startReceiver((_received, _request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/xml', etag: '"e"' })
        .end('<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>'),
    );
    const sink = await open('gone.csv', new URL(receiver.url).origin);
    await sink.write(Buffer.alloc(9_000_000));
    await sink.abandon();
    await receiver.stop();
    const path = '/lists/facet/2026-03-31_d/gone.csv';
    expect(receiver.received.map(({ line }) => line)).toEqual([
      `POST ${path}?uploads=`,
      `PUT ${path}?partNumber=1&uploadId=u`,
      `DELETE ${path}?uploadId=u`,
    ]);
  });

  it('says by which mark it was refused, and repeats no key', async () => {
    const wrong = await open('wrong.csv', buckets.endpoint, { ...bucketKeys, secretAccessKey: 'a wrong secret' });
    await wrong.write(Buffer.from('x'));
    await expect(wrong.finish()).rejects.toEqual(new HandOverFailure('answered with HTTP 403 (SignatureDoesNotMatch)'));
    const missing = await open('x.csv', buckets.endpoint, bucketKeys, agents, 'no-such-bucket');
    await expect(missing.finish()).rejects.toEqual(new HandOverFailure('answered with HTTP 404 (NoSuchBucket)'));
  });

  it('may pass when the server is busy or away', async () => {
    const receiver = await startReceiver((_received, _request, response) =>
      response
        .writeHead(503, { 'content-type': 'application/xml' })
        .end('<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>'),
    );
    const { origin } = new URL(receiver.url);
    await expect((await open('x.csv', origin)).finish()).rejects.toMatchObject({
      mayPass: true,
      message: 'answered with HTTP 503 (SlowDown)',
    });
    await receiver.stop();
    await expect((await open('x.csv', origin)).finish()).rejects.toMatchObject({
      mayPass: true,
      message: 'cannot be reached: nobody takes connections there',
    });
  });

  it('does not take a 200 for a file that was not put together', async () => {
    const receiver = await startReceiver((_received, request, response) => {
      const isStart = request.url?.includes('uploads') === true;
      const xml = isStart
        ? '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>'
        : '<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>';
      const isPiece = request.method === 'PUT';
      response
        .writeHead(200, { 'content-type': 'application/xml', etag: '"e"' })
        .end(isPiece ? '' : `<?xml version="1.0"?>${xml}`);
    });
    const sink = await open('half.csv', new URL(receiver.url).origin);
    await sink.write(Buffer.alloc(9_000_000));
    await expect(sink.finish()).rejects.toMatchObject({ mayPass: true, message: 'did not put the file together' });
    await receiver.stop();
  });

  it('connects to none of our own addresses unless allowed', async () => {
    const careful = createAgents({ allowPrivate: false });
    const sink = await open('x.csv', buckets.endpoint, bucketKeys, careful);
    await expect(sink.finish()).rejects.toThrow('is at a private address');
    closeAgents(careful);
  });
});

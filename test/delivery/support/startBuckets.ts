import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

interface S3Server {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}

type S3Constructor = new (options: object) => S3Server;

const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as S3Constructor;

/** The one pair of keys that the server knows. */
export const bucketKeys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/** A server that speaks as S3 does and checks signatures, with one bucket whose files lie in a folder of that name. */
export async function startBuckets(directory: string, bucket: string) {
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Bytes that are compressed in one go, which takes less than a millisecond: other threads would take more time, of the event loop too. */
const atOnce = 131_072;

/**
 * Lets routes compress answers by `reply.compress`, where a client takes that. Larger ones are compressed by other threads, in pieces:
 * the event loop has other requests meanwhile.
 */
export async function addCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    globalCompression: false,
    // A request's body is never unpacked: its limit counts the bytes that come.
    globalDecompression: false,
    // Who calls it has looked at the length.
    threshold: 0,
    syncThreshold: atOnce,
    encodings: ['br', 'gzip'],
    zlibOptions: { level: constants.Z_BEST_SPEED },
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
  });
}

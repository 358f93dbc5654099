import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { SubgraphFailure } from '../SubgraphFailure.js';
import type { Exchange, HttpAnswer } from './Exchange.js';

const gunzipped = promisify(gunzip);

const tooLarge = ({ subgraph, mostBytes }: Exchange): SubgraphFailure => {
  const most = mostBytes.toLocaleString('en');
  // A client may have asked for so much: others are not to be refused for it.
  return new SubgraphFailure(subgraph, 'SUBGRAPH_BAD_ANSWER', `gave an answer of more than ${most} bytes`, {
    isUnwell: false,
  });
};

/** All bytes as they came. */
function received(response: IncomingMessage, exchange: Exchange): Promise<Buffer> {
  const { mostBytes, onBytes } = exchange;
  if (Number(response.headers['content-length'] ?? 0) > mostBytes) return Promise.reject(tooLarge(exchange));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) return reject(tooLarge(exchange));
      try {
        onBytes(chunk.length);
      } catch (error) {
        return reject(error as Error);
      }
      chunks.push(chunk);
    });
    response.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    response.on('error', reject);
  });
}

async function decompressed(bytes: Buffer, exchange: Exchange): Promise<Buffer> {
  try {
    // In a thread of its own, which stops where the text becomes too long.
    return await gunzipped(bytes, { maxOutputLength: exchange.mostBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(exchange);
    throw new SubgraphFailure(
      exchange.subgraph,
      'SUBGRAPH_BAD_ANSWER',
      'gave an answer that is not compressed as it says',
    );
  }
}

/** Reads an answer to its end, or up to the most bytes that it may have. */
export async function readBody(response: IncomingMessage, exchange: Exchange): Promise<HttpAnswer> {
  const { statusCode: status = 0, headers } = response;
  const encoding = headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new SubgraphFailure(
      exchange.subgraph,
      'SUBGRAPH_BAD_ANSWER',
      'compresses answers in a way that was not asked for',
    );
  const bytes = await received(response, exchange);
  if (encoding === 'identity' || bytes.length === 0)
    return { status, contentType: headers['content-type'], body: bytes };
  const body = await decompressed(bytes, exchange);
  exchange.onBytes(Math.max(0, body.length - bytes.length));
  return { status, contentType: headers['content-type'], body };
}

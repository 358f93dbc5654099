import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../../lib/errors/UserError.js';
import { createDecoder, encodingOf, type Decoder, type TextChunk } from './encodings.js';

export type { TextChunk } from './encodings.js';

/** The texts of larger pieces are large objects to V8, which only a full collection removes. */
const chunkBytes = 64 * 1024;

/** The SHA-256 of a file as stored, in hex. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: chunkBytes })) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/**
 * Reads the text of a plain or gzipped file, without a byte order mark, in pieces of at most about 64 kB. Without an
 * `encoding` it is that of the byte order mark, else UTF-8. Throws a `UserError` for a compressed file that is cut off
 * or damaged, and for one with the mark of another encoding.
 */
export const readTextFile = (path: string, encoding?: string): AsyncGenerator<TextChunk> =>
  decodeText(readBytes(path), path, encoding);

/** Decodes bytes to text as `readTextFile` does; `name` is for error messages. */
export async function* decodeText(
  pieces: AsyncIterable<Buffer>,
  name: string,
  encoding?: string,
): AsyncGenerator<TextChunk> {
  let decoder: Decoder | undefined;
  let pending: Buffer = Buffer.alloc(0);
  let first = true;
  const decode = (bytes: Buffer, isLast: boolean): TextChunk => {
    decoder ??= decoderOf(encodingOf(bytes, encoding, name));
    const chunk = decoder.write(bytes, isLast);
    if (!first || chunk.text === '') return chunk;
    first = false;
    return chunk.text.startsWith('\uFEFF') ? { ...chunk, text: chunk.text.slice(1) } : chunk;
  };
  for await (const bytes of pieces) {
    pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
    // A byte order mark has up to four bytes.
    if (decoder === undefined && pending.length < 4) continue;
    const chunk = decode(pending, false);
    pending = Buffer.alloc(0);
    if (chunk.text !== '') yield chunk;
  }
  const last = decode(pending, true);
  if (last.text !== '') yield last;
}

const decoderOf = (encoding: string): Decoder => (encoding === 'utf-8' ? utf8Decoder() : createDecoder(encoding));

function utf8Decoder(): Decoder {
  let rest: Buffer = Buffer.alloc(0);
  return {
    write(bytes, isLast) {
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const end = isLast ? all.length : characterEnd(all);
      rest = all.subarray(end);
      const whole = all.subarray(0, end);
      return { text: whole.toString('utf8'), valid: isUtf8(whole) };
    },
  };
}

/** Where the last character that is whole ends; bytes that begin none count as whole. */
function characterEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The bytes of a file, unpacked where it is gzipped. Throws a `UserError` for one that is cut off or damaged. */
export async function* readBytes(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  if (!(await isGzip(path))) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  // The callback of the pipeline does nothing: a failure reaches the loop below through `unzip`.
  const unzip = pipeline(file, createGunzip({ chunkSize: chunkBytes }), () => {});
  try {
    yield* unzip as AsyncIterable<Buffer>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new UserError(`${path} is cut off: its compressed data has no end.`, 'BAD_FILE');
    if (code?.startsWith('Z_')) throw new UserError(`${path} is damaged: gzip says "${message}".`, 'BAD_FILE');
    throw error;
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.toString('hex') === '1f8b';
  } finally {
    await file.close();
  }
}

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../../lib/UserError.js';

/** A piece of a file's text; never cuts a character in two. */
export interface TextChunk {
  readonly text: string;
  /** False where bytes that are no UTF-8 were replaced by U+FFFD. */
  readonly valid: boolean;
}

/** The texts of larger pieces are large objects to V8, which only a full collection removes. */
const chunkBytes = 64 * 1024;

/** The SHA-256 of a file as stored, in hex. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: chunkBytes })) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/**
 * The text of a plain or gzipped UTF-8 file, without a byte order mark, in pieces of at most about 64 kB. Throws a
 * `UserError` for a compressed file that is cut off or damaged, and for UTF-16.
 */
export const readText = (path: string): AsyncGenerator<TextChunk> => decodeText(readBytes(path), path);

/** Bytes as UTF-8 text, without a byte order mark. Throws a `UserError` for UTF-16; `name` is for it. */
export async function* decodeText(pieces: AsyncIterable<Buffer>, name: string): AsyncGenerator<TextChunk> {
  let rest: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const bytes of pieces) {
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const end = characterEnd(all);
    rest = all.subarray(end);
    if (end === 0) continue;
    const chunk = decode(all.subarray(0, end));
    if (first) refuseUtf16(all, name);
    yield first && chunk.text.startsWith('\uFEFF') ? { ...chunk, text: chunk.text.slice(1) } : chunk;
    first = false;
  }
  if (rest.length > 0) yield decode(rest);
}

const decode = (bytes: Buffer): TextChunk => ({ text: bytes.toString('utf8'), valid: isUtf8(bytes) });

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

function refuseUtf16(bytes: Buffer, name: string): void {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') throw new UserError(`${name} is UTF-16; save it as UTF-8.`, 'BAD_FILE');
}

async function* readBytes(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  if (!(await isGzip(path))) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  // The pipeline's own callback has nothing to add: a failure reaches the loop below through `unzip`.
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

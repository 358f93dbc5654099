import { once } from 'node:events';
import type { Sql } from '../../../db/client.js';

/** Bytes that are sent at a time, about. */
const chunk = 65_536;

/**
 * Sends lines in COPY's text format through `copy … from stdin` on a transaction's connection, about 64 kB at a time
 * and no faster than PostgreSQL takes them. Where the lines or PostgreSQL fail, the copy is cancelled and the failure
 * thrown.
 */
export async function copyIn(
  transaction: Pick<Sql, 'unsafe'>,
  statement: string,
  lines: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const copy = transaction.unsafe(statement);
  const stream = await copy.writable();
  // postgres.js reports what PostgreSQL refuses by rejecting the query, which has been resolved with the stream already:
  // after the last line nothing would fail, and the stream would never finish.
  const refused = new Promise<never>((_, reject) => {
    Reflect.set(copy, 'reject', reject);
  });
  refused.catch(() => {});
  stream.on('error', () => {});
  const send = async (bytes: Uint8Array): Promise<void> => {
    const sent = new Promise<void>((resolve, reject) => {
      stream.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
    sent.catch(() => {});
    await Promise.race([sent, refused]);
  };
  try {
    for await (const bytes of inChunks(lines)) await send(bytes);
    const finished = once(stream, 'finish');
    finished.catch(() => {});
    stream.end();
    await Promise.race([finished, refused]);
  } catch (error) {
    stream.destroy(error as Error);
    throw error;
  }
}

async function* inChunks(lines: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of lines) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    waiting.push(bytes);
    length += bytes.length;
    if (length < chunk) continue;
    yield waiting.length === 1 ? bytes : Buffer.concat(waiting);
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(waiting);
}

import { once } from 'node:events';
import type postgres from 'postgres';

/**
 * Sends lines in COPY's text format through `copy … from stdin` on a transaction's connection, about 64 kB at a time and
 * no faster than PostgreSQL takes them. Where the lines or PostgreSQL fail, the copy is called off and the failure thrown.
 */
export async function copyIn(
  transaction: postgres.TransactionSql,
  statement: string,
  lines: AsyncIterable<string>,
): Promise<void> {
  const copy = transaction.unsafe(statement);
  const stream = await copy.writable();
  // postgres.js reports what PostgreSQL refuses by rejecting the query, which has been resolved with the stream already:
  // after the last line nothing would tell, and the stream would never finish.
  const refused = new Promise<never>((_, reject) => {
    Reflect.set(copy, 'reject', reject);
  });
  refused.catch(() => {});
  stream.on('error', () => {});
  const send = async (text: string): Promise<void> => {
    const sent = new Promise<void>((resolve, reject) => {
      stream.write(Buffer.from(text), (error) => (error ? reject(error) : resolve()));
    });
    sent.catch(() => {});
    await Promise.race([sent, refused]);
  };
  try {
    let waiting = '';
    for await (const text of lines) {
      waiting += text;
      if (waiting.length < 65_536) continue;
      await send(waiting);
      waiting = '';
    }
    if (waiting !== '') await send(waiting);
    const finished = once(stream, 'finish');
    finished.catch(() => {});
    stream.end();
    await Promise.race([finished, refused]);
  } catch (error) {
    stream.destroy(error as Error);
    throw error;
  }
}

import { once } from 'node:events';
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { UserError } from '../../lib/errors/UserError.js';

async function send(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

/** Writes texts to a file, whole or not at all. Throws a `UserError` where it cannot be written. */
async function writeFile(file: string, texts: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  const stream = createWriteStream(part);
  try {
    await once(stream, 'open');
    for await (const text of texts) await send(stream, text);
    stream.end();
    await once(stream, 'finish');
    renameSync(part, file);
  } catch (error) {
    stream.destroy();
    if (existsSync(part)) rmSync(part);
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new UserError(`${file} cannot be written: ${(error as Error).message}.`);
  }
}

/** Writes texts to a file as they come, or to the standard output where none is named. */
export async function writeLines(file: string | undefined, texts: AsyncIterable<string>): Promise<void> {
  if (file !== undefined) return writeFile(file, texts);
  for await (const text of texts) await send(process.stdout, text);
}

import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileReason } from '../../lib/errors/fileReason.js';
import { UserError } from '../../lib/errors/UserError.js';

async function send(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

/** Writes texts to a file, whole or not at all. Throws a `UserError` where it cannot be written. */
async function writeFile(file: string, texts: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(texts, createWriteStream(part));
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new UserError(`${file} cannot be written: ${fileReason(error)}.`);
  }
}

/** Writes texts to a file as they come, or to the standard output where none is named. */
export async function writeLines(file: string | undefined, texts: AsyncIterable<string>): Promise<void> {
  if (file !== undefined) return writeFile(file, texts);
  for await (const text of texts) await send(process.stdout, text);
}

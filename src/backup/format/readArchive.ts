import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { archiveRoot } from './BackupManifest.js';
import { readTarHeader, tarBlock, tarPadding } from './tarHeader.js';

/** An entry of an archive. */
export interface ArchiveEntry {
  /** Without the folder of the archive. */
  readonly name: string;
  /** Where its content begins in the file. */
  readonly offset: number;
  readonly content: Buffer;
  /** SHA-256 of all bytes of the file before this entry, as hexadecimal digits. */
  readonly before: () => string;
}

/** What is wrong with a file that should be a backup, as a part of a sentence. */
export class BadArchive extends Error {}

/** Bytes of an entry; a writer makes none that is nearly as large. */
const largestEntry = 256 * 1024 * 1024;

/** The bytes of a file from a place on. Throws a `BadArchive` where it ends before. */
export async function readAt(file: FileHandle, offset: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size);
  for (let read = 0; read < size;) {
    const { bytesRead } = await file.read(buffer, read, size - read, offset + read);
    if (bytesRead === 0) throw new BadArchive('it ends too early');
    read += bytesRead;
  }
  return buffer;
}

const isEnd = (block: Buffer): boolean => block.every((byte) => byte === 0);

/** The entries of an archive in order, up to its end. Throws a `BadArchive` where it is none, or not whole. */
export async function* readArchive(file: FileHandle): AsyncGenerator<ArchiveEntry> {
  const hash = createHash('sha256');
  const { size } = await file.stat();
  let offset = 0;
  for (;;) {
    const block = await readAt(file, offset, tarBlock);
    if (isEnd(block)) break;
    const header = readTarHeader(block);
    if (header === undefined || !header.name.startsWith(`${archiveRoot}/`))
      throw new BadArchive(offset === 0 ? 'it is no backup of Facet' : 'it is damaged');
    if (header.size > largestEntry) throw new BadArchive('it is damaged');
    const place = offset + tarBlock;
    const padded = await readAt(file, place, header.size + tarPadding(header.size));
    const before = hash.copy();
    const name = header.name.slice(archiveRoot.length + 1);
    yield { name, offset: place, content: padded.subarray(0, header.size), before: () => before.digest('hex') };
    hash.update(block);
    hash.update(padded);
    offset = place + padded.length;
  }
  if (size !== offset + 2 * tarBlock || !isEnd(await readAt(file, offset, 2 * tarBlock)))
    throw new BadArchive('it goes on after its end, or ends too early');
}

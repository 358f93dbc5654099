import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from 'zod';
import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';
import { backupFormat, endSchema, manifestSchema, type BackupEnd, type BackupManifest } from './BackupManifest.js';
import { BadArchive, readArchive, readAt, type ArchiveEntry } from './readArchive.js';

/** Where a piece of a table lies in the file. */
interface Piece {
  readonly offset: number;
  readonly size: number;
}

/** A backup that was read to its end and is as it was written. */
export interface InspectedBackup {
  readonly file: string;
  readonly handle: FileHandle;
  readonly bytes: number;
  readonly manifest: BackupManifest;
  /** The pieces of tables, by their names. */
  readonly pieces: ReadonlyMap<string, readonly Piece[]>;
  readonly tables: BackupEnd['tables'];
}

const unpack = promisify(gunzip);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};

/** Bytes that a piece may have when it is unpacked, against files that mean no good. */
const largestPiece = 1024 * 1024 * 1024;

/** Lines of COPY's text format: a line end in a value is written as two other characters. */
export function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** Unpacks a piece. Throws a `BadArchive` where it is damaged. */
export async function unpackPiece(content: Uint8Array): Promise<Buffer> {
  try {
    return await unpack(content, { maxOutputLength: largestPiece });
  } catch {
    throw new BadArchive('it is damaged');
  }
}

/** The rows of a table in pieces of lines in COPY's text format. */
export async function* readPieces({ handle, pieces }: InspectedBackup, table: string): AsyncGenerator<Buffer> {
  for (const { offset, size } of pieces.get(table) ?? []) yield unpackPiece(await readAt(handle, offset, size));
}

function readJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    throw new BadArchive('it is damaged');
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (!read.success) throw new BadArchive('it is damaged');
  return read.data;
}

function readManifest({ name, content }: ArchiveEntry): BackupManifest {
  if (name !== 'manifest.json') throw new BadArchive('it is no backup of Facet');
  const said = readJson(content);
  const { format, program } = (said ?? {}) as { format?: unknown; program?: unknown };
  if (typeof format === 'number' && format > backupFormat)
    throw new BadArchive(`it was written by a newer Facet (${printable(String(program))}); use that one`);
  return checked(manifestSchema, said);
}

const pieceName = /^tables\/([a-z_][a-z0-9_]*)\/\d{6,}\.copy\.gz$/;

async function readAll(handle: FileHandle): Promise<Omit<InspectedBackup, 'file' | 'handle' | 'bytes'>> {
  let manifest: BackupManifest | undefined;
  let end: BackupEnd | undefined;
  const pieces = new Map<string, Piece[]>();
  const found: Record<string, { rows: number; bytes: number }> = {};
  for await (const entry of readArchive(handle)) {
    if (end !== undefined) throw new BadArchive('it is damaged');
    if (manifest === undefined) {
      manifest = readManifest(entry);
      for (const { name } of manifest.tables) {
        found[name] = { rows: 0, bytes: 0 };
        pieces.set(name, []);
      }
      continue;
    }
    if (entry.name === 'end.json') {
      end = checked(endSchema, readJson(entry.content));
      if (end.sha256 !== entry.before()) throw new BadArchive('it is damaged: its checksum is another one');
      continue;
    }
    const table = pieceName.exec(entry.name)?.[1] ?? '';
    const counts = found[table];
    if (counts === undefined) throw new BadArchive('it is damaged');
    const raw = await unpackPiece(entry.content);
    counts.rows += countLines(raw);
    counts.bytes += raw.length;
    pieces.get(table)?.push({ offset: entry.offset, size: entry.content.length });
  }
  if (manifest === undefined || end === undefined) throw new BadArchive('it ends too early');
  for (const [table, { rows, bytes }] of Object.entries(found))
    if (end.tables[table]?.rows !== rows || end.tables[table]?.bytes !== bytes) throw new BadArchive('it is damaged');
  return { manifest, pieces, tables: found };
}

/**
 * Reads a backup to its end and checks each byte of it; close its `handle` in the end. Throws a `UserError` (`BACKUP_UNREADABLE`) that
 * says what is wrong with the file.
 */
export async function inspectBackup(file: string): Promise<InspectedBackup> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const { size } = await handle.stat();
    return { file, handle, bytes: size, ...(await readAll(handle)) };
  } catch (error) {
    await handle?.close();
    const { code = '', message, syscall } = error as NodeJS.ErrnoException;
    if (!(error instanceof BadArchive) && syscall === undefined) throw error;
    throw new UserError(`${file} cannot be restored: ${reasons[code] ?? message}.`, 'BACKUP_UNREADABLE');
  }
}

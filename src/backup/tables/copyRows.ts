import type { Readable } from 'node:stream';
import type { Sql } from '../../db/client.js';
import type { BackedTable } from '../format/BackupManifest.js';

const quoted = (names: readonly string[]): string => names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');

/** What `COPY … FROM` and `TO` are given: a table of Facet's schema with its columns. */
export const copyTarget = ({ name, columns }: Pick<BackedTable, 'name' | 'columns'>): string =>
  `facet."${name}" (${quoted(columns)})`;

/** The rows of a table in COPY's text format, no faster than they are taken. */
export async function* copyOut(transaction: Sql, { name, columns }: BackedTable): AsyncGenerator<Buffer> {
  const statement = `copy (select ${quoted(columns)} from facet."${name}") to stdout`;
  const stream: Readable = await transaction.unsafe(statement).readable();
  for await (const bytes of stream) yield bytes as Buffer;
  // postgres.js pauses its connection while rows wait, and forgets to go on where their end was among those: all that follows would hang.
  stream._read(0);
}

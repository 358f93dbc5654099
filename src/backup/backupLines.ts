import { plural } from '../lib/text/plural.js';
import type { InspectedBackup } from './format/inspectBackup.js';

/** A number of bytes as people read it. */
export const megabytes = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Sum of the rows of tables. */
export const countedRows = (tables: InspectedBackup['tables']): number =>
  Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);

/** What is in a backup, in lines: what it is of, then a table with its rows on each. */
export function backupLines({ file, bytes, manifest, tables }: InspectedBackup): readonly string[] {
  const { kind, madeAt, database, program, postgres, schema } = manifest;
  const what = kind === 'forgotten' ? 'the list of forgotten persons' : 'a backup';
  return [
    `${file} is ${what} of the database "${database}" at ${madeAt}, made by Facet ${program} on PostgreSQL ${postgres}, schema ${schema.tag}.`,
    `It is whole: ${megabytes(bytes)}, ${plural(Object.keys(tables).length, 'table')}, ${plural(countedRows(tables), 'row')}.`,
    ...Object.entries(tables)
      .filter(([, { rows }]) => rows > 0)
      .map(([name, { rows }]) => `${name}\t${rows}`),
  ];
}

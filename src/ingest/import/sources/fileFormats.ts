/** How files are read; the words of `format`. */
export const fileFormats = ['csv', 'tsv', 'ndjson', 'parquet'] as const;

export type FileFormat = (typeof fileFormats)[number];

const byExtension: Readonly<Record<string, FileFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
};

/** The format that a file's name tells, `.gz` or not; undefined where it tells none. */
export function formatOfName(name: string): FileFormat | undefined {
  const extension = name.replace(/\.gz$/i, '').replace(/^.*\./s, '');
  return byExtension[extension.toLowerCase()];
}

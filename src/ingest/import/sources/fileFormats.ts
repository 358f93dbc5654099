/** The formats of files, as `format` names them. */
export const fileFormats = ['csv', 'tsv', 'ndjson', 'parquet'] as const;

/** The format of a file. */
export type FileFormat = (typeof fileFormats)[number];

const byExtension: ReadonlyMap<string, FileFormat> = new Map([
  ...fileFormats.map((format) => [format, format] as const),
  ['jsonl', 'ndjson'] as const,
]);

/** The format by the extension of a file's name, `.gz` or not; undefined for any other extension. */
export function formatOfName(name: string): FileFormat | undefined {
  const extension = name.replace(/\.gz$/i, '').replace(/^.*\./s, '');
  return byExtension.get(extension.toLowerCase());
}

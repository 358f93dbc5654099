import { shortened } from '../../lib/shortened.js';
import type { RejectedRow } from './convertRow.js';
import type { RejectsFile } from './rejectsFile.js';

/** Bad values of a column that were taken for none, as its mapping says. */
export interface ForgivenValues {
  /** Of the target. */
  readonly column: string;
  readonly count: number;
  readonly first: { readonly line: number; readonly value: string; readonly reason: string };
}

/** What became of one entry of a config. */
export interface FileReport {
  /** As the config names it. */
  readonly file: string;
  readonly target: string;
  /** The same bytes had been read into the same target by the same mapping: nothing was read, all counts are 0. */
  readonly unchanged: boolean;
  /** Rejects included, header and blank lines not. */
  readonly rowsRead: number;
  /** Rows for which the entry's `where` was not true. */
  readonly rowsSkipped: number;
  /** New or changed rows. */
  readonly rowsWritten: number;
  /** Rows that a later one of the same key stands for. */
  readonly rowsSuperseded: number;
  readonly rowsRejected: number;
  readonly forgiven: readonly ForgivenValues[];
  /** The first 20. */
  readonly rejects: readonly RejectedRow[];
  readonly seconds: number;
}

/** What an import did. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly files: readonly FileReport[];
  /** The tables that were derived anew, with the rows they got. */
  readonly derived: readonly { readonly table: string; readonly rows: number; readonly warning?: string }[];
  /** Where the rejected rows are: all of them, or the first ones where the file would have become too large. */
  readonly rejectsFile?: Pick<RejectsFile, 'path' | 'all' | 'kept'> | undefined;
}

const number = new Intl.NumberFormat('en');

function fileLines(report: FileReport): string[] {
  const {
    file,
    target,
    unchanged,
    rowsRead,
    rowsSkipped,
    rowsWritten,
    rowsSuperseded,
    rowsRejected,
    rejects,
    seconds,
  } = report;
  if (unchanged) return [`${file} → ${target}: unchanged since it was last imported, not read again`];
  const counts = `${number.format(rowsRead)} rows read, ${number.format(rowsWritten)} new or changed`;
  const skipped = rowsSkipped === 0 ? '' : `, ${number.format(rowsSkipped)} skipped`;
  const superseded =
    rowsSuperseded === 0 ? '' : `, ${number.format(rowsSuperseded)} superseded by later rows of the same key`;
  const rejected = rowsRejected === 0 ? '' : `, ${number.format(rowsRejected)} rejected`;
  const rate = `${seconds.toFixed(1)} s (${number.format(Math.round(rowsRead / Math.max(seconds, 0.001)))} rows/s)`;
  const more = rowsRejected - rejects.length;
  return [
    `${file} → ${target}: ${counts}${skipped}${superseded}${rejected}, ${rate}`,
    ...report.forgiven.map(forgivenLine),
    ...rejects.map(rejectLine),
    ...(more > 0 ? [`  … and ${number.format(more)} more rejected rows`] : []),
  ];
}

const forgivenLine = ({ column, count, first: { line, value, reason } }: ForgivenValues): string =>
  `  ${number.format(count)} bad values of ${column} became null, the first on line ${line}: "${shortened(value)}" ${reason}`;

const rejectLine = ({ file, line, column, value, reason }: RejectedRow): string =>
  `  ${file}, line ${line}${column === '' ? '' : `, ${column}`}: "${value}" ${reason}`;

const whereRejects = ({ path, all, kept }: NonNullable<ImportReport['rejectsFile']>): string =>
  kept === all
    ? `All rejected rows are in ${path}.`
    : `The first ${number.format(kept)} of ${number.format(all)} rejected rows are in ${path}, which would become too large with all of them.`;

/** The report as lines of text for a person. */
export const formatImportReport = ({ dryRun, files, derived, rejectsFile }: ImportReport): string[] => [
  ...files.flatMap(fileLines),
  ...derived.flatMap(({ table, rows, warning }) => [
    `${table}: ${number.format(rows)} rows derived`,
    ...(warning === undefined ? [] : [`warning: ${warning}`]),
  ]),
  ...(rejectsFile === undefined ? [] : [whereRejects(rejectsFile)]),
  ...(dryRun ? ['Dry run: nothing was written.'] : []),
];

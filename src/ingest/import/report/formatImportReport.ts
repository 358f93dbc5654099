import { shortened } from '../../../lib/text/shortened.js';
import type { RejectGroup } from '../rejects/rejects.js';
import type { FileReport, ImportReport, NulledValues } from './importReport.js';
import { reportWarnings } from './reportWarnings.js';

const number = new Intl.NumberFormat('en');

/** How many reasons are printed for a source. */
const printedGroups = 20;

function fileLines(report: FileReport): string[] {
  const { file, target, unchanged, rowsRead, rowsSkipped, rowsWritten, rowsSuperseded, rowsRejected, seconds } = report;
  const { rowsForgotten } = report;
  if (unchanged) return [`${file} → ${target}: unchanged since it was last imported, not read again`];
  const counts = `${number.format(rowsRead)} rows read, ${number.format(rowsWritten)} new or changed`;
  const skipped = rowsSkipped === 0 ? '' : `, ${number.format(rowsSkipped)} skipped`;
  const superseded =
    rowsSuperseded === 0 ? '' : `, ${number.format(rowsSuperseded)} superseded by later rows of the same key`;
  const forgotten = rowsForgotten === 0 ? '' : `, ${number.format(rowsForgotten)} rows of forgotten persons left out`;
  const rejected = rowsRejected === 0 ? '' : `, ${number.format(rowsRejected)} rejected`;
  const rate = `${seconds.toFixed(1)} s (${number.format(Math.round(rowsRead / Math.max(seconds, 0.001)))} rows/s)`;
  return [
    `${file} → ${target}: ${counts}${skipped}${superseded}${forgotten}${rejected}, ${rate}`,
    ...report.nulled.map(nulledLine),
    ...rejectLines(report),
  ];
}

const nulledLine = ({ column, count, first: { line, value, reason } }: NulledValues): string =>
  `  ${number.format(count)} bad values of ${column} became null, the first on line ${line}: "${shortened(value)}" ${reason}`;

/** A line for each reason, with the first row that was rejected for it. */
function rejectLines({ rejectGroups, rowsRejected }: FileReport): string[] {
  const printed = rejectGroups.slice(0, printedGroups);
  const more = rowsRejected - printed.reduce((sum, { count }) => sum + count, 0);
  return [
    ...printed.map(rejectLine),
    ...(more > 0 ? [`  … and ${number.format(more)} rows rejected for other reasons`] : []),
  ];
}

const rejectLine = ({ first: { file, line, column, value, reason }, count }: RejectGroup): string => {
  const others = count === 1 ? '' : `; so ${number.format(count)} rows, this being the first`;
  return `  ${file}, line ${line}${column === '' ? '' : `, ${column}`}: "${value}" ${reason}${others}`;
};

const rejectsFileLine = ({ path, all, kept }: NonNullable<ImportReport['rejectsFile']>): string =>
  kept === all
    ? `All rejected rows are in ${path}.`
    : `The first ${number.format(kept)} of ${number.format(all)} rejected rows are in ${path}, which would become too large with all of them.`;

/** Formats the report of an import as lines of text for a person. */
export const formatImportReport = (report: ImportReport): string[] => [
  ...report.files.flatMap(fileLines),
  ...report.derived.map(({ table, rows }) => `${table}: ${number.format(rows)} rows derived`),
  ...reportWarnings(report, true).map((warning) => `warning: ${warning}`),
  ...(report.rejectsFile === undefined ? [] : [rejectsFileLine(report.rejectsFile)]),
  ...(report.dryRun ? ['Dry run: nothing was written.'] : []),
];

import type { FileReport, ImportReport } from './importReport.js';

/** How many columns a warning names. */
const mostNamed = 20;

const noRow = 'no row was read';
const allRejected = 'every row was rejected';

/** Why a source gave no row, as a clause; undefined where it gave one, or was not read again. */
function emptyReason({ unchanged, rowsRead, rowsSkipped, rowsRejected }: FileReport): string | undefined {
  if (unchanged) return undefined;
  if (rowsRead === 0) return noRow;
  return rowsRejected > 0 && rowsRejected === rowsRead - rowsSkipped ? allRejected : undefined;
}

/** The exit code of an import that read no row of a source, or rejected every row of one (EX_DATAERR). */
export const nothingReadCode = 65;

/** Whether a source gave no row at all. */
export const hasNothingRead = ({ files }: Pick<ImportReport, 'files'>): boolean =>
  files.some((file) => emptyReason(file) !== undefined);

function fileWarnings(report: FileReport): string[] {
  const { file, target, unnamed, emptyColumns, eachWithoutRows } = report;
  const nothing = emptyReason(report);
  const place = `${file} → ${target}`;
  return [
    ...(nothing === undefined ? [] : [`${place}: ${nothing}`]),
    ...(eachWithoutRows === undefined ? [] : [`${place}: each finds nothing in any record by "${eachWithoutRows}"`]),
    ...(unnamed.length === 0
      ? []
      : [`${place}: columns without a name are left out: the column at place ${firstOf(unnamed)}`]),
    ...(emptyColumns.length === 0 ? [] : [`${place}: no row has a value for ${firstOf(emptyColumns)}`]),
  ];
}

function firstOf(columns: readonly (string | number)[]): string {
  const more = columns.length > mostNamed ? ` and ${columns.length - mostNamed} more` : '';
  return `${columns.slice(0, mostNamed).join(', ')}${more}`;
}

/** The warnings of an import, as sentences without full stop; `withValues`: with values of customers. */
export const reportWarnings = ({ files, warnings }: ImportReport, withValues: boolean): string[] => [
  ...files.flatMap(fileWarnings),
  ...warnings.map(({ text, examples }) =>
    withValues && examples.length > 0 ? `${text}, for example ${examples.join(', ')}` : text,
  ),
];

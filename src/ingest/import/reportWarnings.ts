import type { FileReport, ImportReport } from './importReport.js';

/** Columns that a warning names, or their places. */
const named = 20;

const noRow = 'no row was read';
const allRejected = 'every row was rejected';

/** What came of a source that gave nothing: a clause; undefined where it gave something, or was not read again. */
function nothingOf({ unchanged, rowsRead, rowsSkipped, rowsRejected }: FileReport): string | undefined {
  if (unchanged) return undefined;
  if (rowsRead === 0) return noRow;
  return rowsRejected > 0 && rowsRejected === rowsRead - rowsSkipped ? allRejected : undefined;
}

/** The exit code of an import that read no row of a source, or rejected every row of one (EX_DATAERR). */
export const nothingReadCode = 65;

/** Whether some source gave nothing at all. */
export const hasNothingRead = ({ files }: Pick<ImportReport, 'files'>): boolean =>
  files.some((file) => nothingOf(file) !== undefined);

function fileWarnings(report: FileReport): string[] {
  const { file, target, unnamed, emptyColumns, eachWithoutRows } = report;
  const nothing = nothingOf(report);
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
  const more = columns.length > named ? ` and ${columns.length - named} more` : '';
  return `${columns.slice(0, named).join(', ')}${more}`;
}

/** What somebody should know of an import, in sentences without their full stop; with values of customers where asked for. */
export const reportWarnings = ({ files, warnings }: ImportReport, withValues: boolean): string[] => [
  ...files.flatMap(fileWarnings),
  ...warnings.map(({ text, examples }) =>
    withValues && examples.length > 0 ? `${text}, for example ${examples.join(', ')}` : text,
  ),
];

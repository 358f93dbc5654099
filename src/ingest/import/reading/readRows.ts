import type { Progress } from '../../../lib/process/progress.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import type { ImportPlan } from '../plan/planImport.js';
import type { Rejects } from '../rejects/rejects.js';
import type { SourceRow } from '../sources/importSource.js';
import { isStaged } from '../staging/stagingStatements.js';
import { BadValue } from '../values/BadValue.js';
import { withinTime } from '../values/withinTime.js';
import { createConverter, type ConvertRow } from './convertRow.js';

/** What is counted while a source's rows are read. */
export interface RowCounts {
  /** Rejected and skipped ones included. */
  rowsRead: number;
  /** Those for which `where` was not true. */
  rowsSkipped: number;
  /** Those that could not be read at all. */
  rowsFaulty: number;
}

interface ReadOptions {
  readonly progress: Progress;
  readonly rejects: Rejects;
  readonly counts: RowCounts;
  /** Called once for each column that a row has a value of. */
  readonly onValue: (column: ColumnPlan) => void;
  /** Called for each bad value that becomes null. */
  readonly onNulled: (column: string, line: number, fault: BadValue) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads a source's rows and gives the good ones as lines for the staging table, a batch at a time; the others are
 * rejected. Throws a `UserError` where there are too many rejects.
 */
export async function* readRows(
  plan: ImportPlan,
  { progress, rejects, counts, onValue, onNulled, signal }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  const { file, target, columns, where, row, rows, usesPatterns } = plan;
  row.number = 0;
  const key = columns.filter((column) => target.key.includes(column.target.name));
  const convert = createConverter(columns.filter(isStaged), { where, row, key, onValue, onNulled });
  const began = performance.now();
  for await (const batch of rows()) {
    signal?.throwIfAborted();
    const work = () => convertBatch(batch, convert, rejects);
    const { text, skipped, faulty } = usesPatterns ? withinTime(work, `A pattern for ${file}`, batch[0]?.line) : work();
    await rejects.flush();
    counts.rowsRead += batch.length;
    counts.rowsSkipped += skipped;
    counts.rowsFaulty += faulty;
    const rate = Math.round(counts.rowsRead / ((performance.now() - began) / 1000));
    progress.update(`${file} → ${target.name}: ${counts.rowsRead} rows, ${rate} rows/s`);
    yield Buffer.from(text);
  }
}

function convertBatch(batch: readonly SourceRow[], convert: ConvertRow, rejects: Rejects) {
  let text = '';
  let [skipped, faulty] = [0, 0];
  for (const row of batch) {
    try {
      const line = convert(row);
      if (line === undefined) skipped += 1;
      else text += line;
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      if (row.fault !== undefined) faulty += 1;
      rejects.add(row, error);
    }
  }
  return { text, skipped, faulty };
}

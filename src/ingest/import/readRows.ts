import type { Progress } from '../../lib/progress.js';
import { BadValue } from './BadValue.js';
import { createConverter, type ConvertRow } from './convertRow.js';
import type { ImportPlan } from './planImport.js';
import type { Rejects } from './rejects.js';
import type { SourceRow } from './sources/source.js';
import { isStaged } from './stagingStatements.js';
import { withinTime } from './withinTime.js';

/** What is counted while a source's rows are read. */
export interface RowCounts {
  /** Rejected and skipped ones included. */
  rowsRead: number;
  /** Those for which `where` was not true. */
  rowsSkipped: number;
}

interface ReadOptions {
  readonly progress: Progress;
  readonly rejects: Rejects;
  readonly counts: RowCounts;
  readonly signal: AbortSignal | undefined;
}

/** The source's good rows as lines for the staging table. Throws a `UserError` where there are too many rejects. */
export async function* readRows(
  plan: ImportPlan,
  { progress, rejects, counts, signal }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  const { file, target, columns, where, rows, usesPatterns } = plan;
  const convert = createConverter(columns.filter(isStaged), where);
  const began = performance.now();
  for await (const batch of rows()) {
    signal?.throwIfAborted();
    const work = () => convertBatch(batch, convert, rejects);
    const { text, skipped } = usesPatterns ? withinTime(work, `A pattern for ${file}`, batch[0]?.line) : work();
    await rejects.flush();
    counts.rowsRead += batch.length;
    counts.rowsSkipped += skipped;
    const rate = Math.round(counts.rowsRead / ((performance.now() - began) / 1000));
    progress.update(`${file} → ${target.name}: ${counts.rowsRead} rows, ${rate} rows/s`);
    yield Buffer.from(text);
  }
}

function convertBatch(batch: readonly SourceRow[], convert: ConvertRow, rejects: Rejects) {
  let text = '';
  let skipped = 0;
  for (const row of batch) {
    try {
      const line = convert(row);
      if (line === undefined) skipped += 1;
      else text += line;
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      rejects.add(row, error);
    }
  }
  return { text, skipped };
}

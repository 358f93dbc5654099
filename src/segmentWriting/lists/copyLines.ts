import type { Job } from '../../db/job.js';
import type { RejectsFile } from '../../ingest/import/rejects/rejectsFile.js';
import { plural } from '../../lib/text/plural.js';
import type { ListedValues } from './openValues.js';
import { escapeCopy } from '../../lib/text/escapeCopy.js';

/** What was read so far. */
export interface ReadCounts {
  /** Rows with a value. */
  rows: number;
  /** Those whose value no customer can be known by. */
  unfit: number;
}

interface Reading {
  readonly job: Pick<Job, 'progress'>;
  readonly rejects: RejectsFile;
  readonly file: string;
  readonly column: string | null;
}

/** The values as lines of `copy … from stdin`; counts them, and puts those that nobody can be known by into the rejects file. */
export async function* copyLines(
  values: ListedValues,
  counts: ReadCounts,
  { job, rejects, file, column }: Reading,
): AsyncGenerator<string> {
  for await (const batch of values.read()) {
    let text = '';
    for (const { line, value, fault } of batch) {
      counts.rows += 1;
      if (fault === undefined) text += `${line}\t${escapeCopy(value)}\n`;
      else {
        counts.unfit += 1;
        rejects.add({ file, line, column: column ?? '', value, reason: fault }, { line, fields: [value] });
      }
    }
    await rejects.flush();
    job.progress.update(`${plural(counts.rows, 'row')} read`);
    if (text !== '') yield text;
  }
}

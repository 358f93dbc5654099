import type { BadValue } from './BadValue.js';
import type { RejectedRow } from './convertRow.js';
import type { RejectsFile } from './rejectsFile.js';
import type { SourceRow } from './sources/source.js';
import { UserError } from '../../lib/UserError.js';

/** The rejected rows of one source: all are counted, the first 20 kept. */
export interface Rejects {
  readonly count: number;
  readonly first: readonly RejectedRow[];
  /** Throws a `UserError` for one more than may be. */
  add(row: SourceRow, fault: BadValue): void;
  /** Writes what was added to the rejects file. */
  flush(): Promise<void>;
}

interface RejectsOptions {
  /** How many there may be; more fail the source. */
  readonly most?: number | undefined;
  /** Where all of them go. */
  readonly file?: RejectsFile | undefined;
}

const kept = 20;
const longestValue = 200;

/** An empty collection of a source's rejected rows. */
export function createRejects(source: string, { most = Number.POSITIVE_INFINITY, file }: RejectsOptions = {}): Rejects {
  const first: RejectedRow[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    first,
    add(row, { column = '', value, reason }) {
      count += 1;
      const { line } = row;
      const reject = { file: source, line, column, value, reason };
      file?.add(reject, row);
      const short = { ...reject, value: shortened(value) };
      if (first.length < kept) first.push(short);
      if (count > most) throw tooMany(short, source, most);
    },
    async flush() {
      await file?.flush();
    },
  };
}

const shortened = (value: string): string => (value.length > longestValue ? `${value.slice(0, longestValue)}…` : value);

function tooMany({ line, column, value, reason }: RejectedRow, source: string, most: number): UserError {
  const place = `line ${line}${column === '' ? '' : `, ${column}`}: "${value}" ${reason}`;
  const rule = most === 0 ? 'no row may be rejected' : `at most ${most} rows may be rejected`;
  return new UserError(`${source}: ${rule}, and nothing of this file was kept; ${place}.`, 'TOO_MANY_REJECTS');
}

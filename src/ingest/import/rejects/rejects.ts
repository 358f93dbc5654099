import { UserError } from '../../../lib/errors/UserError.js';
import type { SourceRow } from '../sources/importSource.js';
import type { BadValue } from '../values/BadValue.js';
import type { RejectedRow } from './rejectedRow.js';
import type { RejectsFile } from './rejectsFile.js';

/** Rows that were rejected for one reason. */
export interface RejectGroup {
  readonly first: RejectedRow;
  /** How many there were, the first included. */
  readonly count: number;
}

/** Collects the rejected rows of one source: all are counted, the first 20 kept. */
export interface Rejects {
  readonly count: number;
  readonly first: readonly RejectedRow[];
  /** By column and reason, in the order of their first rows; at most 100: what is beyond them is counted alone. */
  readonly groups: readonly RejectGroup[];
  /** Adds a row. Throws a `UserError` for one more than is allowed. */
  add(row: SourceRow, fault: BadValue): void;
  /** Writes what was added to the rejects file. */
  flush(): Promise<void>;
}

interface RejectsOptions {
  /** How many there may be; more fail the source. */
  readonly most?: number | undefined;
  /** The file that all of them are written to. */
  readonly file?: RejectsFile | undefined;
}

const kept = 20;
const longestValue = 200;
const mostGroups = 100;

/** Creates an empty collection of rejected rows; `source` is the file's name in reports. */
export function createRejects(source: string, { most = Number.POSITIVE_INFINITY, file }: RejectsOptions = {}): Rejects {
  const first: RejectedRow[] = [];
  const groups = new Map<string, { readonly first: RejectedRow; count: number }>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    first,
    get groups() {
      return [...groups.values()];
    },
    add(row, { column = '', value, reason }) {
      count += 1;
      const { line } = row;
      const reject = { file: source, line, column, value, reason };
      file?.add(reject, row);
      const short = { ...reject, value: shortened(value) };
      const group = groups.get(`${column}\n${reason}`);
      if (group !== undefined) group.count += 1;
      else if (groups.size < mostGroups) groups.set(`${column}\n${reason}`, { first: short, count: 1 });
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

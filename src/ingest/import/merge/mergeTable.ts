import type { TargetShape } from '../columns/targetShape.js';
import type { Reference } from '../rejects/rejectOrphans.js';

/** A table that staged rows are merged into. */
export interface MergeTable extends TargetShape {
  readonly schema: string;
  /**
   * The part of the key that identifies a row of the source. Of two rows of a file the last is taken; a stored row of
   * the same identity and another key gets that key.
   */
  readonly identity: readonly string[];
  /** All columns of the table, those too that no mapping fills. */
  readonly stored: readonly string[];
  /** The columns of a row's owner, which never changes: a row of the same identity and another owner is rejected. */
  readonly owners: readonly string[];
  /** The instant or day whose month decides the partition. */
  readonly partitionColumn: string | undefined;
  /** Whether rows have the load that wrote them. */
  readonly hasLoadId: boolean;
  /** The column of the time at which a row was last written, unless the source gives it. */
  readonly stamp: string | undefined;
  readonly references: readonly Reference[];
}

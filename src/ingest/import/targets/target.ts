import type { Sql } from '../../../db/client.js';
import type { Job } from '../../../db/job.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import type { TargetShape } from '../columns/targetShape.js';
import type { MergeTable } from '../merge/mergeTable.js';
import type { WriteContext, Written } from '../merge/writeContext.js';

/** What rows are imported into. */
export interface Target extends TargetShape {
  /** Checks the names that `changeCatalogue` will add against the reserved ones. Throws a `UserError`. */
  readonly checkNames?: (job: Job) => Promise<void>;
  /**
   * Changes the catalogue as `write` will; run before the first file is read, and rolled back. Throws a `UserError`.
   */
  readonly changeCatalogue?: (job: Job) => Promise<void>;
  /** What else rows of these columns depend on; a file is read again when it has changed. */
  readonly state?: (client: Sql, columns: readonly ColumnPlan[]) => Promise<string>;
  /** Writes the staged rows of one file. */
  readonly write: (context: WriteContext) => Promise<Written>;
}

/** A table that imported rows are merged into. */
export interface TableTarget extends Target, MergeTable {}

import { hash } from 'node:crypto';
import type { Sql } from '../../db/client.js';
import type { Progress } from '../../lib/progress.js';
import type { BadValue } from './BadValue.js';
import type { ColumnPlan } from './columnPlan.js';
import type { ForgivenValues } from './importReport.js';
import type { ImportPlan } from './planImport.js';
import { readAhead, type ReadAhead } from './readAhead.js';
import { readRows, type RowCounts } from './readRows.js';
import { createRejects, type Rejects } from './rejects.js';
import type { RejectsFile } from './rejectsFile.js';
import { isStaged } from './stagingStatements.js';

/** How sources are read. */
export interface ReadingOptions {
  readonly progress: Progress;
  /** Calls the import off. */
  readonly signal?: AbortSignal | undefined;
  /** How many rows of a source may be rejected; more fail it. */
  readonly maxRejects?: number | undefined;
  /** Where rejected rows go. */
  readonly rejectsFile?: RejectsFile | undefined;
}

/** A source that is being read. */
export interface Reading {
  readonly plan: ImportPlan;
  /** A hash of all that decides what becomes of the source's rows. */
  readonly mapping: string;
  /** The newest import of a file of its name into the target took all rows of the same bytes by the same mapping. */
  readonly unchanged: boolean;
  /** The good rows; none where it is unchanged. */
  readonly lines: ReadAhead<Uint8Array>;
  readonly counts: Readonly<RowCounts>;
  /** Columns that differ from row to row, and that no row has a value of so far. */
  readonly emptyColumns: ReadonlySet<ColumnPlan>;
  readonly rejects: Rejects;
  /** Bad values that were taken for none, by column of the target. */
  readonly forgiven: ReadonlyMap<string, ForgivenValues>;
}

/** Begins to read a source, ahead of whoever takes its rows. `sql` tells what was imported before. */
export async function openReading(
  sql: Sql,
  plan: ImportPlan,
  { progress, signal, maxRejects, rejectsFile }: ReadingOptions,
): Promise<Reading> {
  const mapping = await meaningOf(sql, plan);
  const unchanged = !plan.isStream && (await isUnchanged(sql, plan, mapping));
  const rejects = createRejects(plan.file, { most: maxRejects, file: rejectsFile });
  const counts = { rowsRead: 0, rowsSkipped: 0, rowsFaulty: 0 };
  const emptyColumns = new Set(plan.columns.filter(isStaged));
  const onValue = (column: ColumnPlan): void => void emptyColumns.delete(column);
  const forgiven = new Map<string, ForgivenValues>();
  const onForgiven = (column: string, line: number, { value, reason }: BadValue): void => {
    const { count = 0, first = { line, value, reason } } = forgiven.get(column) ?? {};
    forgiven.set(column, { column, count: count + 1, first });
  };
  const options = { progress, rejects, counts, onValue, onForgiven, signal };
  const lines = readAhead(unchanged ? noLines() : readRows(plan, options));
  return { plan, mapping, unchanged, lines, counts, emptyColumns, rejects, forgiven };
}

async function* noLines(): AsyncGenerator<Uint8Array> {}

async function meaningOf(sql: Sql, { target, columns, mappingSha256 }: ImportPlan): Promise<string> {
  if (target.state === undefined) return mappingSha256;
  return hash('sha256', `${mappingSha256} ${await target.state(sql, columns)}`);
}

/** Rows that were rejected may be good by now: only an import that took all of them makes the next one needless. */
async function isUnchanged(sql: Sql, { file, target, sha256 }: ImportPlan, mapping: string): Promise<boolean> {
  const [newest] = await sql<{ same: boolean }[]>`
    select sha256 = ${await sha256()} and mapping_sha256 = ${mapping} and rows_rejected = 0 as same
    from facet.import_files
    where target = ${target.name} and file = ${file} order by load_id desc, finished_at desc limit 1`;
  return newest?.same === true;
}

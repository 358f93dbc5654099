import { hash } from 'node:crypto';
import type { Sql } from '../../../db/client.js';
import type { Progress } from '../../../lib/process/progress.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import type { ImportPlan } from '../plan/planImport.js';
import { createRejects, type Rejects } from '../rejects/rejects.js';
import type { RejectsFile } from '../rejects/rejectsFile.js';
import type { NulledValues } from '../report/importReport.js';
import { isStaged } from '../staging/stagingStatements.js';
import type { BadValue } from '../values/BadValue.js';
import { readAhead, type ReadAhead } from './readAhead.js';
import { readRows, type RowCounts } from './readRows.js';

/** How sources are read. */
export interface ReadingOptions {
  readonly progress: Progress;
  /** Stops the import. */
  readonly signal?: AbortSignal | undefined;
  /** How many rows of a source may be rejected; more fail it. */
  readonly maxRejects?: number | undefined;
  /** The file that rejected rows are written to. */
  readonly rejectsFile?: RejectsFile | undefined;
}

/** A source that is being read. */
export interface SourceReading {
  readonly plan: ImportPlan;
  /** A hash of all that decides what becomes of the source's rows. */
  readonly mapping: string;
  /** The newest import of this file into the target read the same bytes by the same mapping, and rejected nothing. */
  readonly unchanged: boolean;
  /** The good rows as lines for COPY; none where the source is unchanged. */
  readonly lines: ReadAhead<Uint8Array>;
  readonly counts: Readonly<RowCounts>;
  /** Columns read from the source that no row has had a value of so far. */
  readonly emptyColumns: ReadonlySet<ColumnPlan>;
  readonly rejects: Rejects;
  /** Bad values that became null, by column of the target. */
  readonly nulled: ReadonlyMap<string, NulledValues>;
}

/** Begins to read a source, ahead of the transaction that writes its rows. `client` looks up what was imported before. */
export async function openReading(
  client: Sql,
  plan: ImportPlan,
  { progress, signal, maxRejects, rejectsFile }: ReadingOptions,
): Promise<SourceReading> {
  const mapping = await mappingHash(client, plan);
  const unchanged = !plan.isStream && (await isUnchanged(client, plan, mapping));
  const rejects = createRejects(plan.file, { most: maxRejects, file: rejectsFile });
  const counts = { rowsRead: 0, rowsSkipped: 0, rowsFaulty: 0 };
  const emptyColumns = new Set(plan.columns.filter(isStaged));
  const onValue = (column: ColumnPlan): void => void emptyColumns.delete(column);
  const nulled = new Map<string, NulledValues>();
  const onNulled = (column: string, line: number, { value, reason }: BadValue): void => {
    const { count = 0, first = { line, value, reason } } = nulled.get(column) ?? {};
    nulled.set(column, { column, count: count + 1, first });
  };
  const options = { progress, rejects, counts, onValue, onNulled, signal };
  const lines = readAhead(unchanged ? noLines() : readRows(plan, options));
  return { plan, mapping, unchanged, lines, counts, emptyColumns, rejects, nulled };
}

async function* noLines(): AsyncGenerator<Uint8Array> {}

async function mappingHash(client: Sql, { target, columns, mappingSha256 }: ImportPlan): Promise<string> {
  if (target.state === undefined) return mappingSha256;
  return hash('sha256', `${mappingSha256} ${await target.state(client, columns)}`);
}

/** Rows that were rejected may be good by now: a file is skipped only if its last import rejected nothing. */
async function isUnchanged(client: Sql, { file, target, sha256 }: ImportPlan, mapping: string): Promise<boolean> {
  const [newest] = await client<{ same: boolean }[]>`
    select sha256 = ${await sha256()} and mapping_sha256 = ${mapping} and rows_rejected = 0 as same
    from facet.import_files
    where target = ${target.name} and file = ${file} order by load_id desc, finished_at desc limit 1`;
  return newest?.same === true;
}

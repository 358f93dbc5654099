import type { Job } from '../../db/job.js';
import { transact } from '../../db/transact.js';
import { derivations } from './derivations.js';
import { derivedWarnings } from './derivedWarnings.js';
import type { ImportReport } from './importReport.js';

/** What was derived, and what to know of it. */
export type Touched = Pick<ImportReport, 'derived' | 'warnings'>;

/** Derives what depends on the targets, in the transaction of the job. */
export async function deriveTouched(job: Job, loadId: string, targets: ReadonlySet<string>): Promise<Touched> {
  const derived: Touched['derived'][number][] = [];
  for (const { table, derive, from } of derivations) {
    if (!from.some((target) => targets.has(target))) continue;
    job.progress.update(`Deriving ${table}`);
    const { rows } = await derive(job, loadId);
    derived.push({ table, rows });
  }
  const warnings = derived.some(({ table }) => table === 'customers') ? await derivedWarnings(job.sql) : [];
  return { derived, warnings };
}

/**
 * Derives what depends on the targets that unfinished imports have written to, and marks those finished: versions of Facet
 * that derived in a transaction of its own could be killed before it. Needs the lock `import`, under which no other import
 * is under way.
 */
export async function deriveLeft(job: Job, loadId: string): Promise<Touched> {
  const left = await job.sql<{ load_id: string; target: string; written: boolean }[]>`
    select l.load_id, f.target, f.rows_written > 0 as written
    from facet.loads l join facet.import_files f using (load_id)
    where l.kind = 'import' and l.finished_at is null`;
  if (left.length === 0) return { derived: [], warnings: [] };
  const targets = new Set(left.filter(({ written }) => written).map(({ target }) => target));
  const loads = [...new Set(left.map(({ load_id }) => load_id))];
  return transact(job.sql, async (sql) => {
    const touched = await deriveTouched({ ...job, sql }, loadId, targets);
    await sql`
      update facet.loads set finished_at = clock_timestamp()
      where load_id = any(${loads}::bigint[]) and finished_at is null`;
    return touched;
  });
}

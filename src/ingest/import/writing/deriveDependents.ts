import type { Job } from '../../../db/job.js';
import { transact } from '../../../db/transact.js';
import { derivations } from '../../derive/index.js';
import { derivedWarnings } from '../report/derivedWarnings.js';
import type { ImportReport } from '../report/importReport.js';

/** The derived tables, with the rows they have now, and the warnings about them. */
export type DerivedReport = Pick<ImportReport, 'derived' | 'warnings'>;

/** Derives the tables that depend on import targets, in the transaction of the job. */
export async function deriveDependents(job: Job, loadId: string, targets: ReadonlySet<string>): Promise<DerivedReport> {
  const derived: DerivedReport['derived'][number][] = [];
  for (const { table, derive, from } of derivations) {
    if (!from.some((target) => targets.has(target))) continue;
    job.progress.update(`Deriving ${table}`);
    const { rows } = await derive(job, loadId);
    derived.push({ table, rows });
  }
  const warnings = derived.some(({ table }) => table === 'customers') ? await derivedWarnings(job.client) : [];
  return { derived, warnings };
}

/**
 * Derives the tables that depend on what unfinished imports have written, and marks those imports finished: earlier
 * versions of Facet derived in a transaction of its own, and could be killed before it. Needs the lock `import`, so
 * that no other import is running.
 */
export async function deriveUnfinished(job: Job, loadId: string): Promise<DerivedReport> {
  const unfinished = await job.client<{ load_id: string; target: string; written: boolean }[]>`
    select l.load_id, f.target, f.rows_written > 0 as written
    from facet.loads l join facet.import_files f using (load_id)
    where l.kind = 'import' and l.finished_at is null`;
  if (unfinished.length === 0) return { derived: [], warnings: [] };
  const targets = new Set(unfinished.filter(({ written }) => written).map(({ target }) => target));
  const loads = [...new Set(unfinished.map(({ load_id }) => load_id))];
  return transact(job.client, async (client) => {
    const report = await deriveDependents({ ...job, client }, loadId, targets);
    await client`
      update facet.loads set finished_at = (select clock_timestamp())
      where load_id = any(${loads}::bigint[]) and finished_at is null`;
    return report;
  });
}

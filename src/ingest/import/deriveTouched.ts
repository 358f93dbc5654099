import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { deriveCustomers, deriveIdentifiers, deriveTransactions } from '../derive/index.js';
import type { ImportReport } from './importReport.js';

interface Derivation {
  readonly table: string;
  readonly derive: (job: Job, loadId: string) => Promise<{ readonly rows: number }>;
  /** The import targets it reads. */
  readonly from: readonly string[];
  /** What somebody should know of the result. */
  readonly warning?: (sql: Sql) => Promise<string | undefined>;
}

/** Identifiers that look-ups refuse, because they would give one of several customers. */
async function ambiguousIdentifiers(sql: Sql): Promise<string | undefined> {
  const rows = await sql<{ system: string; count: number }[]>`
    select system, count(*)::int as count
    from (
      select system from facet.customer_identifiers
      group by system, facet.identifier_value(system, value) having count(distinct customer_id) > 1) as ambiguous
    group by system order by system`;
  if (rows.length === 0) return undefined;
  const listed = rows.map(({ system, count }) => `${system}: ${count}`).join(', ');
  return `some identifiers belong to more than one customer, so a look-up by them is refused (${listed})`;
}

/** In the order they have to run. */
const derivations: readonly Derivation[] = [
  { table: 'customers', derive: deriveCustomers, from: ['unified_customers', 'customer_profiles'] },
  {
    table: 'customer_identifiers',
    derive: deriveIdentifiers,
    from: ['unified_customers', 'customer_profiles'],
    warning: ambiguousIdentifiers,
  },
  {
    table: 'unified_transactions',
    derive: deriveTransactions,
    from: ['unified_itemized_transactions', 'unified_customers'],
  },
];

/**
 * Derives what depends on the targets that unfinished imports have written to: this run's, and those of runs that were
 * killed before they derived anything, whose files would never count as new again. Then marks all of them finished.
 * Needs the lock `import`, under which no other import is under way.
 */
export async function deriveTouched(job: Job, loadId: string): Promise<ImportReport['derived']> {
  const { sql } = job;
  const unfinished = await sql<{ load_id: string; target: string; written: boolean }[]>`
    select l.load_id, f.target, f.rows_written > 0 as written
    from facet.loads l join facet.import_files f using (load_id)
    where l.kind = 'import' and l.finished_at is null`;
  const touched = new Set(unfinished.filter(({ written }) => written).map(({ target }) => target));
  const derived: ImportReport['derived'][number][] = [];
  for (const { table, derive, from, warning } of derivations) {
    if (!from.some((target) => touched.has(target))) continue;
    job.progress.update(`Deriving ${table}`);
    const { rows } = await derive(job, loadId);
    const warned = await warning?.(sql);
    derived.push({ table, rows, ...(warned !== undefined && { warning: warned }) });
  }
  const loads = [...new Set([loadId, ...unfinished.map(({ load_id }) => load_id)])];
  await sql`
    update facet.loads set finished_at = clock_timestamp()
    where load_id = any(${loads}::bigint[]) and finished_at is null`;
  return derived;
}

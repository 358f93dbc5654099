import type { Sql } from '../db/client.js';
import type { ValidationFound } from './ValidationReport.js';

/** What is known of a run beside what it found. */
interface RunFacts {
  readonly runId: string;
  readonly startedAt: string;
  readonly partial: boolean;
  /** How many runs stay, this one among them. */
  readonly keep: number;
}

/** Writes a run and its results, and deletes runs that are too many; the instant that it was finished at. */
export async function keepRun(
  client: Sql,
  found: ValidationFound,
  { runId, startedAt, partial, keep }: RunFacts,
): Promise<string> {
  const { status, errors, warnings, passed, readiness, revenue, results } = found;
  const [run] = await client<{ finished_at: string }[]>`
    insert into facet.validation_runs
      (run_id, started_at, finished_at, status, partial, errors, warnings, passed, readiness, revenue)
    values (${runId}, ${startedAt}, clock_timestamp(), ${status}, ${partial}, ${errors}, ${warnings}, ${passed},
      ${client.json(readiness as never)}, ${client.json(revenue as never)})
    returning finished_at`;
  if (results.length > 0) {
    const rows = results.map((one, position) => ({
      run_id: runId,
      check_id: one.checkId,
      table_name: one.table,
      position,
      title: one.title,
      fails_when: one.failsWhen,
      severity: one.severity,
      columns: [...one.columns],
      evaluated_rows: one.evaluated,
      failing_rows: one.failing,
      warn_above: one.warnAbove,
      error_above: one.errorAbove,
      status: one.status,
      remedy: one.remedy,
      key_columns: [...one.keyColumns],
      sample_keys: client.json(one.sampleKeys as never),
      query: one.query,
      sources: client.json(one.sources as never),
    }));
    await client`insert into facet.validation_results ${client(rows)}`;
  }
  await client`
    with old as (
      select run_id from facet.validation_runs order by run_id desc offset ${keep}
    ), results as (
      delete from facet.validation_results where run_id in (select run_id from old)
    )
    delete from facet.validation_runs where run_id in (select run_id from old)`;
  return run?.finished_at ?? startedAt;
}

import type { Sql } from '../../src/db/client.js';
import type { DatabaseTarget } from '../../src/db/target.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The database of the coordinator that the environment names; undefined where the tests run on a PostgreSQL of their own. */
export function citusTarget({ FACET_TEST_CITUS: url = '' }: Environment = process.env): DatabaseTarget | undefined {
  return url === '' ? undefined : { kind: 'url', url };
}

/** Says in a line what the tests run on. */
export const citusLine = (environment: Environment = process.env): string =>
  citusTarget(environment) === undefined
    ? 'FACET_TEST_CITUS names no coordinator: nothing is tried on a Citus cluster.'
    : 'The tests run on the Citus cluster of FACET_TEST_CITUS.';

/** What PostgreSQL says where somebody is connected to a database that has to be left alone. */
export const inUse = '55006';

/** Runs a statement on the coordinator and, where there is a cluster, on each worker, in no transaction. */
export async function onEveryNode(admin: Sql, statement: string): Promise<void> {
  await admin.unsafe(statement);
  if (citusTarget() === undefined) return;
  const answers = await admin<{ nodename: string; nodeport: number; success: boolean; result: string }[]>`
    select * from run_command_on_workers(${statement})`;
  const failed = answers.find(({ success }) => !success);
  if (failed === undefined) return;
  const code = failed.result.includes('being accessed by other users') ? inUse : undefined;
  throw Object.assign(new Error(`${failed.nodename}:${failed.nodeport} at "${statement}": ${failed.result}`), { code });
}

/**
 * Ends whatever is connected to a database on any node of a cluster, the process that Citus keeps for each among them: it comes back
 * after a few seconds, so what needs the database alone follows at once. Does nothing on a PostgreSQL of the tests' own.
 */
export async function leaveAlone(admin: Sql, database: string): Promise<void> {
  if (citusTarget() === undefined) return;
  await onEveryNode(
    admin,
    `select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '${database}' and pid <> pg_backend_pid()`,
  );
}

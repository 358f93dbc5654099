import { UserError } from '../../lib/errors/UserError.js';
import type { Sql } from '../client.js';
import { compile } from '../compile.js';
import { literal } from '../sql.js';

/** A role of the database, by its name and as SQL takes it. */
export interface WorkerRole {
  readonly name: string;
  readonly quoted: string;
}

const text = (value: string): string => compile(literal(value)).text;

/**
 * The statement that lets a role read the tables on every worker: Citus asks the workers as the role that asks the coordinator. A role
 * that is not there yet is made without a password. The shards of later tables get the right by the defaults of their owner.
 */
function workerRightsStatement({ name, quoted }: WorkerRole): string {
  const block = `begin
    set local citus.enable_ddl_propagation = off;
    if not exists (select 1 from pg_roles where rolname = ${text(name)}) then create role ${quoted}; end if;
    alter role ${quoted} login;
    grant usage on schema facet to ${quoted};
    grant select on all tables in schema facet to ${quoted};
    alter default privileges in schema facet grant select on tables to ${quoted};
  end`;
  return `select nodename as host, nodeport as port, success, result from run_command_on_workers(${text(`do ${text(block)}`)})`;
}

/** Gives roles what they read on the workers. Throws a `UserError` (`DISTRIBUTION_REFUSED`) that names a worker which refuses. */
export async function grantOnWorkers(client: Sql, roles: readonly WorkerRole[]): Promise<void> {
  for (const role of roles) {
    const answers = await client.unsafe<{ host: string; port: number; success: boolean; result: string }[]>(
      workerRightsStatement(role),
    );
    const refused = answers.find(({ success }) => !success);
    if (refused !== undefined)
      throw new UserError(
        `The worker ${refused.host}:${refused.port} did not give ${role.name} its rights (${refused.result}): run this as a superuser.`,
        'DISTRIBUTION_REFUSED',
      );
  }
}

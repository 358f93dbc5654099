import type { Sql } from '../db/client.js';

/** Settings by which a database may end what takes long; PostgreSQL has the last one since version 17. */
const timeouts: readonly string[] = ['statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout'];

/** The statements by which a transaction may take as long as it does, whatever the database and the role say. They take no snapshot. */
export async function unhurried(client: Sql): Promise<string> {
  const known = await client<{ name: string }[]>`select name from pg_settings where name = any(${timeouts}::text[])`;
  return known.map(({ name }) => `set local ${name} = 0`).join('; ');
}

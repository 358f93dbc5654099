import postgres from 'postgres';
import type { DatabaseTarget } from '../target.js';
import { waitUntil } from './processes.js';
import { SOCKET } from './socketFolder.js';

/** Backends of connections just closed take a moment to leave. */
const LINGERING = 500;

/** One connection that shows, as long as it lives, that somebody uses the server. */
export interface Presence {
  /** Whether nobody else is connected; looks for at most half a second. False when the server does not answer. */
  isAlone(): Promise<boolean>;
  end(): Promise<void>;
}

/** Connects to the embedded database; makes the database where it is missing. Rejects with PostgreSQL's own error. */
export async function enter(target: Extract<DatabaseTarget, { kind: 'socket' }>): Promise<Presence> {
  const sql = connect(target, target.database);
  try {
    await sql`select 1`;
  } catch (error) {
    await sql.end();
    if ((error as { code?: string }).code !== '3D000') throw error;
    const admin = connect(target, 'postgres');
    await admin`create database ${admin(target.database)}`.finally(() => admin.end());
    return enter(target);
  }
  const others = async (): Promise<number> => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    return row?.count ?? 0;
  };
  return {
    isAlone: () => waitUntil(async () => (await others()) === 0, LINGERING).catch(() => false),
    end: () => sql.end({ timeout: 1 }),
  };
}

function connect({ socketDir, user, password }: Extract<DatabaseTarget, { kind: 'socket' }>, database: string) {
  return postgres({
    ...{ path: `${socketDir}/${SOCKET}`, user, password, database, max: 1, prepare: false, fetch_types: false },
    // Unlike a pool's, this connection must never be renewed: between two it would not be there.
    ...{ max_lifetime: null, idle_timeout: 0, connect_timeout: 10, onnotice: () => {} },
    connection: { application_name: 'facet presence' },
  });
}

import postgres from 'postgres';
import { within } from '../../lib/async/within.js';
import type { DatabaseTarget } from '../target.js';
import { waitUntil } from './processes.js';
import { SOCKET } from './socketFolder.js';

/** Backends of connections just closed take a moment to leave. */
const LINGERING = 2_000;
/** Milliseconds after which a server that says nothing, such as one that was stopped by a signal, is not waited for. */
const PATIENCE = 1_000;
const NAME = 'facet presence';

/** One connection that shows, as long as it lives, that somebody uses the server. */
export interface Presence {
  /** Whether nobody else is connected, looked at for up to two seconds. Undefined when the server does not answer. */
  isAlone(): Promise<boolean | undefined>;
  /** Fulfilled when the connection is lost, or ended by `end`. */
  readonly lost: Promise<void>;
  isLost(): boolean;
  end(): Promise<void>;
}

/** Connects to the embedded database; makes the database where it is missing. Rejects with PostgreSQL's own error. */
export async function openPresence(target: Extract<DatabaseTarget, { kind: 'socket' }>): Promise<Presence> {
  let isLost = false;
  let lose = (): void => {};
  const lost = new Promise<void>((resolve) => (lose = resolve));
  const client = connect(target, target.database, () => {
    isLost = true;
    lose();
  });
  try {
    await client`select 1`;
  } catch (error) {
    await client.end({ timeout: 1 });
    if ((error as { code?: string }).code !== '3D000') throw error;
    await makeDatabase(target);
    return openPresence(target);
  }
  const alone = async (): Promise<boolean> => {
    let seen = await countOthers(client);
    await waitUntil(async () => {
      seen = await countOthers(client);
      return seen.connections === 0 || seen.presences > 0;
    }, LINGERING);
    return seen.connections === 0;
  };
  const end = async (): Promise<void> => {
    // The next one to leave must not take our backend, which lingers, for somebody who stays.
    if (!isLost) await within(client`set application_name to 'facet'`, PATIENCE).catch(() => undefined);
    await client.end({ timeout: 1 });
  };
  const isAlone = async (): Promise<boolean | undefined> =>
    isLost ? undefined : within(alone(), LINGERING + PATIENCE).catch(() => undefined);
  return { isAlone, lost, isLost: () => isLost, end };
}

async function makeDatabase(target: Extract<DatabaseTarget, { kind: 'socket' }>): Promise<void> {
  const admin = connect(target, 'postgres');
  try {
    await admin`create database ${admin(target.database)}`;
  } finally {
    await admin.end({ timeout: 1 });
  }
}

interface Others {
  readonly connections: number;
  /** Those of them that are presences. */
  readonly presences: number;
}

async function countOthers(client: postgres.Sql): Promise<Others> {
  const [seen] = await client<Others[]>`
    select count(*)::int as connections, count(*) filter (where application_name = ${NAME})::int as presences
    from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  return seen ?? { connections: 0, presences: 0 };
}

function connect(
  { socketDir, user, password }: Extract<DatabaseTarget, { kind: 'socket' }>,
  database: string,
  onclose = (): void => {},
) {
  return postgres({
    path: `${socketDir}/${SOCKET}`,
    user,
    password,
    database,
    max: 1,
    // Unlike a pool's, this connection must never be renewed: between two it would not be there.
    max_lifetime: null,
    idle_timeout: 0,
    connect_timeout: 10,
    prepare: false,
    fetch_types: false,
    onnotice: () => {},
    onclose,
    connection: { application_name: NAME },
  });
}

import { destination, pino, type Logger } from 'pino';
import { countKeys } from './access/keys.js';
import { createAuthenticator } from './access/authenticator.js';
import { anonymous } from './access/viewer.js';
import { watchCatalogue, type CatalogueWatch } from './catalogue/watchCatalogue.js';
import type { Config } from './config.js';
import { createContext, type RequestContext } from './context.js';
import { below, openClient, type Sql } from './db/client.js';
import type { PoolOptions } from './db/connection/pool.js';
import type { DatabaseUnavailable } from './db/connection/unavailable.js';
import { createDoor, type Door } from './db/door.js';
import { createPreparedTexts } from './db/preparedTexts.js';
import { readFreshness } from './db/readFreshness.js';
import { buildSchema } from './federation/buildSchema.js';
import { createSchemaHolder } from './federation/schemaHolder.js';
import { loopbackHosts, startServer, type Readiness, type RequestFacts } from './gateway/startServer.js';
import type { DatabaseTarget } from './db/target.js';
import { rowCost } from './lib/budget/costs.js';
import { dayIn } from './lib/days.js';
import { followDays } from './lib/followDays.js';
import { UserError } from './lib/UserError.js';
import { within } from './lib/within.js';
import { createHeldDays } from './population/heldDays.js';
import { subgraphs } from './subgraphs/index.js';

export interface Serving {
  readonly url: string;
  /** Finishes running requests and closes everything that `serve` opened; `drainMilliseconds` as of `RunningServer.stop`. */
  stop(drainMilliseconds?: number): Promise<void>;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether a request must show a key: always, but on a demo that only this machine can reach. */
export const needsKey = ({ databaseUrl, host }: Pick<Config, 'databaseUrl' | 'host'>): boolean =>
  databaseUrl !== undefined || !loopback.has(host);

/** Throws a `UserError` of code `KEY_NEEDED` where requests must show a key, and there is none. */
export async function requireKey(sql: Sql, config: Config): Promise<void> {
  if (!needsKey(config) || (await countKeys(sql)) > 0) return;
  const reason = config.databaseUrl === undefined ? `HOST is ${config.host}` : 'DATABASE_URL is set';
  throw new UserError(
    `${reason}, so every request must show an API key, and there is none yet: run "facet keys create NAME" first.`,
    'KEY_NEEDED',
  );
}

/** Throws a `UserError` of code `KEY_NEEDED` where every web page could read what is served without a key. */
function refuseOpenPages(config: Config): void {
  if (needsKey(config) || !config.cors.origins.includes('*')) return;
  throw new UserError(
    'cors.origins has "*", and no key is asked for here: every web page that is open on this machine could read the data. ' +
      'Name the origins, such as http://localhost:3000.',
    'KEY_NEEDED',
  );
}

/** Tells how fresh the data is; throws while the database does not answer. Many who ask at once are one statement. */
function createReadiness(sql: Sql): () => Promise<Readiness> {
  const read = async (): Promise<Readiness> => {
    const { newestCompleteDay, ...freshness } = await readFreshness(sql);
    return { ready: true, newestCompleteDay, freshness };
  };
  let running: Promise<Readiness> | undefined;
  return () =>
    (running ??= read().finally(() => {
      running = undefined;
    }));
}

/** Milliseconds that an answer of the key table is kept: where changes are told at once, and where they are not. */
const keepKeys = { told: 10_000, untold: 1000 };

/** Milliseconds that the complete days are held, where changes are told; elsewhere they are not. */
const keepDays = 10_000;

/** Milliseconds beyond the statement timeout after which PostgreSQL is taken for frozen. */
const freezing = 2000;

/** The connections of the requests, and those of the server itself, which no request can take. */
function openClients({ database }: Config, target: DatabaseTarget, log: Logger) {
  const client = (max: number, seconds: number, onReach?: PoolOptions['onReach']): Sql => {
    const milliseconds = Math.round(seconds * 1000);
    return openClient(target, {
      max,
      prepare: database.prepare,
      ...(database.prepare && { statementTimeout: milliseconds }),
      applicationName: `facet serve, process ${process.pid}`,
      queue: { length: database.queue, patience: database.queueTimeout * 1000 },
      longestLease: milliseconds + freezing,
      onReach,
    });
  };
  const told = (failure: DatabaseUnavailable | undefined): void =>
    failure === undefined
      ? log.info('The database is reached again.')
      : log.error({ err: failure.cause }, failure.message);
  return {
    asked: client(database.pool, database.statementTimeout, told),
    own: client(2, Math.min(database.statementTimeout, 3)),
  };
}

/** Serves a migrated database over HTTP until stopped. Throws a `UserError` where it cannot start. */
export async function serve(config: Config, target: DatabaseTarget, log: Logger): Promise<Serving> {
  const { database, host, port, timeZone, apps } = config;
  const { asked, own } = openClients(config, target, log);
  let watch: CatalogueWatch | undefined;
  let stopFollowing = (): void => {};
  const stopWatching = async (): Promise<void> => {
    stopFollowing();
    // It may be asking a database that does not answer.
    await within(watch?.stop() ?? Promise.resolve(), 2000).catch((error: unknown) =>
      log.warn({ err: error }, 'stopping the watch'),
    );
  };
  const end = async (timeout: number): Promise<void> => {
    await Promise.all([asked.end({ timeout }), own.end({ timeout })]);
  };
  try {
    refuseOpenPages(config);
    await requireKey(own, config);
    const today = (): string => dayIn(timeZone, new Date());
    const holder = createSchemaHolder((catalogue) => buildSchema(subgraphs, catalogue, today(), config.limits), log);
    // A door is one asker, who gets a part of the connections: each look is one of its own, or they would queue.
    const ownDoor: Door = { query: (statement) => createDoor(own).query(statement) };
    const authenticator = needsKey(config)
      ? createAuthenticator(ownDoor, { keep: database.listen ? keepKeys.told : keepKeys.untold })
      : undefined;
    const heldDays = database.listen ? createHeldDays(ownDoor, { keep: keepDays }) : undefined;
    const watching = await watchCatalogue(own, {
      listen: database.listen,
      notices: {
        facet_api_clients: () => authenticator?.forget(),
        facet_profile_days: () => heldDays?.forget(),
      },
      pollSeconds: config.catalogue.pollSeconds,
      onChange: (catalogue) => holder.change(catalogue),
      onError: (error) => log.error({ err: error }, 'The alias catalogue could not be read; the one in force stays.'),
    });
    watch = watching;
    holder.change(watching.current);
    // Whether a field is deprecated because its meaning has ended depends on the day.
    stopFollowing = followDays(today, () => holder.change(watching.current));
    // Behind a pooler nothing of a session is ours: the timeout is then set in each statement's own transaction.
    const doorOptions = database.prepare
      ? { prepared: createPreparedTexts() }
      : { settings: { statement_timeout: String(Math.round(database.statementTimeout * 1000)) } };
    const contextOf = async ({ authorization, signal, budget }: RequestFacts): Promise<RequestContext> => {
      const viewer = authenticator === undefined ? anonymous : await authenticator.viewerOf(authorization);
      const onRow = (row: Readonly<Record<string, unknown>>): void => budget.take(rowCost(row));
      const db = createDoor(asked, { signal, onRow, ...doorOptions });
      const scope = { db, viewer, now: new Date(), timeZone, apps, budget };
      return createContext(heldDays === undefined ? scope : { ...scope, completeDays: heldDays.read });
    };
    const server = await startServer({
      config: { host, port, limits: config.limits, cors: config.cors },
      log,
      schema: holder,
      createContext: contextOf,
      readiness: createReadiness(own),
      alive: () => below(asked)?.pool.fault(),
      finishMilliseconds: config.shutdown.finishSeconds * 1000,
      ...(authenticator === undefined && { allowedHosts: loopbackHosts }),
    });
    return {
      url: server.url,
      async stop(drainMilliseconds) {
        await server.stop(drainMilliseconds);
        await stopWatching();
        await end(1);
      },
    };
  } catch (error) {
    await stopWatching();
    await end(1);
    throw error;
  }
}

/** A logger whose lines are written in the background, and the last of them when the process ends. */
export const createLogger = ({ logLevel }: Pick<Config, 'logLevel'>): Logger =>
  pino({ level: logLevel }, destination({ dest: 1, sync: false }));

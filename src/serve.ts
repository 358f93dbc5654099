import { pino, type Logger } from 'pino';
import { countKeys } from './access/keys.js';
import { createAuthenticator } from './access/authenticator.js';
import { anonymous } from './access/viewer.js';
import { watchCatalogue } from './catalogue/watchCatalogue.js';
import type { Config } from './config.js';
import { createContext, type RequestContext } from './context.js';
import { openClient, type Sql } from './db/client.js';
import { createDoor, createPreparedTexts } from './db/door.js';
import { readFreshness } from './db/readFreshness.js';
import { buildSchema } from './federation/buildSchema.js';
import { createSchemaHolder } from './federation/schemaHolder.js';
import { loopbackHosts, startServer, type Readiness, type RequestFacts } from './gateway/startServer.js';
import type { DatabaseTarget } from './db/target.js';
import { rowCost } from './lib/budget/costs.js';
import { dayIn } from './lib/days.js';
import { followDays } from './lib/followDays.js';
import { UserError } from './lib/UserError.js';
import { subgraphs } from './subgraphs/index.js';

export interface Serving {
  readonly url: string;
  /** Finishes running requests and closes everything that `serve` opened. */
  stop(): Promise<void>;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether a request must show a key: always, but on a demo that only this machine can reach. */
export const needsKey = ({ databaseUrl, host }: Pick<Config, 'databaseUrl' | 'host'>): boolean =>
  databaseUrl !== undefined || !loopback.has(host);

async function requireKey(sql: Sql, config: Config): Promise<void> {
  if (!needsKey(config) || (await countKeys(sql)) > 0) return;
  const reason = config.databaseUrl === undefined ? `HOST is ${config.host}` : 'DATABASE_URL is set';
  throw new UserError(
    `${reason}, so every request must show an API key, and there is none yet: run "facet keys create NAME" first.`,
    'KEY_NEEDED',
  );
}

/** Tells how fresh the data is; throws while the database does not answer. */
async function readiness(sql: Sql): Promise<Readiness> {
  const { newestCompleteDay, ...freshness } = await readFreshness(sql);
  return { ready: true, newestCompleteDay, freshness };
}

/** Serves a migrated database over HTTP until stopped. Throws a `UserError` where it cannot start. */
export async function serve(config: Config, target: DatabaseTarget, log: Logger): Promise<Serving> {
  const { database, host, port, timeZone, apps } = config;
  const milliseconds = Math.round(database.statementTimeout * 1000);
  const sql = openClient(target, {
    max: database.pool,
    prepare: database.prepare,
    ...(database.prepare && { statementTimeout: milliseconds }),
    applicationName: `facet serve, process ${process.pid}`,
  });
  try {
    await requireKey(sql, config);
    const today = (): string => dayIn(timeZone, new Date());
    const holder = createSchemaHolder((catalogue) => buildSchema(subgraphs, catalogue, today()), log);
    const watch = await watchCatalogue(sql, {
      listen: database.listen,
      pollSeconds: config.catalogue.pollSeconds,
      onChange: (catalogue) => holder.change(catalogue),
      onError: (error) => log.error({ err: error }, 'The alias catalogue could not be read; the one in force stays.'),
    });
    holder.change(watch.current);
    // Whether a field is deprecated because its meaning has ended depends on the day.
    const stopFollowing = followDays(today, () => holder.change(watch.current));
    // Behind a pooler nothing of a session is ours: the timeout is then set in each statement's own transaction.
    const doorOptions = database.prepare
      ? { prepared: createPreparedTexts() }
      : { settings: { statement_timeout: String(milliseconds) } };
    const authenticate = needsKey(config) ? createAuthenticator(sql) : undefined;
    const contextOf = async ({ authorization, signal, budget }: RequestFacts): Promise<RequestContext> => {
      const viewer = authenticate === undefined ? anonymous : await authenticate(authorization);
      const onRow = (row: Readonly<Record<string, unknown>>): void => budget.take(rowCost(row));
      const db = createDoor(sql, { signal, onRow, ...doorOptions });
      return createContext({ db, viewer, now: new Date(), timeZone, apps, budget });
    };
    const server = await startServer({
      config: { host, port, limits: config.limits },
      log,
      schema: holder,
      createContext: contextOf,
      readiness: () => readiness(sql),
      ...(authenticate === undefined && { allowedHosts: loopbackHosts }),
    });
    return {
      url: server.url,
      async stop() {
        await server.stop();
        stopFollowing();
        await watch.stop();
        await sql.end({ timeout: 5 });
      },
    };
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
}

export const createLogger = ({ logLevel }: Pick<Config, 'logLevel'>): Logger => pino({ level: logLevel });

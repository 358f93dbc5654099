import type { Logger } from 'pino';
import { openBudgets } from './access/budgets/createBudgets.js';
import { createAuthenticator, type Authenticator } from './access/authenticator.js';
import { countRow } from './access/countRow.js';
import { PersonsRead } from './access/PersonsRead.js';
import { needsKey, refuseOpenPages, requireWay } from './access/requireWay.js';
import { createTokenReader, type TokenReader } from './access/tokens/createTokenReader.js';
import { seesAllRows, systemViewer, viewerId } from './access/viewer.js';
import { viewKey } from './access/viewKey.js';
import { createRightsOf, doorsOf, requireRowRights, type OpenDoor, type RightsOf } from './access/viewerRights.js';
import { openAudit } from './audit/openAudit.js';
import { watchCatalogue, type CatalogueWatch } from './catalogue/watchCatalogue.js';
import type { Config } from './config.js';
import { internalsOf, openClient, type Sql } from './db/client.js';
import type { PoolOptions } from './db/connection/pool.js';
import type { DatabaseUnavailable } from './db/connection/unavailable.js';
import { createDoor, type Door } from './db/door.js';
import { createPreparedTexts } from './db/preparedTexts.js';
import { createReadiness } from './db/readFreshness.js';
import { buildSchema, checkDirectives } from './federation/buildSchema.js';
import { createContext } from './federation/requestContext.js';
import { factsOf } from './federation/schemaFacts.js';
import { createSchemaHolder } from './federation/schemaHolder.js';
import type { Subgraph } from './federation/subgraph.js';
import { forgetOn, type Forget } from './forgetting/forgetOn.js';
import {
  loopbackHosts,
  startServer,
  type Admission,
  type LiveSchema,
  type RequestFacts,
  type RunningServer,
} from './gateway/startServer.js';
import type { DatabaseTarget } from './db/target.js';
import { documentsFor } from './documents/documentsFor.js';
import type { Joining } from './joining/startJoining.js';
import { packageVersion } from './lib/process/packageRoot.js';
import { dayIn } from './lib/time/days.js';
import { followDays } from './lib/time/followDays.js';
import { within } from './lib/async/within.js';
import { joinNotices } from './news/joinNotices.js';
import type { News } from './news/News.js';
import { openNews } from './news/openNews.js';
import { AnswerReads, daysRead } from './population/AnswerReads.js';
import { completeDays } from './population/completeDays.js';
import type { Scope } from './scope.js';
import { notSegmentable } from './segments/segmentable.js';
import { subgraphs } from './subgraphs/index.js';
import { SnapshotCache } from './snapshotCache.js';
import { createTableCache, type TableCache } from './tableCache.js';
import { visibleApps } from './visibleRows.js';

/** A database that is served. */
export interface Serving {
  readonly url: string;
  /** Finishes running requests and closes everything that `serve` opened; `drainMilliseconds` as of `RunningServer.stop`. */
  stop(drainMilliseconds?: number): Promise<void>;
}

/** Milliseconds beyond the statement timeout after which PostgreSQL is taken for frozen. */
const freezeGrace = 2000;

/** The connections of the requests, and those of the server itself, which no request can take. */
function openClients(config: Config, target: DatabaseTarget, log: Logger) {
  const { database } = config;
  const client = (max: number, seconds: number, onReach?: PoolOptions['onReach']): Sql => {
    const milliseconds = Math.round(seconds * 1000);
    return openClient(target, {
      max,
      prepare: database.prepare,
      ...(database.prepare && { statementTimeout: milliseconds }),
      applicationName: `facet serve, process ${process.pid}`,
      queue: { length: database.queue, timeout: database.queueTimeout * 1000 },
      longestLease: milliseconds + freezeGrace,
      onReach,
    });
  };
  const logReach = (failure: DatabaseUnavailable | undefined): void =>
    failure === undefined
      ? log.info('The database is reached again.')
      : log.error({ err: failure.cause }, failure.message);
  return {
    requestClient: client(database.pool, database.statementTimeout, logReach),
    ownClient: client(2, Math.min(database.statementTimeout, 3)),
    forget: forgetOn(target, config),
  };
}

/** What is cached until a notice says that it has changed. */
interface Caches {
  readonly authenticator: Authenticator;
  readonly tables: TableCache;
  /** Undefined where none is to be held. */
  readonly snapshots: SnapshotCache | undefined;
}

/** The reader of tokens; undefined where none are taken. */
const openTokens = async ({ access: { roles, tokens } }: Config, log: Logger): Promise<TokenReader | undefined> =>
  tokens.length === 0 ? undefined : createTokenReader(tokens, { roles, log });

interface CacheOptions {
  readonly openDoor: OpenDoor;
  readonly tokens: TokenReader | undefined;
  readonly log: Logger;
  /** Whether notices come. */
  readonly isFollowed: () => boolean;
}

function createCaches(config: Config, ownClient: Sql, { openDoor, tokens, log, isFollowed }: CacheOptions): Caches {
  const { roles } = config.access;
  // A door is one asker, who gets a part of the connections: each look is one of its own, or they would queue.
  const door: Door = { query: (statement) => createDoor(ownClient).query(statement) };
  return {
    authenticator: createAuthenticator(door, { roles, tokens, isOpen: !needsKey(config), isFollowed, log }),
    snapshots: config.cache.snapshots === 0 ? undefined : new SnapshotCache(config.cache.snapshots),
    tables: createTableCache({
      openDoor,
      isFollowed,
      onError: (error) => log.warn({ err: error }, 'A table could not be read into memory; requests ask the database.'),
    }),
  };
}

/** What requests are admitted with. */
interface Admitting {
  readonly news: News;
  readonly rightsOf: RightsOf;
  readonly forget: Forget;
}

/** Tells who asks by the key that is shown, and gives the scope of the request, with the catalogue of the schema it runs on. */
function createAdmit(
  { database, timeZone, apps, segmentable, destinations, campaigns, subgraph: told }: Config,
  requestClient: Sql,
  { authenticator, tables, snapshots }: Caches,
  { news, rightsOf, forget }: Admitting,
) {
  // Behind a pooler nothing of a session is ours: the timeout is then set in each statement's own transaction.
  const doorOptions = database.prepare
    ? { prepared: createPreparedTexts() }
    : { settings: { statement_timeout: String(Math.round(database.statementTimeout * 1000)) } };
  const refused = notSegmentable(segmentable);
  const settings = { destinations, holdout: campaigns.holdout };
  return async ({ authorization, signal, budget }: RequestFacts): Promise<Admission> => {
    const viewer = await authenticator.viewerOf(authorization);
    const persons = new PersonsRead();
    const openOwn = () => createDoor(requestClient, { signal, ...doorOptions });
    const rights = seesAllRows(viewer) ? undefined : await rightsOf(viewer);
    const rowOptions = { signal, onRow: countRow(budget, persons), rights, ...doorOptions };
    const reads = new AnswerReads(createDoor(requestClient, rowOptions));
    const held = tables.of(viewer);
    const cached: Scope['cached'] = (table) => reads.fromMemory(table, held(table));
    const scope = {
      db: reads.db,
      reads,
      viewer,
      now: new Date(),
      timeZone,
      apps: visibleApps({ viewer }, apps),
      budget,
      campaigns: settings,
      cached,
      snapshots,
      news,
      notSegmentable: refused,
      persons,
      forget: (customerId: string) => forget(customerId, viewer.name),
    };
    return {
      client: viewer.name,
      clientId: viewerId(viewer),
      viewer,
      documents: documentsFor(viewer.role, openOwn, tables.of(systemViewer)),
      persons,
      contextOn: (schema) => createContext({ catalogue: factsOf(schema).catalogue, ...scope }),
      findSources: async (schema, dates) => {
        const all = held(completeDays);
        const read = all && (dates === undefined ? reads.read(all) : daysRead(all, dates));
        if (read === undefined) return undefined;
        const decides = [
          packageVersion,
          factsOf(schema).catalogue.version,
          dayIn(timeZone, scope.now),
          timeZone,
          scope.apps,
          viewKey(viewer),
          read.version,
          told,
        ];
        return { names: read.dates, version: JSON.stringify(decides), isPast: read.isPast };
      },
    };
  };
}

/** Holds the schema of subgraphs. The first one is refused where directives of the config can stand nowhere, whoever serves it. */
function createHolder({ limits, subgraph }: Config, served: readonly Subgraph[], today: () => string, log: Logger) {
  let isChecked = false;
  return createSchemaHolder((catalogue) => {
    if (!isChecked) checkDirectives(subgraphs, catalogue, today(), subgraph.directives);
    isChecked = true;
    return buildSchema(served, catalogue, today(), { ...limits, subgraph });
  }, log);
}

/** Joins the subgraphs of others where the config names some; what that needs is loaded then. */
async function openJoining({ gateway, access }: Config, local: LiveSchema, log: Logger): Promise<Joining | undefined> {
  if (gateway === undefined) return undefined;
  const { startJoining } = await import('./joining/startJoining.js');
  return startJoining(gateway, local, log, access.remote);
}

/** What is to be closed at the end, the last first. */
type Opened = (() => void | Promise<void>)[];
type Resources = ReturnType<typeof openClients> & { readonly rightsOf: RightsOf; readonly opened: Opened };

/** Opens all that answers requests, and puts what has to be closed into `opened`. */
async function open(
  config: Config,
  served: readonly Subgraph[],
  { requestClient, ownClient, rightsOf, opened, forget }: Resources,
  log: Logger,
): Promise<RunningServer> {
  const today = (): string => dayIn(config.timeZone, new Date());
  const holder = createHolder(config, served, today, log);
  // The last to be closed: until then requests end.
  const audit = openAudit(ownClient, config.access.audit, log);
  opened.push(() => audit.stop());
  let watch: CatalogueWatch | undefined;
  const tokens = await openTokens(config, log);
  const openDoor = doorsOf(ownClient, rightsOf);
  const isFollowed = (): boolean => watch?.isListening ?? false;
  const caches = createCaches(config, ownClient, { openDoor, tokens, log, isFollowed });
  opened.push(() => caches.authenticator.stop());
  const news = openNews(openDoor, config.catalogue.pollSeconds, log);
  opened.push(() => news.stop());
  const ofKeys = { facet_api_clients: () => caches.authenticator.invalidate() };
  const watching = await watchCatalogue(ownClient, {
    listen: config.database.listen,
    notices: joinNotices(caches.tables.notices, ofKeys, news.notices),
    pollSeconds: config.catalogue.pollSeconds,
    onChange: (catalogue) => holder.change(catalogue),
    onError: (error) => log.error({ err: error }, 'The alias catalogue could not be read; the one in force stays.'),
  });
  watch = watching;
  // It may be asking a database that does not answer.
  opened.push(() => within(watching.stop(), 2000).catch((err: unknown) => log.warn({ err }, 'stopping the watch')));
  holder.change(watching.current);
  // Whether a field is deprecated because its meaning has ended depends on the day.
  opened.push(followDays(today, () => holder.change(watching.current)));
  const joining = await openJoining(config, holder, log);
  if (joining !== undefined) opened.push(() => joining.stop());
  const schema = joining?.schema ?? holder;
  const server = await startServer({
    config,
    log,
    schema,
    subscribed: holder,
    joined: joining?.health,
    budgets: openBudgets(config.access, requestClient, { log, opened }),
    admit: createAdmit(config, requestClient, caches, { news, rightsOf, forget }),
    readiness: createReadiness(ownClient),
    onEnded: (door, state) => audit.note(door, state),
    fault: () => internalsOf(requestClient)?.pool.fault(),
    finishMilliseconds: config.shutdown.finishSeconds * 1000,
    ...(!needsKey(config) && { allowedHosts: loopbackHosts }),
  });
  news.onKeys = () => void server.recheck();
  if (!needsKey(config))
    log.info('No key is asked for: only this machine reaches it. A key that is shown counts all the same.');
  news.follow(schema, (one) => factsOf(one).catalogue);
  return server;
}

/**
 * Serves a migrated database over HTTP until stopped. Throws a `UserError` where it cannot start.
 * @param served the subgraphs whose fields are answered; all of them unless told
 */
export async function serve(config: Config, target: DatabaseTarget, log: Logger, served = subgraphs): Promise<Serving> {
  const clients = openClients(config, target, log);
  const rightsOf = createRightsOf(clients.ownClient, config.databaseUrl === undefined);
  const opened: Opened = [];
  const close = async (): Promise<void> => {
    for (const end of opened.toReversed()) await end();
    await Promise.all([clients.requestClient.end({ timeout: 1 }), clients.ownClient.end({ timeout: 1 })]);
  };
  try {
    refuseOpenPages(config);
    await requireWay(clients.ownClient, config);
    await requireRowRights(config, clients.ownClient, rightsOf);
    const server = await open(config, served, { ...clients, rightsOf, opened }, log);
    return {
      url: server.url,
      async stop(drainMilliseconds) {
        await server.stop(drainMilliseconds);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
